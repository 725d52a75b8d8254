package mx.aldia.local.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The machine's own Chromium, started by the first test that asks; ends with the JVM. */
final class Chromium {
  private static final Path PROGRAM =
      Path.of(Objects.requireNonNullElse(System.getenv("CHROMIUM"), "/usr/bin/chromium"));

  private Chromium() {}

  /**
   * The browser; a test that finds none is skipped, and says so.
   *
   * @throws AssertionError if there is none where continuous integration runs ({@code CI=true})
   */
  static Browser started() {
    var missing = "no Chromium at %s; install it or set CHROMIUM".formatted(PROGRAM);
    if (!Files.isExecutable(PROGRAM) && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(missing);
    }
    assumeTrue(Files.isExecutable(PROGRAM), missing);
    return Running.BROWSER;
  }

  private static final class Running {
    static final Browser BROWSER = start();

    private static Browser start() {
      var playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
      return playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(PROGRAM)
                  .setHeadless(true)
                  .setArgs(
                      List.of(
                          "--no-sandbox",
                          "--disable-gpu",
                          "--disable-quic",
                          "--no-first-run",
                          "--disable-background-networking",
                          "--disable-component-update",
                          "--disable-sync")));
    }
  }
}
