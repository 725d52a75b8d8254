package mx.aldia.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import mx.aldia.domain.tax.Csd;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;

class CsdStoreTest {
  private static final LocalTable LOCAL = LocalTable.create();
  private static final TenantId STUDIO = new TenantId("ten_csd");

  private final Table table = new Table(LOCAL.client(), LOCAL.name());
  private final CsdStore store = new CsdStore(table, new Secrets(new OneKey()));

  @Test
  void a_key_lies_encrypted_and_comes_back_with_its_certificate() {
    store.save(STUDIO, opened("00001000000500000001", "a private key"));

    var stored = table.get(Keys.csd(STUDIO)).orElseThrow();
    assertThat(new String(stored.bytes("key"), UTF_8)).doesNotContain("private");
    var back = store.open(STUDIO).orElseThrow();
    assertThat(new String(back.pkcs8(), UTF_8)).isEqualTo("a private key");
    assertThat(back.csd().cer()).isEqualTo(new byte[] {1, 2, 3});
    assertThat(back.toString()).isEqualTo("key of CSD 00001000000500000001 of DNA200101AB1");
  }

  @Test
  void of_two_that_make_one_at_once_the_first_is_kept() {
    var tenant = new TenantId("ten_twins");

    store.saveFirst(tenant, opened("00001000000500000001", "first"));
    var kept = store.saveFirst(tenant, opened("00001000000500000002", "second"));

    assertThat(new String(kept.pkcs8(), UTF_8)).isEqualTo("first");
    assertThat(store.find(tenant).orElseThrow().number()).isEqualTo("00001000000500000001");
  }

  @Test
  void a_tenant_without_one_has_none() {
    assertThat(store.find(new TenantId("ten_none"))).isEmpty();
    assertThat(store.open(new TenantId("ten_none"))).isEmpty();
  }

  private static CsdStore.Opened opened(String number, String key) {
    var from = Instant.parse("2025-01-01T00:00:00Z");
    var csd =
        new Csd(
            new byte[] {1, 2, 3}, number, "DNA200101AB1", from, from.plusSeconds(1000), true, from);
    return new CsdStore.Opened(csd, key.getBytes(UTF_8));
  }

  /** A key service whose wrapped key is the key turned round. */
  private static final class OneKey implements Secrets.KeyWrap {
    @Override
    public Secrets.DataKey generate(TenantId tenant, String name) {
      var plain = new byte[32];
      Arrays.fill(plain, (byte) tenant.value().hashCode());
      return new Secrets.DataKey(plain, reversed(plain));
    }

    @Override
    public byte[] open(TenantId tenant, String name, byte[] encrypted) {
      return reversed(encrypted);
    }

    private static byte[] reversed(byte[] bytes) {
      var other = bytes.clone();
      for (int i = 0; i < bytes.length; i++) {
        other[i] = bytes[bytes.length - 1 - i];
      }
      return other;
    }
  }
}
