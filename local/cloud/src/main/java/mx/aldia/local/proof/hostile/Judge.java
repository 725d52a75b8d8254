package mx.aldia.local.proof.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Pattern;
import mx.aldia.local.proof.Findings;

/** Whether an answer is one that even this request deserves. */
final class Judge {
  static final String NO_5XX = "never a 5xx";
  static final String NO_HANG = "never a hang, and an answer to everything that is HTTP";
  static final String PROBLEM =
      "a refusal is problem+json with its code, and pointers where data are to blame";
  static final String BARRED = "what its caller has no right to is not done";
  static final String SILENT = "no answer tells of our insides";
  static final String INJECTED = "no header of the caller's making comes back";
  static final String READABLE = "an answer to the API is the JSON that it says it is";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Words of a stack trace, of the table, of the machine; none of ours to a caller has them. */
  private static final Pattern INSIDES =
      Pattern.compile(
          "Exception|\\bat (java|mx|com|software|sun|jdk)\\.|StackOverflow|OutOfMemory|NullPointer|software\\.amazon|mx\\.aldia\\.(edge|table|local)|"
              + "#UNIQUE|T#ten_[0-9A-Z]{26}|dynamodb|DynamoDB|whsec_|ald_operator_");

  private final Findings findings;
  private final int port;

  Judge(Findings findings, int port) {
    this.findings = findings;
    this.port = port;
  }

  void judge(Attack attack, Wire.Outcome outcome) {
    switch (outcome) {
      case Wire.Outcome.Hung() -> look(attack, NO_HANG, false, "nothing came in " + Wire.LONGEST);
      case Wire.Outcome.Closed() ->
          look(attack, NO_HANG, attack.wire(), "the connection was closed without an answer");
      case Wire.Outcome.Answered answer -> {
        look(attack, NO_HANG, true, "");
        // RFC 9112, 6.1: a transfer coding that is not understood is answered with 501.
        boolean coding =
            answer.status() == 501
                && attack.headers().stream().anyMatch(it -> it.startsWith("Transfer-Encoding"));
        look(
            attack, NO_5XX, answer.status() < 500 || coding, answer.status() + " " + answer.text());
        look(
            attack,
            BARRED,
            !attack.barred() || answer.status() / 100 != 2,
            "it was done: " + answer.status());
        look(attack, INJECTED, answer.header("X-Injected").isEmpty(), "X-Injected came back");
        look(attack, SILENT, isSilent(attack, answer), answer.status() + " " + answer.text());
        if (attack.isApi() && !attack.method().equals("HEAD")) {
          api(attack, answer);
        }
      }
    }
  }

  /**
   * The contract, and this machine's own page of what was sent, may say what they like; and what is
   * no HTTP is refused by the JDK's server in its own words.
   */
  private static boolean isSilent(Attack attack, Wire.Outcome.Answered answer) {
    return attack.target().startsWith("/openapi")
        || attack.target().startsWith("/inbox")
        || (attack.wire() && answer.text().startsWith("<h1>400 Bad Request</h1>"))
        || !INSIDES.matcher(answer.text()).find();
  }

  private void api(Attack attack, Wire.Outcome.Answered answer) {
    if (answer.status() >= 400 && answer.status() < 500) {
      look(
          attack,
          PROBLEM,
          isProblem(attack, answer),
          answer.status() + " " + answer.header("Content-Type") + " " + answer.text());
    } else if (answer.status() == 200 || answer.status() == 201 || answer.status() == 202) {
      boolean pdf = answer.header("Content-Type").equals("application/pdf");
      look(attack, READABLE, pdf || json(answer).isObject(), answer.text());
    }
  }

  private static boolean isProblem(Attack attack, Wire.Outcome.Answered answer) {
    var said = json(answer);
    var type = answer.header("Content-Type");
    if (type.startsWith("application/json")) {
      // The gateway's own: no such route, or more than it takes.
      return List.of(404, 413).contains(answer.status()) && said.has("message");
    }
    if (attack.wire() && answer.status() == 400) {
      return true; // refused below the gateway, where it is no HTTP yet
    }
    boolean whole =
        type.equals("application/problem+json")
            && said.path("status").asInt() == answer.status()
            && said.hasNonNull("type")
            && said.hasNonNull("title")
            && said.hasNonNull("detail")
            && !said.path("code").asText().isEmpty();
    if (said.path("code").asText().equals("invalid")) {
      whole &= !said.path("errors").isEmpty();
      for (var error : said.path("errors")) {
        whole &=
            error.hasNonNull("pointer") && error.hasNonNull("code") && error.hasNonNull("detail");
      }
    }
    return whole;
  }

  static JsonNode json(Wire.Outcome.Answered answer) {
    try {
      return JSON.readTree(answer.text());
    } catch (JsonProcessingException _) {
      return JSON.missingNode();
    }
  }

  void look(Attack attack, String law, boolean holds, String what) {
    findings.look(
        law,
        holds,
        "",
        () ->
            "request %d, %s: %s%n    %s"
                .formatted(
                    attack.number(),
                    attack.kind(),
                    cut(what, 600),
                    cut(attack.replay(port), 4_000)));
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) + "..." : text;
  }
}
