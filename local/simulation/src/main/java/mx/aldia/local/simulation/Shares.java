package mx.aldia.local.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** What each invoice has of a payment, as its item says. */
final class Shares {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Shares() {}

  record Share(String invoice, long amount) {}

  static List<Share> of(Fact payment) {
    try {
      var shares = new ArrayList<Share>();
      for (var node : JSON.readTree(payment.text("allocations"))) {
        shares.add(new Share(node.path("invoice").asText(), node.path("amount").asLong()));
      }
      return shares;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("allocations that are no JSON", e);
    }
  }
}
