package mx.aldia.local.schedule;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mx.aldia.local.Console;
import mx.aldia.local.Stack;
import mx.aldia.local.function.Functions;
import mx.aldia.local.template.Node;

/**
 * The schedules of the template. The first tick comes at once, so that what a crash left behind is
 * taken up; each next one when its time has come and the last has ended.
 */
public final class Ticker implements AutoCloseable {
  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

  private final Thread thread;
  private volatile boolean open = true;

  private Ticker(
      String function,
      String input,
      Duration rate,
      Functions functions,
      Clock wall,
      Console console) {
    this.thread =
        Thread.ofVirtual()
            .name("ticker of " + function)
            .start(() -> tick(function, input, rate, functions, wall, console));
  }

  /**
   * Starts one for each schedule.
   *
   * @param rate in place of the template's, if given
   */
  public static List<Ticker> all(
      Stack stack, Optional<Duration> rate, Functions functions, Clock wall, Console console) {
    var tickers = new ArrayList<Ticker>();
    stack
        .template()
        .resources("AWS::Serverless::Function")
        .forEach(
            (function, resource) ->
                resource.get("Properties").get("Events").entries().values().stream()
                    .filter(event -> event.get("Type").text().equals("ScheduleV2"))
                    .map(event -> event.get("Properties"))
                    .forEach(
                        it ->
                            tickers.add(
                                new Ticker(
                                    function,
                                    it.get("Input").textOr("{}"),
                                    rate.orElseGet(() -> rate(it)),
                                    functions,
                                    wall,
                                    console))));
    return tickers;
  }

  @Override
  public void close() {
    open = false;
    thread.interrupt();
  }

  private void tick(
      String function,
      String input,
      Duration rate,
      Functions functions,
      Clock wall,
      Console console) {
    try {
      while (open) {
        var begun = wall.instant();
        try {
          var event =
              input
                  .replace("<aws.scheduler.execution-id>", UUID.randomUUID().toString())
                  .replace(
                      "<aws.scheduler.scheduled-time>",
                      begun.truncatedTo(ChronoUnit.SECONDS).toString());
          functions.invoke(function, event.getBytes(StandardCharsets.UTF_8));
        } catch (Functions.Failed e) {
          console.say(function + " failed", e);
        }
        var left = rate.minus(Duration.between(begun, wall.instant()));
        Thread.sleep(left.isNegative() ? Duration.ZERO : left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration rate(Node schedule) {
    String expression = schedule.get("ScheduleExpression").text();
    Matcher rate = RATE.matcher(expression);
    if (!rate.matches()) {
      throw new IllegalArgumentException(
          "template.yaml: only rates are known on one machine, not " + expression);
    }
    var unit = ChronoUnit.valueOf(rate.group(2).toUpperCase(Locale.ROOT) + "S");
    return Duration.of(Long.parseLong(rate.group(1)), unit);
  }
}
