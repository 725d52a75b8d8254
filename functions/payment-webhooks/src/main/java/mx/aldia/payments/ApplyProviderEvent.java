package mx.aldia.payments;

import mx.aldia.edge.Envelope;
import mx.aldia.edge.Log;
import mx.aldia.gateways.Gateway;
import mx.aldia.gateways.ProviderNotice;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.ProviderEventStore;
import mx.aldia.table.ProviderEventStore.Seen;
import mx.aldia.table.ProviderEventStore.State;
import mx.aldia.table.TenantStore;

/**
 * Applies what a provider told, however often and in whatever order it told it. The effect is
 * guarded by its own transaction, so a crash anywhere here costs a second look and no more.
 */
final class ApplyProviderEvent {
  private static final Log LOG = Log.of(ApplyProviderEvent.class);

  private final TenantStore tenants;
  private final ProviderEventStore events;
  private final PaymentStore payments;
  private final JudgeNotice judge;

  ApplyProviderEvent(
      TenantStore tenants, ProviderEventStore events, PaymentStore payments, JudgeNotice judge) {
    this.tenants = tenants;
    this.events = events;
    this.payments = payments;
    this.judge = judge;
  }

  /** Takes {@code provider_event.received}. */
  void on(Envelope event) {
    var open = tenants.open(event.tenant()).orElseThrow();
    events
        .find(event.tenant(), event.text("gateway"), event.text("provider_event"))
        .filter(seen -> seen.state() == State.RECEIVED)
        .ifPresent(seen -> apply(open, seen));
  }

  /** It is marked last: who dies before that is followed by one who does all of it again. */
  private void apply(TenantStore.Open open, Seen seen) {
    var notice = read(seen);
    var judgement = judge.judge(open, seen.gateway(), notice);
    switch (judgement) {
      case Judgement.Waiting(_, var money) -> {
        events.hold(seen, money);
        // Booked between our look and our hold: whoever booked it may not have seen us waiting.
        if (payments.find(seen.tenant(), seen.gateway(), money).isPresent()) {
          judgement = judge.judge(open, seen.gateway(), notice);
        }
      }
      case Judgement.Applied _ when notice instanceof ProviderNotice.Received(var subject, _, _) ->
          events.held(seen.tenant(), seen.gateway(), subject.payment()).stream()
              .filter(held -> held.state() != State.APPLIED)
              .forEach(held -> mark(open, held, judge.judge(open, held.gateway(), read(held))));
      case Judgement.Applied _, Judgement.Parked _ -> {}
    }
    mark(open, seen, judgement);
  }

  private ProviderNotice read(Seen seen) {
    return Gateway.named(seen.gateway()).orElseThrow().read(events.body(seen));
  }

  private void mark(TenantStore.Open open, Seen seen, Judgement judgement) {
    var done = judgement instanceof Judgement.Applied;
    var state = done ? State.APPLIED : State.PARKED;
    events.mark(seen, state, judgement.note(), open.time().now());
    if (done) {
      LOG.info("applied", "provider_event", seen.id(), "note", judgement.note());
    } else {
      LOG.warn("parked", "provider_event", seen.id(), "note", judgement.note());
    }
  }
}
