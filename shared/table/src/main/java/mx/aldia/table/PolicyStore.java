package mx.aldia.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.collections.ContactWindow;
import mx.aldia.domain.collections.LateInterest;
import mx.aldia.domain.collections.PolicyId;
import mx.aldia.domain.collections.ReminderPolicy;
import mx.aldia.domain.collections.Step;
import mx.aldia.domain.collections.Tone;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tenant.TenantId;

/** How each tenant reminds. */
public final class PolicyStore {
  private final Table table;
  private final Answers answers;

  public PolicyStore(Table table, Answers answers) {
    this.table = table;
    this.answers = answers;
  }

  public Optional<ReminderPolicy> find(PolicyId id) {
    return table.get(Keys.policy(id)).map(row -> policy(id.tenant(), row));
  }

  /** A tenant's policies, oldest first. */
  public List<ReminderPolicy> list(TenantId tenant) {
    return table
        .query(Keys.partition(tenant), Keys.POLICY)
        .map(row -> policy(tenant, row))
        .toList();
  }

  public void create(ReminderPolicy policy, Attempt<ReminderPolicy> attempt) {
    var transaction = table.transaction().insert("policy", item(policy));
    answers.remember(transaction, policy.id().tenant(), attempt, policy);
    answers.commit(transaction);
  }

  /**
   * Replaces a policy that is still as it was read.
   *
   * @return false when somebody else changed it meanwhile
   */
  public boolean save(ReminderPolicy policy, long was) {
    return table.commit(table.transaction().replace("policy", item(policy), was)).isEmpty();
  }

  static Item item(ReminderPolicy policy) {
    var item =
        Item.at(Keys.policy(policy.id()))
            .text("id", policy.id().value())
            .text("name", policy.name())
            .text("steps", Json.write(steps(policy.steps())))
            .text("from", policy.window().from().toString())
            .text("to", policy.window().to().toString())
            .number("maxPerWeek", policy.maxPerWeek())
            .flag("saturdays", policy.saturdays())
            .number("version", policy.version());
    policy
        .lateInterest()
        .ifPresent(
            interest ->
                item.decimal("interestRate", interest.annualRate())
                    .number("graceDays", interest.graceDays())
                    .number("dayCount", interest.dayCount()));
    return item;
  }

  private static JsonNode steps(List<Step> steps) {
    var array = Json.array();
    for (var step : steps) {
      ObjectNode node = array.addObject();
      node.put("days", step.offsetDays());
      node.put("tone", step.tone().name());
      var channels = node.putArray("channels");
      step.channels().forEach(channel -> channels.add(channel.name()));
      node.put("mode", step.mode().name());
      Json.put(node, "template", step.template());
    }
    return array;
  }

  static ReminderPolicy policy(TenantId tenant, Row row) {
    return new ReminderPolicy(
        new PolicyId(tenant, row.text("id")),
        row.text("name"),
        Json.stream(Json.read(row.text("steps")), PolicyStore::step).toList(),
        new ContactWindow(LocalTime.parse(row.text("from")), LocalTime.parse(row.text("to"))),
        (int) row.number("maxPerWeek"),
        row.flag("saturdays"),
        row.maybeText("interestRate")
            .map(
                rate ->
                    new LateInterest(
                        new BigDecimal(rate),
                        (int) row.number("graceDays"),
                        (int) row.number("dayCount"))),
        row.number("version"));
  }

  private static Step step(JsonNode node) {
    return new Step(
        node.get("days").intValue(),
        Tone.valueOf(node.get("tone").textValue()),
        Json.each(node, "channels", one -> ChannelKind.valueOf(one.textValue())).toList(),
        Step.Mode.valueOf(node.get("mode").textValue()),
        Json.text(node, "template"));
  }
}
