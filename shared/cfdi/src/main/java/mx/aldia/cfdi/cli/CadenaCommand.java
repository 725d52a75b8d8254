package mx.aldia.cfdi.cli;

import java.io.PrintStream;
import mx.aldia.cfdi.cli.Input.UnreadableFile;
import mx.aldia.cfdi.seal.CadenaOriginal;
import mx.aldia.cfdi.seal.UnknownComplement;
import mx.aldia.cfdi.xml.MalformedXml;
import mx.aldia.cfdi.xml.ReadXml;

/** Prints one line a file, an empty one where there is no cadena: line n is always file n. */
final class CadenaCommand {
  private final PrintStream out;
  private final PrintStream err;

  CadenaCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  int run(Arguments arguments) {
    int code = Main.OK;
    for (var file : arguments.files()) {
      try {
        out.print(CadenaOriginal.of(ReadXml.read(Input.read(file))));
      } catch (UnreadableFile e) {
        err.println(e.getMessage());
        code = Main.NOT_WELL;
      } catch (MalformedXml | UnknownComplement | IllegalArgumentException e) {
        err.println(file + ": " + e.getMessage());
        code = Main.NOT_WELL;
      }
      out.print('\n');
    }
    return code;
  }
}
