package mx.aldia.local.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;

/** One visit of one person, on a screen of some width; it ends well only if nothing complained. */
final class Visit implements AutoCloseable {
  /** More stops than any of our pages has: whoever has not arrived by then never will. */
  private static final int STOPS = 40;

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private int pages;

  private Visit(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
    page.onConsoleMessage(
        it -> {
          if (it.type().equals("error") || it.type().equals("warning")) {
            complaints.add(it.text());
          }
        });
    page.onLoad(_ -> pages++);
    page.onPageError(complaints::add);
    page.onResponse(
        it -> {
          if (it.status() >= 400) {
            complaints.add(it.status() + " " + it.url());
          }
        });
  }

  /** Opens an address. */
  static Visit to(String url, int width, boolean script, ColorScheme scheme) {
    var visit =
        new Visit(
            Chromium.started()
                .newContext(
                    new Browser.NewContextOptions()
                        .setViewportSize(width, 844)
                        .setJavaScriptEnabled(script)
                        .setColorScheme(scheme)
                        .setLocale("es-MX")));
    visit.page.navigate(url);
    return visit;
  }

  /** What is read on the page. */
  String text() {
    return page.locator("body").innerText();
  }

  /** Goes from stop to stop by the tabulator until it stands on what is so called. */
  Visit tabTo(String name) {
    var passed = new ArrayList<String>();
    for (int stop = 0; stop < STOPS; stop++) {
      page.keyboard().press("Tab");
      var here = page.locator(":focus");
      var called = here.count() == 0 ? "(nothing)" : here.innerText().strip();
      if (called.equals(name)) {
        assertThat(here.evaluate("it => getComputedStyle(it).outlineStyle"))
            .as("who goes by keyboard sees where they are: %s", name)
            .isEqualTo("solid");
        return this;
      }
      passed.add(called);
    }
    throw new AssertionError("no stop is called %s: %s".formatted(name, passed));
  }

  /** Presses Enter where it stands and waits for the next page. */
  Visit enter() {
    int before = pages;
    page.keyboard().press("Enter");
    page.waitForCondition(() -> pages > before);
    return this;
  }

  /** Presses Enter where it stands and takes what is given. */
  Download download() {
    return page.waitForDownload(() -> page.keyboard().press("Enter"));
  }

  /** All of it is to be seen without moving sideways. */
  Visit fits() {
    assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
        .as("pixels beyond the right edge")
        .isEqualTo(0);
    return this;
  }

  /** Nothing that axe finds by WCAG 2.2 AA: contrast, names, order, headings. */
  Visit isAccessible() {
    var results =
        new AxeBuilder(page)
            .setLegacyMode(true) // no frames here: it need not open a page to put results together
            .withTags(List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"))
            .analyze();
    assertThat(results.getViolations())
        .extracting(it -> it.getId() + ": " + it.getNodes().getFirst().getHtml())
        .isEmpty();
    return this;
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints).as("what the browser complained of").isEmpty();
  }
}
