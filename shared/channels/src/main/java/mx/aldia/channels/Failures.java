package mx.aldia.channels;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failed call says about the message it carried. */
final class Failures {
  private static final int SERVER_ERROR = 500;

  private Failures() {}

  /**
   * An answer of 4xx says no. A connection that never was carried nothing. All else (time ran out,
   * the line was cut, 5xx) leaves open whether the message went.
   *
   * @param permanent the error codes of this provider that blame the message itself
   */
  static Dispatch read(SdkException failure, Set<String> permanent) {
    if (failure instanceof AwsServiceException answered) {
      var code = code(answered);
      return answered.statusCode() >= SERVER_ERROR && !answered.isThrottlingException()
          ? new Dispatch.Unknown(code)
          : new Dispatch.Refused(code, permanent.contains(code));
    }
    return neverConnected(failure)
        ? new Dispatch.Refused("unreachable", false)
        : new Dispatch.Unknown("no_answer");
  }

  private static String code(AwsServiceException answered) {
    var details = answered.awsErrorDetails();
    return details == null || details.errorCode() == null
        ? "http_" + answered.statusCode()
        : details.errorCode();
  }

  private static boolean neverConnected(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof NoRouteToHostException) {
        return true;
      }
    }
    return false;
  }
}
