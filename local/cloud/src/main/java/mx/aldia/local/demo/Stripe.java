package mx.aldia.local.demo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Stripe as far as the story needs it: it tells of a payment, and signs what it tells. */
final class Stripe {
  private final Api api;
  private final String path;
  private final String secret;
  private final Clock wall;

  Stripe(Api api, String tenant, String secret, Clock wall) {
    this.api = api;
    this.path = "/webhooks/stripe/" + tenant;
    this.secret = secret;
    this.wall = wall;
  }

  /** A notification about a card payment of an invoice. */
  String event(String id, String type, String status, String invoice, long amount) {
    return """
        {"id":"%s","object":"event","type":"%s","created":%d,"livemode":false,"data":{"object":{
         "id":"pi_demo_%s","object":"payment_intent","status":"%s","amount":%d,"amount_received":%d,
         "currency":"mxn","payment_method_types":["card"],"metadata":{"aldia_invoice":"%s"}}}}"""
        .formatted(
            id, type, wall.instant().getEpochSecond(), invoice, status, amount, amount, invoice);
  }

  /** Sends it, signed over its bytes. */
  void tell(String event) {
    long time = wall.instant().getEpochSecond();
    api.tell(path, event, "t=%d,v1=%s".formatted(time, signature(time + "." + event)));
  }

  private String signature(String signed) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
