package mx.aldia.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A string member. */
public final class TextField extends Field<String> {
  private static final int MOST = 255;

  private int most = MOST;
  private boolean multiline;
  private @Nullable Pattern pattern;
  private String patternCode = "malformed";

  TextField(Fields owner, String name) {
    super(owner, name);
  }

  /** At most so many characters (code points); 255 unless told. */
  public TextField max(int codePoints) {
    this.most = codePoints;
    return this;
  }

  /** Line breaks and tabs are allowed. */
  public TextField multiline() {
    this.multiline = true;
    return this;
  }

  /** The whole text matches, else there is a fault of this code. */
  public TextField matching(Pattern whole, String code) {
    this.pattern = whole;
    this.patternCode = code;
    return this;
  }

  @Override
  @Nullable String read(JsonNode value, Teller teller) {
    var text = Readers.text(value, most, multiline, code -> teller.fault(code, most));
    if (text != null && pattern != null && !pattern.matcher(text).matches()) {
      teller.fault(patternCode);
      return null;
    }
    return text;
  }

  @Override
  String placeholder() {
    return "";
  }
}
