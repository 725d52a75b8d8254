package mx.aldia.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import mx.aldia.domain.tenant.TenantId;

/**
 * Secrets of tenants, envelope-encrypted: each under a fresh data key that only the deployment's
 * key service can open again, for this tenant and this name.
 */
public final class Secrets {
  private static final byte VERSION = 1;

  /** The key service: KMS in the cloud. */
  public interface KeyWrap {
    /** A fresh 256-bit key, plain and as only the service can open it. */
    DataKey generate(TenantId tenant, String name);

    /** The plain key again; fails for another tenant or name. */
    byte[] open(TenantId tenant, String name, byte[] encrypted);
  }

  /** A data key in both forms. */
  public static final class DataKey {
    private final byte[] plain;
    private final byte[] encrypted;

    public DataKey(byte[] plain, byte[] encrypted) {
      this.plain = plain.clone();
      this.encrypted = encrypted.clone();
    }
  }

  private final KeyWrap keys;

  public Secrets(KeyWrap keys) {
    this.keys = keys;
  }

  /** What may be stored: version, data key as the service gave it, ciphertext. */
  public byte[] seal(TenantId tenant, String name, String secret) {
    var key = keys.generate(tenant, name);
    var sealed =
        new Sealer(key.plain, "secret").seal(context(tenant, name), secret.getBytes(UTF_8));
    return ByteBuffer.allocate(1 + Short.BYTES + key.encrypted.length + sealed.length)
        .put(VERSION)
        .putShort((short) key.encrypted.length)
        .put(key.encrypted)
        .put(sealed)
        .array();
  }

  public String open(TenantId tenant, String name, byte[] stored) {
    var buffer = ByteBuffer.wrap(stored);
    var version = buffer.get();
    if (version != VERSION) {
      throw new IllegalStateException("a secret of version " + version);
    }
    var encrypted = new byte[buffer.getShort()];
    buffer.get(encrypted);
    var sealed = new byte[buffer.remaining()];
    buffer.get(sealed);
    var plain = keys.open(tenant, name, encrypted);
    return new String(new Sealer(plain, "secret").open(context(tenant, name), sealed), UTF_8);
  }

  private static String context(TenantId tenant, String name) {
    return tenant.value() + "|" + name;
  }
}
