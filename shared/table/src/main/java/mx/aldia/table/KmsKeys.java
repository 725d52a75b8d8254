package mx.aldia.table;

import java.util.Map;
import mx.aldia.domain.tenant.TenantId;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;

/**
 * KMS as the key service of {@link Secrets}. Tenant and name are the encryption context: KMS itself
 * opens a data key for no other, and its log says whose was opened.
 */
public final class KmsKeys implements Secrets.KeyService {
  private static final Map<String, String> LINKS = Map.of("purpose", "links");

  private final KmsClient kms;
  private final String keyId;

  public KmsKeys(KmsClient kms, String keyId) {
    this.kms = kms;
    this.keyId = keyId;
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
    return decrypt(encrypted, context(tenant, name));
  }

  /** The key that every customer's link is derived from, as {@code LINK_KEY} carries it. */
  public byte[] openLinkKey(byte[] encrypted) {
    return decrypt(encrypted, LINKS);
  }

  private byte[] decrypt(byte[] encrypted, Map<String, String> context) {
    return kms.decrypt(
            request ->
                request
                    .keyId(keyId)
                    .ciphertextBlob(SdkBytes.fromByteArray(encrypted))
                    .encryptionContext(context))
        .plaintext()
        .asByteArray();
  }

  private static Map<String, String> context(TenantId tenant, String name) {
    return Map.of("tenant", tenant.value(), "name", name);
  }
}
