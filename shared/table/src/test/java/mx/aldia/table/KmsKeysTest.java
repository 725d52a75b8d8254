package mx.aldia.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import mx.aldia.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

class KmsKeysTest {
  private static final TenantId OURS = new TenantId("ten_1");
  private static final TenantId THEIRS = new TenantId("ten_2");

  private final Kms kms = new Kms();
  private final Secrets secrets = new Secrets(new KmsKeys(kms, "the-key"));

  @Test
  void a_secret_comes_back_as_it_was_sealed() {
    var stored = secrets.seal(OURS, "stripe.webhook_secret", "whsec_ñ");

    assertThat(new String(stored, UTF_8)).doesNotContain("whsec");
    assertThat(secrets.open(OURS, "stripe.webhook_secret", stored)).isEqualTo("whsec_ñ");
    assertThat(secrets.seal(OURS, "stripe.webhook_secret", "whsec_ñ")).isNotEqualTo(stored);
  }

  @Test
  void another_tenants_secret_or_one_of_another_name_stays_shut() {
    var stored = secrets.seal(OURS, "stripe.webhook_secret", "whsec_1");

    assertThatThrownBy(() -> secrets.open(THEIRS, "stripe.webhook_secret", stored))
        .isInstanceOf(InvalidCiphertextException.class);
    assertThatThrownBy(() -> secrets.open(OURS, "stripe.api_key", stored))
        .isInstanceOf(InvalidCiphertextException.class);
  }

  /** Opens what it wrapped, and for the same context only, as KMS does. */
  private static final class Kms implements KmsClient {
    private record Wrapped(Map<String, String> context, SdkBytes plain) {}

    private final Map<SdkBytes, Wrapped> keys = new HashMap<>();

    byte[] wrapped(Map<String, String> context, String plain) {
      var ciphertext = SdkBytes.fromUtf8String("wrapped " + keys.size());
      keys.put(ciphertext, new Wrapped(context, SdkBytes.fromUtf8String(plain)));
      return ciphertext.asByteArray();
    }

    @Override
    public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
      var plain = "0123456789abcdef0123456789abcde" + keys.size();
      return GenerateDataKeyResponse.builder()
          .plaintext(SdkBytes.fromUtf8String(plain))
          .ciphertextBlob(SdkBytes.fromByteArray(wrapped(request.encryptionContext(), plain)))
          .build();
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
      var key = keys.get(request.ciphertextBlob());
      if (key == null || !key.context().equals(request.encryptionContext())) {
        throw InvalidCiphertextException.builder().message("not of this context").build();
      }
      return DecryptResponse.builder().plaintext(key.plain()).build();
    }

    @Override
    public String serviceName() {
      return "kms";
    }

    @Override
    public void close() {}
  }
}
