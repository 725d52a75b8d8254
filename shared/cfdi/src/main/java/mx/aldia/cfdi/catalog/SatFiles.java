package mx.aldia.cfdi.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.ReadXml;

/**
 * Reads the large catalogs from SAT's own files, when the operator has them: {@code catCFDI.xsd},
 * which lists every key, or a sheet of catCFDI.xls saved as CSV under the catalog's name ({@code
 * c_CodigoPostal.csv}: the key is its first column).
 */
public final class SatFiles {
  private static final Set<Catalog> LARGE =
      Set.of(Catalog.CLAVE_PROD_SERV, Catalog.CLAVE_UNIDAD, Catalog.CODIGO_POSTAL);
  private static final Pattern KEY = Pattern.compile("\"?([0-9A-Z]{2,8})\"?[,;\t].*");

  private SatFiles() {}

  /**
   * The lists found in a file, or in every file of a folder.
   *
   * @throws IOException if it cannot be read
   */
  public static Map<Catalog, Set<String>> read(Path path) throws IOException {
    var lists = new EnumMap<Catalog, Set<String>>(Catalog.class);
    if (Files.isDirectory(path)) {
      try (var files = Files.newDirectoryStream(path)) {
        for (var file : files) {
          readFile(file, lists);
        }
      }
    } else {
      readFile(path, lists);
    }
    return lists;
  }

  private static void readFile(Path file, Map<Catalog, Set<String>> lists) throws IOException {
    var name = String.valueOf(file.getFileName());
    if (name.endsWith(".xsd")) {
      readSchema(ReadXml.read(Files.readAllBytes(file)), lists);
      return;
    }
    for (var catalog : LARGE) {
      if (name.equals(catalog.satName() + ".csv") || name.equals(catalog.satName() + ".tsv")) {
        lists.put(catalog, readSheet(file, width(catalog)));
      }
    }
  }

  private static void readSchema(Element schema, Map<Catalog, Set<String>> lists) {
    for (var type : schema.children("simpleType")) {
      for (var catalog : LARGE) {
        if (type.text("name").equals(catalog.satName())) {
          var keys = new HashSet<String>();
          type.all("restriction", "enumeration").forEach(key -> keys.add(key.text("value")));
          lists.put(catalog, keys);
        }
      }
    }
  }

  /** Titles and notes above and below the keys are passed over by their shape. */
  private static Set<String> readSheet(Path file, Pattern shape) throws IOException {
    var keys = new HashSet<String>();
    for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      var key = KEY.matcher(line + ",");
      if (key.matches() && shape.matcher(key.group(1)).matches()) {
        keys.add(key.group(1));
      }
    }
    return keys;
  }

  private static Pattern width(Catalog catalog) {
    return switch (catalog) {
      case CLAVE_PROD_SERV -> Pattern.compile("[0-9]{8}");
      case CODIGO_POSTAL -> Pattern.compile("[0-9]{5}");
      default -> Pattern.compile("[0-9A-Z]{2,3}");
    };
  }
}
