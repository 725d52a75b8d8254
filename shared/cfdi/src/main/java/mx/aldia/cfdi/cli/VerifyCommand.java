package mx.aldia.cfdi.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.catalog.SatFiles;
import mx.aldia.cfdi.cli.Input.UnreadableFile;
import mx.aldia.cfdi.rules.Finding;
import mx.aldia.cfdi.seal.SatCertificate;
import mx.aldia.cfdi.seal.UnreadableKey;
import mx.aldia.cfdi.verify.StampCertificates;
import mx.aldia.cfdi.verify.Verdict;
import mx.aldia.cfdi.verify.VerifyDocument;
import mx.aldia.cfdi.xml.MalformedXml;

/**
 * Prints the verdict on each file in order: for a person, or with {@code --json} one object a line.
 * Warnings do not make a document invalid and go to stderr.
 */
final class VerifyCommand {
  /** A folder with the certificates of PACs, for those who verify often. */
  static final String CERTIFICATES = "ALDIA_PAC_CERTIFICATES";

  private final PrintStream out;
  private final PrintStream err;

  VerifyCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  int run(Arguments arguments) {
    boolean json = arguments.has("--json");
    boolean english = language(arguments).equals("en");
    var files = arguments.files();
    var verify = new VerifyDocument(catalogs(arguments), certificates(arguments));
    int code = Main.OK;
    for (var file : files) {
      var told = judge(verify, file, english);
      told.warnings().forEach(warning -> err.println(file + ": " + warning));
      out.print(json ? told.json() : told.text());
      out.print('\n');
      if (!told.valid()) {
        code = Main.NOT_WELL;
      }
    }
    return code;
  }

  private static Told judge(VerifyDocument verify, String file, boolean english) {
    try {
      return Told.of(file, verify.verify(Input.read(file)), english);
    } catch (UnreadableFile | MalformedXml e) {
      return Told.unreadable(file, String.valueOf(e.getMessage()));
    }
  }

  private static String language(Arguments arguments) {
    var given = arguments.all("--lang");
    var language = given.isEmpty() ? "es" : given.getLast();
    if (!language.equals("es") && !language.equals("en")) {
      throw new UsageException("--lang is es or en");
    }
    return language;
  }

  private static Catalogs catalogs(Arguments arguments) {
    var catalogs = Catalogs.own();
    for (var path : arguments.all("--catalogs")) {
      try {
        catalogs = catalogs.with(SatFiles.read(Arguments.path(path)));
      } catch (IOException | MalformedXml e) {
        throw new UsageException(path + ": " + e.getMessage());
      }
    }
    return catalogs;
  }

  private static StampCertificates certificates(Arguments arguments) {
    var paths = new ArrayList<>(arguments.all("--pac-cer"));
    var folder = System.getenv(CERTIFICATES);
    if (folder != null && !folder.isEmpty()) {
      paths.add(folder);
    }
    var certificates = new ArrayList<SatCertificate>();
    for (var path : paths) {
      try {
        for (var file : filesOf(path)) {
          certificates.add(SatCertificate.read(Input.read(file)));
        }
      } catch (IOException | UnreadableKey | UnreadableFile e) {
        throw new UsageException(path + ": " + e.getMessage());
      }
    }
    return StampCertificates.of(certificates);
  }

  private static List<String> filesOf(String path) throws IOException {
    if (!Files.isDirectory(Arguments.path(path))) {
      return List.of(path);
    }
    var files = new ArrayList<String>();
    try (var found = Files.newDirectoryStream(Arguments.path(path), "*.cer")) {
      found.forEach(file -> files.add(file.toString()));
    }
    return files;
  }

  /** A verdict in words. */
  private record Told(
      String file,
      boolean valid,
      String seal,
      String stamp,
      List<Map<String, String>> findings,
      List<String> warnings) {

    static Told of(String file, Verdict verdict, boolean english) {
      return new Told(
          file,
          verdict.isValid(),
          verdict.seal().name().toLowerCase(Locale.ROOT),
          verdict.stamp().name().toLowerCase(Locale.ROOT),
          verdict.blocking().stream().map(finding -> fields(finding, english)).toList(),
          verdict.warnings().stream()
              .map(f -> f.code() + ": " + (english ? f.english() : f.spanish()))
              .toList());
    }

    static Told unreadable(String file, String why) {
      var finding = new LinkedHashMap<String, String>();
      finding.put("code", "301");
      finding.put("path", "/");
      finding.put("seen", why);
      finding.put("expected", "XML");
      finding.put("detail", why);
      return new Told(file, false, "absent", "absent", List.of(finding), List.of());
    }

    private static Map<String, String> fields(Finding finding, boolean english) {
      var fields = new LinkedHashMap<String, String>();
      fields.put("code", finding.code());
      fields.put("path", finding.path());
      fields.put("seen", finding.seen() == null ? "" : finding.seen());
      fields.put("expected", finding.expected() == null ? "" : finding.expected());
      fields.put("detail", english ? finding.english() : finding.spanish());
      return fields;
    }

    String json() {
      return new JsonLine()
          .text("file", file)
          .bool("valid", valid)
          .text("seal", seal)
          .text("stamp", stamp)
          .objects("findings", findings)
          .toString();
    }

    String text() {
      var text = new StringBuilder(file);
      text.append(valid ? ": válido" : ": no válido");
      text.append(" (sello ").append(seal).append(", timbre ").append(stamp).append(')');
      for (var finding : findings) {
        text.append("\n  ").append(finding.get("code")).append(' ').append(finding.get("path"));
        text.append("\n    ").append(finding.get("detail"));
      }
      return text.toString();
    }
  }
}
