package mx.aldia.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.message.Message;
import mx.aldia.domain.message.MessageId;

/**
 * How a message lies in the table: what was said, which is kept short for it is written again with
 * every change, and beside it what became of it.
 */
final class MessageItems {
  private MessageItems() {}

  static Key key(Message message) {
    return Keys.message(message.invoices().getFirst(), message.id());
  }

  static Item item(Message message) {
    var tenant = message.id().tenant();
    var place = Stamp.of(message.at()) + "#" + message.id().value();
    return Item.at(key(message))
        .bytes("said", Shorthand.LETTERS.write(Json.write(said(message))))
        .text("state", message.state().name())
        .text("reason", message.reason())
        .instant("at", message.at())
        .instant("leaseUntil", message.leaseUntil())
        .number("version", message.version())
        .ownedBy(Keys.partition(message.customer()), Keys.MESSAGE + place)
        .inMonth(Keys.month(tenant, "MESSAGE", Stamp.month(message.at())), place);
  }

  private static JsonNode said(Message message) {
    var node =
        Json.object()
            .put("kind", message.kind().name())
            .put("channel", message.channel().name())
            .put("customer", message.customer().value())
            .put("to", message.to())
            .put("subject", message.subject())
            .put("text", message.text());
    Json.put(node, "tone", message.tone());
    Json.put(node, "unsubscribe", message.unsubscribeUrl());
    message.step().ifPresent(step -> node.put("step", step));
    var others = message.invoices().stream().skip(1).map(InvoiceId::value).toList();
    if (!others.isEmpty()) {
      others.forEach(node.putArray("others")::add);
    }
    return node;
  }

  static Message message(Row row) {
    var first = Keys.invoiceOf(row.key().pk()).orElseThrow();
    var tenant = first.tenant();
    var said = Json.read(Shorthand.read(row.bytes("said")));
    return new Message(
        new MessageId(tenant, row.key().sk().substring(Keys.MESSAGE.length())),
        new CustomerId(tenant, said.get("customer").textValue()),
        Stream.concat(
                Stream.of(first),
                Json.each(said, "others", it -> new InvoiceId(tenant, it.textValue())))
            .toList(),
        Message.Kind.valueOf(said.get("kind").textValue()),
        ChannelKind.valueOf(said.get("channel").textValue()),
        Json.text(said, "tone"),
        Optional.ofNullable(said.get("step")).map(JsonNode::intValue),
        said.get("to").textValue(),
        said.get("subject").textValue(),
        said.get("text").textValue(),
        Message.State.valueOf(row.text("state")),
        row.maybeText("reason"),
        Json.text(said, "unsubscribe"),
        row.instant("at"),
        row.instant("leaseUntil"),
        row.number("version"));
  }
}
