package mx.aldia.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A whole number within bounds; a fraction, an exponent or a string is none. */
public final class WholeField extends Field<Long> {
  /**
   * A million millions in major units: more is a slip of the hand, and sums stay far from overflow.
   */
  static final long MOST_MINOR = 100_000_000_000_000L;

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

  private final String typeCode;
  private long least;
  private long most;

  WholeField(Fields owner, String name, String typeCode, long least, long most) {
    super(owner, name);
    this.typeCode = typeCode;
    this.least = least;
    this.most = most;
  }

  public WholeField atLeast(long value) {
    this.least = value;
    return this;
  }

  public WholeField atMost(long value) {
    this.most = value;
    return this;
  }

  @Override
  @Nullable Long read(JsonNode value, Teller teller) {
    Long read = null;
    if (value.isIntegralNumber()) {
      if (!value.canConvertToLong()) {
        boolean negative = value.bigIntegerValue().signum() < 0;
        teller.fault(negative ? "too_small" : "too_large", negative ? least : most);
        return null;
      }
      read = value.longValue();
    } else if (owner().areParameters()
        && value.isTextual()
        && WHOLE.matcher(value.textValue()).matches()) {
      read = Long.parseLong(value.textValue());
    }
    if (read == null) {
      teller.fault(typeCode);
      return null;
    }
    if (read < least) {
      if (least == 0) {
        teller.fault("negative");
      } else if (least == 1) {
        teller.fault("not_positive");
      } else {
        teller.fault("too_small", least);
      }
      return null;
    }
    if (read > most) {
      teller.fault("too_large", most);
      return null;
    }
    return read;
  }

  @Override
  Long placeholder() {
    return least;
  }
}
