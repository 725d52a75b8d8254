package mx.aldia.given;

import static java.nio.charset.StandardCharsets.UTF_8;

import mx.aldia.domain.tenant.TenantId;
import mx.aldia.table.Secrets;

/** A key service that wraps nothing; what is sealed still holds tenant and name itself. */
public final class PaperKeys implements Secrets.KeyWrap {
  private static final int KEY_BYTES = 32;

  @Override
  public Secrets.DataKey generate(TenantId tenant, String name) {
    var key = (tenant.value() + ".".repeat(KEY_BYTES)).substring(0, KEY_BYTES).getBytes(UTF_8);
    return new Secrets.DataKey(key, key);
  }

  @Override
  public byte[] open(TenantId tenant, String name, byte[] encrypted) {
    return encrypted;
  }
}
