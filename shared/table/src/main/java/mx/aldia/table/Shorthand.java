package mx.aldia.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Text kept short: deflated (zlib, RFC 1950) against a list of the phrases that we ourselves use,
 * so that of a letter hardly more is kept than the names, dates and amounts in it. What was written
 * names its list by the checksum that zlib puts beside it; a list is therefore never changed, and
 * better phrases are another list.
 */
final class Shorthand {
  /** Mails, text messages, and the names of what is kept of them. */
  static final Shorthand LETTERS = new Shorthand("letters-1.txt");

  /** Sheets of HTML that documents are printed of. */
  static final Shorthand SHEETS = new Shorthand("sheets-1.txt");

  private static final List<Shorthand> ALL = List.of(LETTERS, SHEETS);

  private final byte[] phrases;
  private final int checksum;

  private Shorthand(String name) {
    try (var file = Shorthand.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("phrases are not in the jar: " + name);
      }
      phrases = file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var sum = new Adler32();
    sum.update(phrases);
    checksum = (int) sum.getValue();
  }

  byte[] write(String text) {
    try (var deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      deflater.setDictionary(phrases);
      deflater.setInput(text.getBytes(UTF_8));
      deflater.finish();
      var bytes = new ByteArrayOutputStream();
      var buffer = new byte[2048];
      while (!deflater.finished()) {
        bytes.write(buffer, 0, deflater.deflate(buffer));
      }
      return bytes.toByteArray();
    }
  }

  /** What was written with any of the lists. */
  static String read(byte[] written) {
    try (var inflater = new Inflater()) {
      inflater.setInput(written);
      var bytes = new ByteArrayOutputStream();
      var buffer = new byte[8192];
      while (!inflater.finished()) {
        int length = inflater.inflate(buffer);
        bytes.write(buffer, 0, length);
        if (inflater.needsDictionary()) {
          inflater.setDictionary(of(inflater.getAdler()).phrases);
        } else if (length == 0 && !inflater.finished()) {
          throw new IllegalStateException("shorthand that ends too early");
        }
      }
      return bytes.toString(UTF_8);
    } catch (DataFormatException e) {
      throw new IllegalStateException("no shorthand of ours", e);
    }
  }

  private static Shorthand of(int checksum) {
    return ALL.stream()
        .filter(each -> each.checksum == checksum)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("its list of phrases is gone"));
  }
}
