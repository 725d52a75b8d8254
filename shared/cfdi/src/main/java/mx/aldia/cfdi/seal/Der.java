package mx.aldia.cfdi.seal;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * ASN.1 in DER, as much of it as SAT's keys and certificates need: reading one value with its
 * parts, and writing the few types a certificate is made of.
 */
final class Der {
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int NULL = 0x05;
  static final int OID = 0x06;
  static final int UTF8_STRING = 0x0c;
  static final int PRINTABLE_STRING = 0x13;
  static final int BMP_STRING = 0x1e;
  static final int UTC_TIME = 0x17;
  static final int GENERALIZED_TIME = 0x18;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  private final int tag;
  private final byte[] content;

  private Der(int tag, byte[] content) {
    this.tag = tag;
    this.content = content;
  }

  /** The identifier octet. */
  int tag() {
    return tag;
  }

  /** The contents octets. */
  byte[] content() {
    return content.clone();
  }

  /** The one value these bytes hold. */
  static Der read(byte[] bytes) {
    var values = readAll(bytes);
    if (values.size() != 1) {
      throw new IllegalArgumentException("not one DER value but " + values.size());
    }
    return values.getFirst();
  }

  /** What a constructed value is made of. */
  List<Der> parts() {
    return readAll(content);
  }

  Der part(int index) {
    var parts = parts();
    if (index >= parts.size()) {
      throw new IllegalArgumentException("DER value has " + parts.size() + " parts");
    }
    return parts.get(index);
  }

  int number() {
    return new BigInteger(content).intValueExact();
  }

  /** An object identifier in dotted form. */
  String oid() {
    if (tag != OID || content.length == 0) {
      throw new IllegalArgumentException("not an object identifier");
    }
    var text = new StringBuilder();
    long value = 0;
    boolean first = true;
    for (byte b : content) {
      value = value << 7 | (b & 0x7f);
      if ((b & 0x80) == 0) {
        if (first) {
          long top = Math.min(value / 40, 2);
          text.append(top).append('.').append(value - top * 40);
          first = false;
        } else {
          text.append('.').append(value);
        }
        value = 0;
      }
    }
    return text.toString();
  }

  /** A character string of any of the types seen in SAT's certificates. */
  String string() {
    return switch (tag) {
      case UTF8_STRING -> new String(content, StandardCharsets.UTF_8);
      case BMP_STRING -> new String(content, StandardCharsets.UTF_16BE);
      default -> new String(content, StandardCharsets.ISO_8859_1);
    };
  }

  static byte[] sequence(byte[]... parts) {
    return encode(SEQUENCE, concat(parts));
  }

  static byte[] set(byte[]... parts) {
    return encode(SET, concat(parts));
  }

  static byte[] integer(BigInteger value) {
    return encode(INTEGER, value.toByteArray());
  }

  static byte[] oid(String dotted) {
    var arcs = dotted.split("\\.", -1);
    var out = new ByteArrayOutputStream();
    arc(Long.parseLong(arcs[0]) * 40 + Long.parseLong(arcs[1]), out);
    for (int i = 2; i < arcs.length; i++) {
      arc(Long.parseLong(arcs[i]), out);
    }
    return encode(OID, out.toByteArray());
  }

  static byte[] utf8(String text) {
    return encode(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] encode(int tag, byte[] content) {
    var out = new ByteArrayOutputStream(content.length + 6);
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      var length = BigInteger.valueOf(content.length).toByteArray();
      int skip = length[0] == 0 ? 1 : 0;
      out.write(0x80 | (length.length - skip));
      out.write(length, skip, length.length - skip);
    }
    out.write(content, 0, content.length);
    return out.toByteArray();
  }

  static byte[] concat(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (var part : parts) {
      out.write(part, 0, part.length);
    }
    return out.toByteArray();
  }

  private static void arc(long value, ByteArrayOutputStream out) {
    for (int shift = 56; shift > 0; shift -= 7) {
      if (value >> shift != 0) {
        out.write((int) (value >> shift & 0x7f) | 0x80);
      }
    }
    out.write((int) (value & 0x7f));
  }

  private static List<Der> readAll(byte[] bytes) {
    var values = new ArrayList<Der>();
    int at = 0;
    while (at < bytes.length) {
      if (at + 2 > bytes.length) {
        throw new IllegalArgumentException("DER ends early");
      }
      int tag = bytes[at++] & 0xff;
      int length = bytes[at++] & 0xff;
      if (length > 0x80) {
        int octets = length & 0x7f;
        if (octets > 4 || at + octets > bytes.length) {
          throw new IllegalArgumentException("DER length beyond its bytes");
        }
        length = new BigInteger(1, bytes, at, octets).intValueExact();
        at += octets;
      }
      if (length < 0 || at + length > bytes.length) {
        throw new IllegalArgumentException("DER length beyond its bytes");
      }
      var content = new byte[length];
      System.arraycopy(bytes, at, content, 0, length);
      values.add(new Der(tag, content));
      at += length;
    }
    return values;
  }

  @Override
  public String toString() {
    return "DER 0x%02x of %d bytes".formatted(tag, content.length);
  }
}
