package mx.aldia.local.function;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** AWS's runtime interface client, as a JVM is started with it: Linux alone. */
public final class RuntimeClient {
  /** What a JVM is started with: its argument is the handler. */
  public static final String MAIN = AWSLambda.class.getName();

  /**
   * Where the client is to find its native half. Left alone, each JVM writes it to the same file in
   * /tmp, and one that is just loading it dies of that.
   */
  private static final String NATIVE_HALF =
      "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=";

  private RuntimeClient() {}

  /** The client and what it needs: in Lambda they come with the runtime, not with the function. */
  public static String classPath() {
    return Stream.of(
            AWSLambda.class,
            LambdaRuntime.class,
            PojoSerializer.class,
            SdkInternalThreadLocal.class)
        .map(RuntimeClient::jar)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** A flag of the JVM that gives it the client's native half, which this JVM has unpacked. */
  public static String nativeHalf() {
    return NATIVE_HALF + Unpacked.LIBRARY;
  }

  /** Once for this JVM. */
  private static final class Unpacked {
    static final Path LIBRARY = unpack();

    private static Path unpack() {
      boolean musl =
          Files.exists(Path.of("/lib/ld-musl-" + System.getProperty("os.arch") + ".so.1"));
      var name =
          "libaws-lambda-jni.linux%s-%s.so"
              .formatted(
                  musl ? "_musl" : "",
                  System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64");
      try (var in = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
        var folder = Files.createTempDirectory("aldia-runtime-client");
        var file = folder.resolve(name);
        folder.toFile().deleteOnExit();
        file.toFile().deleteOnExit();
        Files.copy(in, file);
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String jar(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
