package mx.aldia.local.simulation.table;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What DynamoDB says of requests that make no sense. */
final class Refusals {
  private static final int BAD_REQUEST = 400;

  private Refusals() {}

  static AwsServiceException invalid(String message) {
    return DynamoDbException.builder()
        .message(message)
        .statusCode(BAD_REQUEST)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode("ValidationException")
                .errorMessage(message)
                .build())
        .build();
  }
}
