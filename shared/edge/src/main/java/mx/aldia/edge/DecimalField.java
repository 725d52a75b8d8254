package mx.aldia.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A decimal written as a string, so that no parser on the way makes a binary fraction of it. */
public final class DecimalField extends Field<BigDecimal> {
  private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,18})?");

  private int scale = 6;
  private BigDecimal least = BigDecimal.ZERO;
  private boolean aboveLeast;
  private BigDecimal most = new BigDecimal("1000000000000");

  DecimalField(Fields owner, String name) {
    super(owner, name);
  }

  /** At most so many digits after the point; 6 unless told. */
  public DecimalField scale(int digits) {
    this.scale = digits;
    return this;
  }

  /** 0 unless told. */
  public DecimalField atLeast(String value) {
    this.least = new BigDecimal(value);
    this.aboveLeast = false;
    return this;
  }

  public DecimalField above(String value) {
    this.least = new BigDecimal(value);
    this.aboveLeast = true;
    return this;
  }

  /** A million millions unless told. */
  public DecimalField atMost(String value) {
    this.most = new BigDecimal(value);
    return this;
  }

  @Override
  @Nullable BigDecimal read(JsonNode value, Teller teller) {
    if (!value.isTextual() || !DECIMAL.matcher(value.textValue()).matches()) {
      teller.fault("not_a_decimal");
      return null;
    }
    var read = new BigDecimal(value.textValue());
    if (read.scale() > scale) {
      teller.fault("too_many_decimals", scale);
      return null;
    }
    int order = read.compareTo(least);
    if (order < 0 || (order == 0 && aboveLeast)) {
      if (least.signum() == 0) {
        teller.fault(aboveLeast ? "not_positive" : "negative");
      } else {
        teller.fault("too_small", least);
      }
      return null;
    }
    if (read.compareTo(most) > 0) {
      teller.fault("too_large", most);
      return null;
    }
    return read;
  }

  @Override
  BigDecimal placeholder() {
    return most;
  }
}
