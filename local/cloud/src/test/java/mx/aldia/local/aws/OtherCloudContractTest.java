package mx.aldia.local.aws;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/**
 * Somebody else's AWS: the one that is given as {@code -Dcloud.endpoint=URL}, else a moto server
 * where one is installed, which is started here and ends with the test.
 */
final class OtherCloudContractTest extends AwsContract {
  @Override
  Cloud open(Path folder) {
    var given = System.getProperty("cloud.endpoint", "");
    if (!given.isEmpty()) {
      return Cloud.at(given.replaceAll("/+$", ""));
    }
    var command = MotoServer.command();
    assumeTrue(
        command.isPresent(),
        "no moto_server is on PATH, and no other endpoint was given by -Dcloud.endpoint");
    var server = MotoServer.start(command.get(), folder.resolve("moto.log"));
    return Cloud.at(server.url()).closing(server);
  }
}
