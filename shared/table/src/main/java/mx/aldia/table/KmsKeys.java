package mx.aldia.table;

import java.util.Map;
import java.util.Optional;
import mx.aldia.domain.tenant.TenantId;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;

/**
 * KMS as the key service of {@link Secrets}. Tenant and name are the encryption context: KMS itself
 * opens a data key for no other, and its log says whose was opened.
 */
public final class KmsKeys implements Secrets.KeyWrap {
  private final KmsClient kms;
  private final String keyId;

  public KmsKeys(KmsClient kms, String keyId) {
    this.kms = kms;
    this.keyId = keyId;
  }

  /** The key that the environment names (KMS_KEY_ID), reached as it says. */
  static KmsKeys connect(Map<String, String> environment) {
    var keyId =
        Optional.ofNullable(environment.get("KMS_KEY_ID"))
            .orElseThrow(() -> new IllegalStateException("missing in the environment: KMS_KEY_ID"));
    return new KmsKeys(new Cloud(environment).client(KmsClient.builder(), "KMS").build(), keyId);
  }

  @Override
  public Secrets.DataKey generate(TenantId tenant, String name) {
    var key =
        kms.generateDataKey(
            request ->
                request
                    .keyId(keyId)
                    .keySpec(DataKeySpec.AES_256)
                    .encryptionContext(context(tenant, name)));
    return new Secrets.DataKey(key.plaintext().asByteArray(), key.ciphertextBlob().asByteArray());
  }

  @Override
  public byte[] open(TenantId tenant, String name, byte[] encrypted) {
    return kms.decrypt(
            request ->
                request
                    .keyId(keyId)
                    .ciphertextBlob(SdkBytes.fromByteArray(encrypted))
                    .encryptionContext(context(tenant, name)))
        .plaintext()
        .asByteArray();
  }

  private static Map<String, String> context(TenantId tenant, String name) {
    return Map.of("tenant", tenant.value(), "name", name);
  }
}
