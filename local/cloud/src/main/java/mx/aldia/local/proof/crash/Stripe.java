package mx.aldia.local.proof.crash;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A business's account at Stripe: what it tells, and how it signs that. */
final class Stripe {
  private final String path;
  private final String secret;
  private final Clock wall;

  Stripe(String tenant, String secret, Clock wall) {
    this.path = "/webhooks/stripe/" + tenant;
    this.secret = secret;
    this.wall = wall;
  }

  /** The money is on its way. */
  Call processing(String about, String money, String invoice, long amount) {
    return event(
        about,
        money + "_a",
        "payment_intent.processing",
        intent(money, "processing", invoice, amount));
  }

  /** The money is there. */
  Call succeeded(String about, String money, String invoice, long amount) {
    return event(
        about,
        money + "_b",
        "payment_intent.succeeded",
        intent(money, "succeeded", invoice, amount));
  }

  /** The same money, as its charge tells it. */
  Call charged(String about, String money, String invoice, long amount) {
    var charge =
        """
        {"id":"ch_%s","object":"charge","payment_intent":"%s","status":"succeeded","paid":true,"captured":true,
         "amount":%d,"amount_captured":%d,"amount_refunded":0,"currency":"mxn",
         "payment_method_details":{"type":"card","card":{"funding":"credit"}},"metadata":{"aldia_invoice":"%s"}}"""
            .formatted(money, money, amount, amount, invoice);
    return event(about, money + "_c", "charge.succeeded", charge);
  }

  /** All of the money went back. */
  Call refunded(String about, String money, long amount) {
    var charge =
        """
        {"id":"ch_%s","object":"charge","payment_intent":"%s","amount":%d,"amount_refunded":%d,"currency":"mxn","metadata":{}}"""
            .formatted(money, money, amount, amount);
    return event(about, money + "_r", "charge.refunded", charge);
  }

  private static String intent(String money, String status, String invoice, long amount) {
    return """
        {"id":"%s","object":"payment_intent","status":"%s","amount":%d,"amount_received":%d,"currency":"mxn",
         "payment_method_types":["card"],"metadata":{"aldia_invoice":"%s"}}"""
        .formatted(money, status, amount, status.equals("succeeded") ? amount : 0, invoice);
  }

  private Call event(String about, String id, String type, String object) {
    var body =
        "{\"id\":\"evt_%s\",\"object\":\"event\",\"type\":\"%s\",\"created\":%d,\"livemode\":false,\"data\":{\"object\":%s}}"
            .formatted(id, type, wall.instant().getEpochSecond(), object);
    return new Call(
        about,
        "POST",
        path,
        body,
        () -> Map.of("Content-Type", "application/json", "Stripe-Signature", signature(body)));
  }

  private String signature(String body) {
    long time = wall.instant().getEpochSecond();
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var said = (time + "." + body).getBytes(StandardCharsets.UTF_8);
      return "t=%d,v1=%s".formatted(time, HexFormat.of().formatHex(mac.doFinal(said)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
