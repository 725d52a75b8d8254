package mx.aldia.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/** KMS with one key: data keys, and small secrets. */
public final class Kms {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_PLAIN_BYTES = 4096;

  private final KeyFile key;
  private final String arn;

  private Kms(KeyFile key, String arn) {
    this.key = key;
    this.arn = arn;
  }

  /** Puts the service on an endpoint. */
  public static void on(AwsEndpoint endpoint, KeyFile key, String arn) {
    var kms = new Kms(key, arn);
    endpoint
        .on("TrentService.GenerateDataKey", kms::generateDataKey)
        .on("TrentService.Encrypt", kms::encrypt)
        .on("TrentService.Decrypt", kms::decrypt);
  }

  private JsonNode generateDataKey(ObjectNode request) throws AwsError {
    known(request.path("KeyId"));
    int bytes =
        switch (request.path("KeySpec").asText()) {
          case "AES_256" -> 32;
          case "AES_128" -> 16;
          default -> request.path("NumberOfBytes").asInt();
        };
    if (bytes < 1 || bytes > 1024) {
      throw new AwsError(
          "ValidationException", "Please specify either number of bytes or key spec.");
    }
    byte[] plain = key.random(bytes);
    return JSON.createObjectNode()
        .put("KeyId", arn)
        .put("Plaintext", base64(plain))
        .put("CiphertextBlob", base64(key.encrypt(plain, request.path("EncryptionContext"))));
  }

  private JsonNode encrypt(ObjectNode request) throws AwsError {
    known(request.path("KeyId"));
    byte[] plain = bytes(request.path("Plaintext"));
    if (plain.length > MOST_PLAIN_BYTES) {
      throw new AwsError("ValidationException", "Plaintext is longer than 4096 bytes.");
    }
    return JSON.createObjectNode()
        .put("KeyId", arn)
        .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT")
        .put("CiphertextBlob", base64(key.encrypt(plain, request.path("EncryptionContext"))));
  }

  private JsonNode decrypt(ObjectNode request) throws AwsError {
    if (request.hasNonNull("KeyId")) {
      known(request.path("KeyId"));
    }
    byte[] plain =
        key.decrypt(bytes(request.path("CiphertextBlob")), request.path("EncryptionContext"))
            .orElseThrow(
                () -> new AwsError("InvalidCiphertextException", "The ciphertext is not valid."));
    return JSON.createObjectNode()
        .put("KeyId", arn)
        .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT")
        .put("Plaintext", base64(plain));
  }

  private void known(JsonNode keyId) throws AwsError {
    if (!arn.endsWith(keyId.asText()) || keyId.asText().isEmpty()) {
      throw new AwsError("NotFoundException", "Key '" + keyId.asText() + "' does not exist.");
    }
  }

  private static byte[] bytes(JsonNode base64) throws AwsError {
    try {
      return Base64.getDecoder().decode(base64.asText());
    } catch (IllegalArgumentException _) {
      throw new AwsError("SerializationException", "not base64");
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
