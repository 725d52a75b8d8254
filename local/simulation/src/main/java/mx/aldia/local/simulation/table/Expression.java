package mx.aldia.local.simulation.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Reads the part of DynamoDB's expression language that our stores speak. Whatever is not part of
 * it is refused, so that nobody is told that something works which was never tried.
 *
 * @param <T> {@link Condition} or {@link Updating}
 * @param used the names and values it speaks of, as {@code #name} and {@code :value}
 */
record Expression<T>(T meaning, Set<String> used) {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(<>|<=|>=|[=<>+(),.]|[#:]?[A-Za-z_][A-Za-z0-9_]*)");
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");
  private static final Map<String, Expression<Condition>> CONDITIONS = new ConcurrentHashMap<>();
  private static final Map<String, Expression<Updating>> UPDATES = new ConcurrentHashMap<>();

  Expression {
    used = Set.copyOf(used);
  }

  static Expression<Condition> condition(String text) {
    return CONDITIONS.computeIfAbsent(
        text,
        _ -> {
          var reader = new Reader(text);
          return new Expression<>(reader.whole(reader.either()), reader.used);
        });
  }

  static Expression<Updating> updating(String text) {
    return UPDATES.computeIfAbsent(
        text,
        _ -> {
          var reader = new Reader(text);
          return new Expression<>(reader.whole(reader.updating()), reader.used);
        });
  }

  /** Goes through the tokens once, from left to right. */
  private static final class Reader {
    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private int at;

    Reader(String text) {
      this.text = text;
      var matcher = TOKEN.matcher(text);
      int end = 0;
      while (matcher.lookingAt()) {
        tokens.add(matcher.group(1));
        end = matcher.end();
        matcher.region(end, text.length());
      }
      if (!text.substring(end).isBlank()) {
        throw unknown();
      }
    }

    <E> E whole(E read) {
      if (at < tokens.size()) {
        throw unknown();
      }
      return read;
    }

    Condition either() {
      var left = all();
      while (skip("OR")) {
        left = new Condition.Either(left, all());
      }
      return left;
    }

    private Condition all() {
      var left = one();
      while (skip("AND")) {
        left = new Condition.All(left, one());
      }
      return left;
    }

    private Condition one() {
      if (skip("(")) {
        var inner = either();
        expect(")");
        return inner;
      }
      return switch (peek()) {
        case "attribute_exists" -> exists(true);
        case "attribute_not_exists" -> exists(false);
        case "begins_with" -> {
          next();
          expect("(");
          var value = operand();
          expect(",");
          var prefix = operand();
          expect(")");
          yield new Condition.BeginsWith(value, prefix);
        }
        default -> comparison();
      };
    }

    private Condition exists(boolean wanted) {
      next();
      expect("(");
      var path = path();
      expect(")");
      return new Condition.Exists(path, wanted);
    }

    private Condition comparison() {
      var left = operand();
      if (skip("BETWEEN")) {
        var least = operand();
        expect("AND");
        return new Condition.Between(left, least, operand());
      }
      var operator = next();
      if (!COMPARISONS.contains(operator)) {
        throw unknown();
      }
      return new Condition.Compare(left, operator, operand());
    }

    Updating updating() {
      var sets = new ArrayList<Updating.Assigned>();
      var removes = new ArrayList<Operand.Path>();
      var adds = new ArrayList<Updating.Assigned>();
      while (at < tokens.size()) {
        switch (next()) {
          case "SET" -> {
            do {
              var path = path();
              expect("=");
              sets.add(new Updating.Assigned(path, sum()));
            } while (skip(","));
          }
          case "REMOVE" -> {
            do {
              removes.add(path());
            } while (skip(","));
          }
          case "ADD" -> {
            do {
              adds.add(new Updating.Assigned(path(), operand()));
            } while (skip(","));
          }
          default -> throw unknown();
        }
      }
      return new Updating(sets, removes, adds);
    }

    private Operand sum() {
      var left = operand();
      return skip("+") ? new Operand.Sum(left, operand()) : left;
    }

    private Operand operand() {
      if (peek().startsWith(":")) {
        used.add(peek());
        return new Operand.Given(next());
      }
      return path();
    }

    private Operand.Path path() {
      var names = new ArrayList<String>();
      do {
        var name = next();
        if (!name.startsWith("#") && !Character.isLetter(name.charAt(0))) {
          throw unknown();
        }
        if (name.startsWith("#")) {
          used.add(name);
        }
        names.add(name);
      } while (skip("."));
      return new Operand.Path(List.copyOf(names));
    }

    private String peek() {
      return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
      if (at >= tokens.size()) {
        throw unknown();
      }
      return tokens.get(at++);
    }

    private boolean skip(String token) {
      if (peek().equals(token)) {
        at++;
        return true;
      }
      return false;
    }

    private void expect(String token) {
      if (!skip(token)) {
        throw unknown();
      }
    }

    private Untried unknown() {
      return new Untried("not of the expressions that this table knows: " + text);
    }
  }
}
