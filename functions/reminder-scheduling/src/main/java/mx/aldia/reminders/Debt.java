package mx.aldia.reminders;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.collections.ContactRules;
import mx.aldia.domain.collections.Ladder;
import mx.aldia.domain.collections.ReminderPolicy;
import mx.aldia.domain.collections.Step;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.time.QuietDays;
import mx.aldia.sending.Courier;
import mx.aldia.sending.Matter;
import mx.aldia.table.LadderEntry;
import mx.aldia.table.TenantStore;
import mx.aldia.table.TenantTime;

/** All that a reminder is decided on and speaks of, read at the moment it is due. */
record Debt(
    TenantStore.Open open,
    LadderEntry entry,
    Invoice.Issued invoice,
    Terms terms,
    Customer customer,
    ReminderPolicy policy) {

  Instant now() {
    return open.time().now();
  }

  TenantTime time() {
    return open.time();
  }

  ContactRules rules() {
    return ContactRules.of(policy, customer.zone(), QuietDays.usual());
  }

  Ladder ladder() {
    return new Ladder(policy, invoice.bill().dueOn(), rules());
  }

  /** The debtor's date. */
  LocalDate today() {
    return rules().dateAt(now());
  }

  /** Where the policy has the step that was planned; empty when it was taken out since. */
  Optional<Integer> position() {
    return IntStream.range(0, policy.steps().size())
        .filter(i -> policy.steps().get(i).offsetDays() == entry.offsetDays())
        .boxed()
        .findFirst();
  }

  Step step(int position) {
    return policy.steps().get(position);
  }

  /** Where a reminder goes, by one of these ways; the customer's preference chooses. */
  Optional<Customer.Address> address(List<ChannelKind> ways) {
    var usable = ways.stream().filter(Courier.WAYS::contains).toList();
    return customer.addressFor(Customer.Receives.REMINDER, usable);
  }

  Matter matter() {
    return Matter.of(open, customer, invoice, terms);
  }
}
