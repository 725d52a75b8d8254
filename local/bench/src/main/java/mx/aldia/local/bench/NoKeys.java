package mx.aldia.local.bench;

import mx.aldia.domain.tenant.TenantId;
import mx.aldia.table.Secrets;

/** No secret is asked for by what is measured: a payment by hand needs none. */
final class NoKeys implements Secrets.KeyWrap {
  @Override
  public Secrets.DataKey generate(TenantId tenant, String name) {
    throw new IllegalStateException("nobody here has secrets");
  }

  @Override
  public byte[] open(TenantId tenant, String name, byte[] encrypted) {
    throw new IllegalStateException("nobody here has secrets");
  }
}
