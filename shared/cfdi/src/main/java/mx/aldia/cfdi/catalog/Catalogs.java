package mx.aldia.cfdi.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What SAT's catalogs say on a given day. The small ones are this project's own data, each key with
 * the days it is in force; membership in the three large ones can be told only after SAT's own
 * files were loaded ({@link SatFiles}).
 */
public final class Catalogs {
  /** CFDI 4.0 begins here: what is dated before is judged as of this day. */
  private static final LocalDate BEGINNING = LocalDate.of(2022, 1, 1);

  private static final Catalogs OWN = new Catalogs(Map.of());
  private static final Map<Catalog, Map<String, Entry>> LOADED = new ConcurrentHashMap<>();

  private static final Map<String, List<BigDecimal>> RATES = new ConcurrentHashMap<>();

  private final Map<Catalog, Set<String>> supplied;

  private Catalogs(Map<Catalog, Set<String>> supplied) {
    this.supplied = supplied;
  }

  /** This project's own data alone. */
  public static Catalogs own() {
    return OWN;
  }

  /** The same with SAT's lists where the operator has them. */
  public Catalogs with(Map<Catalog, Set<String>> lists) {
    var all = new EnumMap<Catalog, Set<String>>(Catalog.class);
    all.putAll(supplied);
    all.putAll(lists);
    return new Catalogs(Map.copyOf(all));
  }

  /** Whether it can be told that a key is not in that catalog. */
  public boolean isKnown(Catalog catalog) {
    return catalog.isWhole() || supplied.containsKey(catalog);
  }

  /** Whether that key may stand in a document of that day; true where it cannot be told. */
  public boolean allows(Catalog catalog, String key, LocalDate day) {
    if (catalog.isWhole()) {
      var entry = entries(catalog).get(key);
      return entry != null && entry.inForce(day.isBefore(BEGINNING) ? BEGINNING : day);
    }
    var list = supplied.get(catalog);
    return list == null || list.contains(key);
  }

  public Optional<Entry> find(Catalog catalog, String key) {
    return Optional.ofNullable(entries(catalog).get(key));
  }

  /** In SAT's order; of a large catalog only what is most used. */
  public Collection<Entry> all(Catalog catalog) {
    return entries(catalog).values();
  }

  /** How many decimals amounts of that currency have; 2 if it is unknown. */
  public int decimals(String currency) {
    return find(Catalog.MONEDA, currency).map(entry -> Integer.parseInt(entry.more())).orElse(2);
  }

  /** Whether a regime is one for that kind of person; an unknown one is for both. */
  public boolean regimeFits(String regime, Persona persona) {
    return find(Catalog.REGIMEN_FISCAL, regime)
        .map(entry -> entry.more().contains(persona.letter()))
        .orElse(true);
  }

  /** Whether a receiver of that regime and kind may use the invoice so. */
  public boolean useFits(String use, String regime, Persona persona) {
    return find(Catalog.USO_CFDI, use)
        .map(Entry::more)
        .map(
            more -> {
              var semicolon = more.indexOf(';');
              return more.substring(0, semicolon).contains(persona.letter())
                  && words(more.substring(semicolon + 1)).contains(regime);
            })
        .orElse(true);
  }

  /** The uses a receiver of that regime and kind may choose from. */
  public List<String> usesFor(String regime, Persona persona) {
    return all(Catalog.USO_CFDI).stream()
        .map(Entry::key)
        .filter(use -> useFits(use, regime, persona))
        .toList();
  }

  /**
   * Whether a tax may have that rate.
   *
   * @param tax 001 ISR, 002 IVA, 003 IEPS
   * @param factor Tasa or Cuota
   */
  public boolean rateFits(String tax, String factor, BigDecimal rate, boolean withheld) {
    return find(Catalog.TASA_O_CUOTA, rateKey(tax, factor, withheld))
        .map(entry -> contains(entry.more(), rate))
        .orElse(false);
  }

  /** The rates a tax may have, for a person to read: {@code 0.000000 0.080000 0.160000}. */
  public String rates(String tax, String factor, boolean withheld) {
    return find(Catalog.TASA_O_CUOTA, rateKey(tax, factor, withheld))
        .map(entry -> entry.more().replace("..", " - "))
        .orElse("-");
  }

  /** What an account must look like for that form of payment. */
  public Account account(String form, boolean payer) {
    var more = find(Catalog.FORMA_PAGO, form).map(Entry::more).orElse("");
    if (more.isEmpty()) {
      return Account.NONE;
    }
    var semicolon = more.indexOf(';');
    var pattern = payer ? more.substring(0, semicolon) : more.substring(semicolon + 1);
    return pattern.equals("-") ? Account.NONE : new Account(true, pattern);
  }

  /**
   * Whether a form of payment has an account on that side, and what it looks like.
   *
   * @param pattern a regular expression; empty where there is no account
   */
  public record Account(boolean allowed, String pattern) {
    static final Account NONE = new Account(false, "");

    public boolean matches(String account) {
      return account.matches(pattern);
    }

    /** How long an account may be, for a person to read: {@code 10, 16, 18}. */
    public String lengths() {
      return pattern
          .replaceAll("\\[[^]]*\\]\\{([0-9]+)(,([0-9]+))?\\}", "$1-$3")
          .replaceAll("-(\\||$)", "$1")
          .replace("|", ", ");
    }
  }

  private static String rateKey(String tax, String factor, boolean withheld) {
    return tax + "/" + factor + (withheld ? "/R" : "/T");
  }

  private static boolean contains(String values, BigDecimal rate) {
    var numbers = RATES.computeIfAbsent(values, Catalogs::numbers);
    if (values.contains("..")) {
      return rate.compareTo(numbers.getFirst()) >= 0 && rate.compareTo(numbers.getLast()) <= 0;
    }
    for (var number : numbers) {
      if (number.compareTo(rate) == 0) {
        return true;
      }
    }
    return false;
  }

  private static List<BigDecimal> numbers(String values) {
    return words(values.replace("..", " ")).stream().map(BigDecimal::new).toList();
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" ", -1));
  }

  private static Map<String, Entry> entries(Catalog catalog) {
    var loaded = LOADED.get(catalog);
    return loaded == null ? LOADED.computeIfAbsent(catalog, Catalogs::load) : loaded;
  }

  private static Map<String, Entry> load(Catalog catalog) {
    var file = catalog.satName() + ".tsv";
    var stream = Catalogs.class.getResourceAsStream(file);
    if (stream == null) {
      return Map.of(); // only the postal codes: not one of them is ours
    }
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      var entries = new LinkedHashMap<String, Entry>();
      for (var line : reader.lines().toList()) {
        if (!line.startsWith("#")) {
          var entry = entry(new ArrayList<>(Arrays.asList(line.split("\t", -1))));
          entries.put(entry.key(), entry);
        }
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  private static Entry entry(List<String> columns) {
    while (columns.size() < 5) {
      columns.add("");
    }
    var until = columns.get(3);
    return new Entry(
        columns.get(0),
        columns.get(1),
        LocalDate.parse(columns.get(2)),
        until.isEmpty() ? null : LocalDate.parse(until),
        columns.get(4));
  }
}
