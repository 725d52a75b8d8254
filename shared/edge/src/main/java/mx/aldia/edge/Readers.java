package mx.aldia.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import mx.aldia.domain.problem.Fault;
import mx.aldia.json.Pointers;
import org.jspecify.annotations.Nullable;

/** How one JSON value is read as one Java value. */
final class Readers {
  private static final Pattern DATE_SHAPE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern INSTANT_SHAPE =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");
  private static final Pattern EMAIL =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+");
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2999;

  /**
   * Lists are read month by month: a clock sent to the year 2999 would make each of them endless.
   */
  private static final int FIRST_YEAR_OF_A_CLOCK = 2000;

  private static final int LAST_YEAR_OF_A_CLOCK = 2099;
  private static final int MOST_METADATA = 50;
  private static final int LONGEST_KEY = 40;
  private static final int LONGEST_VALUE = 500;

  private Readers() {}

  static Optional<String> email(String text) {
    return Optional.of(text).filter(it -> EMAIL.matcher(it).matches());
  }

  static final Field.Reader<LocalDate> DATE =
      (value, teller) -> {
        try {
          if (value.isTextual() && DATE_SHAPE.matcher(value.textValue()).matches()) {
            var date = LocalDate.parse(value.textValue());
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
              return date;
            }
          }
        } catch (DateTimeException _) {
          // 2026-02-30: told below like any other text that names no day.
        }
        teller.fault("not_a_date");
        return null;
      };

  static final Field.Reader<Instant> INSTANT =
      (value, teller) -> {
        try {
          if (value.isTextual() && INSTANT_SHAPE.matcher(value.textValue()).matches()) {
            var moment = OffsetDateTime.parse(value.textValue());
            if (moment.getYear() >= FIRST_YEAR_OF_A_CLOCK
                && moment.getYear() <= LAST_YEAR_OF_A_CLOCK) {
              return moment.toInstant().truncatedTo(ChronoUnit.MILLIS);
            }
          }
        } catch (DateTimeException _) {
          // Hour 25 or an offset of 30 hours: told below.
        }
        teller.fault("not_an_instant");
        return null;
      };

  static final Field.Reader<Currency> CURRENCY =
      (value, teller) -> {
        if (value.isTextual() && value.textValue().matches("[A-Z]{3}")) {
          try {
            var currency = Currency.getInstance(value.textValue());
            // Gold and "no currency" are ISO 4217 too; nobody can pay in them.
            if (currency.getDefaultFractionDigits() >= 0) {
              return currency;
            }
          } catch (IllegalArgumentException _) {
            // Three letters that are no currency: told below.
          }
        }
        teller.fault("not_a_currency");
        return null;
      };

  /** Two or three names; without a bound a long text would run the pattern out of its stack. */
  private static final Pattern PLACE =
      Pattern.compile("[A-Za-z_]{1,30}(/[A-Za-z_+\\-0-9]{1,30}){1,2}|UTC");

  static final Field.Reader<ZoneId> ZONE =
      (value, teller) -> {
        if (value.isTextual() && PLACE.matcher(value.textValue()).matches()) {
          try {
            return ZoneId.of(value.textValue());
          } catch (DateTimeException _) {
            // A place the tz database does not know: told below.
          }
        }
        teller.fault("not_a_time_zone");
        return null;
      };

  static Field.Reader<Boolean> bool(boolean fromText) {
    return (value, teller) -> {
      if (value.isBoolean()) {
        return value.booleanValue();
      }
      if (fromText && value.isTextual() && value.textValue().matches("true|false")) {
        return Boolean.valueOf(value.textValue());
      }
      teller.fault("not_a_boolean");
      return null;
    };
  }

  static <T> Field.Reader<T> choice(List<String> words, Function<String, T> make) {
    return (value, teller) -> {
      if (value.isTextual() && words.contains(value.textValue())) {
        return make.apply(value.textValue());
      }
      teller.fault("not_one_of", String.join(", ", words));
      return null;
    };
  }

  static @Nullable String text(
      JsonNode value, int most, boolean multiline, Consumer<String> fault) {
    if (!value.isTextual()) {
      fault.accept("not_a_text");
      return null;
    }
    var text = stripped(value.textValue());
    String wrong = null;
    if (text.isEmpty()) {
      wrong = "blank";
    } else if (text.codePointCount(0, text.length()) > most) {
      wrong = "too_long";
    } else if (!text.codePoints().allMatch(it -> isAllowed(it, multiline))) {
      wrong = "forbidden_characters";
    }
    if (wrong != null) {
      fault.accept(wrong);
      return null;
    }
    return text;
  }

  static @Nullable Map<String, String> metadata(Fields owner, String name, JsonNode value) {
    var pointer = owner.pointerOf(name);
    if (!value.isObject()) {
      owner.record(Fault.at(pointer, "not_an_object"));
      return null;
    }
    if (value.size() > MOST_METADATA) {
      owner.record(Fault.at(pointer, "too_many", MOST_METADATA));
      return null;
    }
    var entries = new LinkedHashMap<String, String>();
    for (var member : value.properties()) {
      var at = Pointers.member(pointer, member.getKey());
      var key = member.getKey();
      if (key.isBlank()
          || key.codePointCount(0, key.length()) > LONGEST_KEY
          || !key.codePoints().allMatch(it -> isAllowed(it, false))) {
        owner.record(Fault.at(at, "bad_metadata_key", LONGEST_KEY));
        continue;
      }
      if (!member.getValue().isTextual()) {
        owner.record(Fault.at(at, "not_a_text"));
        continue;
      }
      // Notes are kept to the letter: nothing is stripped, and an empty one is allowed.
      var note = member.getValue().textValue();
      if (note.codePointCount(0, note.length()) > LONGEST_VALUE) {
        owner.record(Fault.at(at, "too_long", LONGEST_VALUE));
      } else if (!note.codePoints().allMatch(it -> isAllowed(it, true))) {
        owner.record(Fault.at(at, "forbidden_characters"));
      } else {
        entries.put(key, note);
      }
    }
    return Collections.unmodifiableMap(entries);
  }

  /**
   * What a maker makes of a value; null where it threw over the placeholders of a faulty object.
   */
  static <T, R> @Nullable R made(T read, Function<? super T, ? extends R> make) {
    try {
      return make.apply(read);
    } catch (RuntimeException e) {
      if (read instanceof Fields fields && !fields.valid()) {
        return null;
      }
      throw e;
    }
  }

  /** Also of no-break and zero-width spaces, which look like nothing and would count as a name. */
  private static String stripped(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200B' || c == '\uFEFF';
  }

  /** No control characters, lone surrogates, or marks that make text read other than it is. */
  private static boolean isAllowed(int codePoint, boolean multiline) {
    if (multiline && (codePoint == '\n' || codePoint == '\r' || codePoint == '\t')) {
      return true;
    }
    boolean bidi =
        (codePoint >= 0x202A && codePoint <= 0x202E)
            || (codePoint >= 0x2066 && codePoint <= 0x2069);
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !bidi && (codePoint & 0xFFFE) != 0xFFFE;
    };
  }
}
