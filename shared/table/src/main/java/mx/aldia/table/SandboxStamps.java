package mx.aldia.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import mx.aldia.domain.tenant.TenantId;

/** What a sandbox's certifier has stamped, by the seal it stamped: one stamp for ever. */
public final class SandboxStamps {
  private final Table table;

  public SandboxStamps(Table table) {
    this.table = table;
  }

  public Optional<String> find(TenantId tenant, String seal) {
    return table
        .get(Keys.sandboxStamp(tenant, hash(seal)))
        .map(row -> new String(Gzip.unpack(row.bytes("xml")), UTF_8));
  }

  /** Keeps a stamped document unless one is kept already; returns the one that is. */
  public String keepFirst(TenantId tenant, String seal, String xml) {
    var item =
        Item.at(Keys.sandboxStamp(tenant, hash(seal))).bytes("xml", Gzip.pack(xml.getBytes(UTF_8)));
    return table.insertIfAbsent(item) ? xml : find(tenant, seal).orElseThrow();
  }

  private static String hash(String seal) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(seal.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }
}
