package mx.aldia.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.collections.PolicyId;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.customer.ProductId;
import mx.aldia.domain.invoice.DueRule;
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.invoice.Tax;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.invoice.Withholding;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.tenant.CfdiTiming;
import mx.aldia.domain.tenant.TenantId;

/** What an invoice says, as it lies in its document item. */
final class TermsJson {
  private TermsJson() {}

  static ObjectNode write(Terms terms) {
    var node = Json.object();
    node.put("customer", terms.customer().value());
    node.put("currency", terms.currency().getCurrencyCode());
    node.set("lines", lines(terms.lines()));
    terms
        .due()
        .ifPresent(
            due -> {
              switch (due) {
                case DueRule.On(var date) -> node.put("due_on", date.toString());
                case DueRule.DaysAfterIssue(var days) -> node.put("due_days", days);
              }
            });
    node.put("series", terms.series());
    Json.put(node, "po", terms.poNumber());
    Json.put(node, "method", terms.paymentMethod());
    Json.put(node, "form", terms.paymentForm());
    Json.put(node, "rate", terms.exchangeRate().map(BigDecimal::toPlainString));
    Json.put(node, "timing", terms.cfdiTiming().map(Enum::name));
    Json.put(node, "policy", terms.policy().map(PolicyId::value));
    terms.minimumPayment().ifPresent(minimum -> node.put("minimum", minimum.minor()));
    node.put("send", terms.send());
    Json.put(node, "external", terms.externalId());
    if (!terms.metadata().isEmpty()) {
      var metadata = node.putObject("metadata");
      terms.metadata().forEach(metadata::put);
    }
    return node;
  }

  static Terms read(TenantId tenant, JsonNode node) {
    var currency = Currency.getInstance(node.get("currency").textValue());
    var metadata = new HashMap<String, String>();
    if (node.has("metadata")) {
      node.get("metadata")
          .properties()
          .forEach(e -> metadata.put(e.getKey(), e.getValue().textValue()));
    }
    return new Terms(
        new CustomerId(tenant, node.get("customer").textValue()),
        currency,
        lines(tenant, currency, node),
        due(node),
        node.get("series").textValue(),
        Json.text(node, "po"),
        Json.text(node, "method"),
        Json.text(node, "form"),
        Json.text(node, "rate").map(BigDecimal::new),
        Json.text(node, "timing").map(CfdiTiming::valueOf),
        Json.text(node, "policy").map(id -> new PolicyId(tenant, id)),
        node.has("minimum")
            ? Optional.of(new Money(node.get("minimum").longValue(), currency))
            : Optional.empty(),
        node.get("send").booleanValue(),
        Json.text(node, "external"),
        metadata);
  }

  private static Optional<DueRule> due(JsonNode node) {
    if (node.has("due_days")) {
      return Optional.of(new DueRule.DaysAfterIssue(node.get("due_days").intValue()));
    }
    return Json.text(node, "due_on").map(date -> new DueRule.On(LocalDate.parse(date)));
  }

  static ArrayNode lines(List<Line> lines) {
    var array = Json.array();
    lines.forEach(line -> array.add(line(line)));
    return array;
  }

  /** Those of an object's member {@code lines}. */
  static List<Line> lines(TenantId tenant, Currency currency, JsonNode node) {
    return Json.each(node, "lines", line -> line(tenant, currency, line)).toList();
  }

  private static ObjectNode line(Line line) {
    var node = Json.object();
    Json.put(node, "product", line.product().map(ProductId::value));
    node.put("description", line.description());
    node.put("quantity", line.quantity().toPlainString());
    node.put("price", line.unitPrice().toPlainString());
    if (line.discount().isPositive()) {
      node.put("discount", line.discount().minor());
    }
    if (!line.taxes().isEmpty()) {
      node.set("taxes", taxes(line.taxes()));
    }
    if (!line.withholdings().isEmpty()) {
      var withheld = node.putArray("withheld");
      line.withholdings()
          .forEach(
              one ->
                  withheld
                      .addObject()
                      .put("kind", one.kind().name())
                      .put("rate", one.rate().toPlainString()));
    }
    Json.put(node, "sat_product", line.satProductKey());
    Json.put(node, "sat_unit", line.satUnitKey());
    return node;
  }

  private static Line line(TenantId tenant, Currency currency, JsonNode node) {
    return new Line(
        Json.text(node, "product").map(id -> new ProductId(tenant, id)),
        node.get("description").textValue(),
        new BigDecimal(node.get("quantity").textValue()),
        new BigDecimal(node.get("price").textValue()),
        new Money(node.has("discount") ? node.get("discount").longValue() : 0, currency),
        taxes(node),
        Json.each(
                node,
                "withheld",
                one ->
                    new Withholding(
                        Withholding.Kind.valueOf(one.get("kind").textValue()),
                        new BigDecimal(one.get("rate").textValue())))
            .toList(),
        Json.text(node, "sat_product"),
        Json.text(node, "sat_unit"));
  }

  static ArrayNode taxes(List<Tax> taxes) {
    var array = Json.array();
    for (var tax : taxes) {
      switch (tax) {
        case Tax.Iva(var rate) -> array.addObject().put("iva", rate.toPlainString());
        case Tax.IvaExempt() -> array.addObject().put("exempt", true);
      }
    }
    return array;
  }

  static List<Tax> taxes(JsonNode node) {
    return Json.<Tax>each(
            node,
            "taxes",
            tax ->
                tax.has("iva")
                    ? new Tax.Iva(new BigDecimal(tax.get("iva").textValue()))
                    : new Tax.IvaExempt())
        .toList();
  }
}
