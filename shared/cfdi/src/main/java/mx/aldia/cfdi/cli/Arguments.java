package mx.aldia.cfdi.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files and options in any order; {@code --} ends the options. */
final class Arguments {
  private static final Set<String> FLAGS = Set.of("--json");
  private static final Set<String> VALUED =
      Set.of("--cer", "--key", "--password-file", "--pac-cer", "--catalogs", "--lang");

  private final List<String> files = new ArrayList<>();
  private final Set<String> flags = new HashSet<>();
  private final Map<String, List<String>> values = new HashMap<>();

  private Arguments() {}

  static Arguments parse(List<String> args) {
    var result = new Arguments();
    boolean options = true;
    for (int i = 0; i < args.size(); i++) {
      var arg = args.get(i);
      if (!options || !arg.startsWith("--")) {
        result.files.add(arg);
      } else if (arg.equals("--")) {
        options = false;
      } else if (FLAGS.contains(arg)) {
        result.flags.add(arg);
      } else if (VALUED.contains(arg) && i + 1 < args.size()) {
        result.values.computeIfAbsent(arg, name -> new ArrayList<>()).add(args.get(++i));
      } else {
        throw new UsageException("unknown or incomplete option " + arg);
      }
    }
    return result;
  }

  /** At least one, as they were given. */
  List<String> files() {
    if (files.isEmpty()) {
      throw new UsageException("no file given");
    }
    return files;
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  List<String> all(String option) {
    return values.getOrDefault(option, List.of());
  }

  String one(String option) {
    var given = all(option);
    if (given.size() != 1) {
      throw new UsageException(option + " has to be given once");
    }
    return given.getFirst();
  }

  static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new UsageException("no file name: " + e.getReason());
    }
  }
}
