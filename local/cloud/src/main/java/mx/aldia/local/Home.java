package mx.aldia.local;

import java.nio.file.Path;

/** The folder that holds all state of one cloud on one machine; deleting it is starting anew. */
public record Home(Path folder) {
  Path data() {
    return folder.resolve("dynamodb");
  }

  Path databaseLog() {
    return folder.resolve("dynamodb.log");
  }

  Path inbox() {
    return folder.resolve("inbox");
  }

  Path deadLetters() {
    return folder.resolve("dead-letters");
  }

  Path checkpoint() {
    return folder.resolve("stream.json");
  }

  Path kmsKey() {
    return folder.resolve("kms.key");
  }

  Path linkKey() {
    return folder.resolve("link.key");
  }

  Path operatorKey() {
    return folder.resolve("operator.key");
  }

  Path devEnv() {
    return folder.resolve("dev.env");
  }

  /** Their zips unpacked, where each runs in its own process. */
  Path functions() {
    return folder.resolve("functions");
  }

  /** What the functions log: a line of JSON for each thing worth knowing. */
  Path functionsLog() {
    return folder.resolve("functions.log");
  }

  Path log() {
    return folder.resolve("aldia.log");
  }

  Path pid() {
    return folder.resolve("aldia.pid");
  }

  /** There, with the process id in it, from when everything answers until the end. */
  Path up() {
    return folder.resolve("up");
  }

  Path lock() {
    return folder.resolve("lock");
  }
}
