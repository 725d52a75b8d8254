package mx.aldia.local.proof.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the callers of one business asked for, and what they were told has happened. */
final class Told {
  /** An invoice that somebody asked for, by the token that it carries as its external id. */
  final Set<String> invoicesAsked = ConcurrentHashMap.newKeySet();

  /** By token: the first answer that said it is there and issued. */
  final Map<String, JsonNode> invoices = new ConcurrentHashMap<>();

  /** Money by hand that somebody told of, by its reference. */
  final Map<String, Long> paymentsAsked = new ConcurrentHashMap<>();

  /** By reference: the payment as it was answered. */
  final Map<String, JsonNode> payments = new ConcurrentHashMap<>();

  /** Card money whose success was taken with 2xx, by the provider's id of it. */
  final Map<String, CardMoney> cards = new ConcurrentHashMap<>();

  /** Card money whose refund was taken with 2xx. */
  final Set<String> cardsRefunded = ConcurrentHashMap.newKeySet();

  /** Payments, by id, that were answered to be reversed, or cleared. */
  final Set<String> reversed = ConcurrentHashMap.newKeySet();

  final Set<String> cleared = ConcurrentHashMap.newKeySet();

  /** Invoices, by id. */
  final Set<String> voided = ConcurrentHashMap.newKeySet();

  final Set<String> givenUp = ConcurrentHashMap.newKeySet();

  /** When an answer said that an invoice was settled or taken back, on the wall clock. */
  final Map<String, Instant> settledAt = new ConcurrentHashMap<>();

  /** Customers by the external id that they were made with. */
  final Map<String, JsonNode> customers = new ConcurrentHashMap<>();

  /** What the API says at the end was said to customers, by id. */
  final Map<String, JsonNode> messages = new ConcurrentHashMap<>();

  private final ConcurrentLinkedQueue<Word> latest = new ConcurrentLinkedQueue<>();

  /** Money that a provider holds. */
  record CardMoney(String invoice, long amount) {}

  /** Something that was said to be there, and where it is to be read. */
  record Word(String path, JsonNode said) {}

  void invoice(String token, JsonNode said) {
    if (invoices.putIfAbsent(token, said) == null) {
      latest.add(new Word("/v1/invoices/" + said.path("id").asText(), said));
    }
  }

  void payment(String reference, JsonNode said) {
    if (payments.putIfAbsent(reference, said) == null) {
      latest.add(new Word("/v1/payments/" + said.path("id").asText(), said));
    }
  }

  /** What an invoice was answered to come to. */
  long total(String token) {
    return Optional.ofNullable(invoices.get(token)).orElseThrow().path("total").asLong();
  }

  /** What was told since this was last asked. */
  List<Word> sinceLast() {
    var words = new ArrayList<Word>();
    for (var word = Optional.ofNullable(latest.poll());
        word.isPresent();
        word = Optional.ofNullable(latest.poll())) {
      words.add(word.get());
    }
    return words;
  }
}
