package mx.aldia.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Write and read request units of an on-demand table, as AWS bills them. A half of a read unit is
 * what a query of an index costs at least, so reads are counted in halves.
 *
 * @param writes write request units
 * @param readHalves read request units, twice
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">AWS
 *     on read and write operations</a>
 */
record Units(long writes, long readHalves) {
  static final Units NONE = new Units(0, 0);

  private static final int WRITE_BYTES = 1024;
  private static final int READ_BYTES = 4096;
  private static final int NESTED_OVERHEAD = 3;

  double reads() {
    return readHalves / 2.0;
  }

  Units plus(Units other) {
    return new Units(writes + other.writes, readHalves + other.readHalves);
  }

  Units minus(Units other) {
    return new Units(writes - other.writes, readHalves - other.readHalves);
  }

  /**
   * One write: a unit for each kilobyte of the item before or after, whichever is larger; twice
   * that within a transaction; and one for each entry of an index that is written or taken away.
   *
   * @param before empty when it was not there
   * @param after empty when it is there no more
   */
  static Units write(
      Map<String, AttributeValue> before,
      Map<String, AttributeValue> after,
      boolean inTransaction) {
    long kilobytes = atLeastOne(Math.max(size(before), size(after)), WRITE_BYTES);
    long entries =
        Stream.of("byOwner", "byDue", "byMonth").mapToLong(it -> entries(it, before, after)).sum();
    return new Units((inTransaction ? 2L : 1L) * kilobytes + entries, 0);
  }

  /** A write that its condition refused, or a condition checked beside writes: no entry is made. */
  static Units checked(Map<String, AttributeValue> item, boolean inTransaction) {
    return new Units((inTransaction ? 2L : 1L) * atLeastOne(size(item), WRITE_BYTES), 0);
  }

  /** What was read in one item or one page, of so many bytes together. */
  static Units read(long bytes, boolean consistent) {
    return new Units(0, (consistent ? 2L : 1L) * atLeastOne(bytes, READ_BYTES));
  }

  private static long atLeastOne(long bytes, int unit) {
    return Math.max(1, Math.ceilDiv(bytes, unit));
  }

  /** An entry that moves is one taken away and one written. */
  private static long entries(
      String index, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    var was = entry(index, before);
    var is = entry(index, after);
    if (was.equals(is)) {
      return 0;
    }
    return (was.isEmpty() ? 0L : 1L) + (is.isEmpty() ? 0L : 1L);
  }

  private static String entry(String index, Map<String, AttributeValue> item) {
    var partition = item.get(index + "PK");
    var sort = item.get(index + "SK");
    return partition == null || sort == null ? "" : partition.s() + "|" + sort.s();
  }

  /** An item's size as AWS counts it: names and values in UTF-8. */
  static long size(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToLong(it -> length(it.getKey()) + size(it.getValue()))
        .sum();
  }

  private static long size(AttributeValue value) {
    return switch (value.type()) {
      case S -> length(value.s());
      case N -> numberSize(value.n());
      case B -> value.b().asByteArrayUnsafe().length;
      case BOOL, NUL -> 1;
      case L -> NESTED_OVERHEAD + value.l().stream().mapToLong(it -> 1 + size(it)).sum();
      case M ->
          NESTED_OVERHEAD
              + value.m().entrySet().stream()
                  .mapToLong(it -> 1 + length(it.getKey()) + size(it.getValue()))
                  .sum();
      default -> throw new IllegalArgumentException("an attribute that we never write: " + value);
    };
  }

  /** A byte for two digits that count, and one more; one more again for a sign. */
  private static long numberSize(String number) {
    var digits = number.replace("-", "").replace(".", "").replaceAll("^0+|0+$", "");
    return Math.ceilDiv(digits.length(), 2) + 1L + (number.startsWith("-") ? 1L : 0L);
  }

  private static long length(String text) {
    return Objects.requireNonNull(text).getBytes(UTF_8).length;
  }
}
