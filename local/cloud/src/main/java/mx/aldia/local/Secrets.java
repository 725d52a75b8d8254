package mx.aldia.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import mx.aldia.local.aws.KeyFile;

/** What a deployment would be given as parameters: made at the first start and then kept. */
final class Secrets {
  private static final int BYTES = 32;

  private final Home home;
  private final KeyFile kms;

  Secrets(Home home, KeyFile kms) {
    this.home = home;
    this.kms = kms;
  }

  /** In the clear; the functions know its hash alone. */
  String operatorKey() {
    return kept(
        home.operatorKey(), () -> "ald_operator_" + HexFormat.of().formatHex(kms.random(BYTES)));
  }

  /** What the template is given: its secret parameters, and what its secrets hold. */
  Map<String, String> parameters() {
    return Map.of("OperatorKeyHash", sha256(operatorKey()), "LinkSecret", linkKey());
  }

  /** As Secrets Manager would make it. */
  private String linkKey() {
    return kept(home.linkKey(), () -> HexFormat.of().formatHex(kms.random(BYTES)));
  }

  private static String kept(Path file, Supplier<String> fresh) {
    try {
      if (!Files.exists(file)) {
        Durable.write(file, fresh.get());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
