package mx.aldia.cfdi.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.cli.Input.UnreadableFile;
import mx.aldia.cfdi.rules.Rules;
import mx.aldia.cfdi.rules.StampRule;
import mx.aldia.cfdi.seal.SealDocument;
import mx.aldia.cfdi.seal.SealingKey;
import mx.aldia.cfdi.seal.UnknownComplement;
import mx.aldia.cfdi.seal.UnreadableKey;
import mx.aldia.cfdi.xml.MalformedXml;
import mx.aldia.cfdi.xml.ReadXml;

/** Prints the sealed document; what a PAC would say of the certificate is a warning. */
final class SealCommand {
  private final PrintStream out;
  private final PrintStream err;

  SealCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  int run(Arguments arguments) {
    if (arguments.files().size() != 1) {
      throw new UsageException("one file is sealed at a time");
    }
    var file = arguments.files().getFirst();
    var cer = arguments.one("--cer");
    var key = arguments.one("--key");
    var passwordFile = arguments.one("--password-file");
    try {
      var sealing = SealingKey.open(Input.read(cer), Input.read(key), password(passwordFile));
      var xml = Input.read(file);
      var sealed = SealDocument.seal(xml, sealing);
      warn(file, xml, sealed);
      out.write(sealed, 0, sealed.length);
      return Main.OK;
    } catch (UnreadableFile | UnreadableKey e) {
      err.println(e.getMessage());
    } catch (MalformedXml | UnknownComplement | IllegalArgumentException e) {
      err.println(file + ": " + e.getMessage());
    }
    return Main.NOT_WELL;
  }

  private void warn(String file, byte[] before, byte[] after) {
    var sealed = ReadXml.read(after);
    for (var finding : new Rules(Catalogs.own()).check(sealed, Rules.SEAL)) {
      err.println("%s: %s: %s".formatted(file, finding.code(), finding.spanish()));
    }
    if (!StampRule.stamps(sealed).isEmpty()
        && !ReadXml.read(before).text("Sello").equals(sealed.text("Sello"))) {
      err.println(file + ": ya estaba timbrado; con otro sello su timbre no vale.");
    }
  }

  private static char[] password(String file) {
    var text = new String(Input.read(file), StandardCharsets.UTF_8);
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end).toCharArray();
  }
}
