package mx.aldia.authorizer;

import java.time.Clock;
import java.util.Map;
import mx.aldia.edge.Environment;
import mx.aldia.table.KeyStore;
import mx.aldia.table.Table;

/** What this function is made of. */
final class Wiring {
  private Wiring() {}

  static RecogniseCaller recogniseCaller(Map<String, String> variables) {
    var environment = Environment.of(variables, "TABLE_NAME", "AWS_REGION");
    var table = Table.connect(variables);
    return new RecogniseCaller(
        hash -> KeyStore.find(table, hash),
        environment.find("OPERATOR_KEY_HASH"),
        Clock.systemUTC());
  }
}
