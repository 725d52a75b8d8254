package mx.aldia.testkit.table;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * What AWS does and DynamoDB Local never: conflicts, throttling, answers that are lost on the way.
 * Each kind is ordered for the next so many requests and then passes. The SDK does not retry what
 * comes from here, as it does not retry a conflict and as it gives up on throttling in the end.
 */
public final class Weather implements ExecutionInterceptor {
  private final AtomicInteger conflicts = new AtomicInteger();
  private final AtomicInteger throttles = new AtomicInteger();
  private final AtomicInteger lostAnswers = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();
  private volatile Runnable somebody = () -> {};

  /** The next writes meet another transaction: nothing is written. */
  public Weather conflicts(int times) {
    conflicts.set(times);
    return this;
  }

  /** The next requests of any kind are refused for their rate: nothing is done. */
  public Weather throttles(int times) {
    throttles.set(times);
    return this;
  }

  /** The next writes are done, but their caller is told of a broken connection. */
  public Weather losesAnswers(int times) {
    lostAnswers.set(times);
    return this;
  }

  /** Once so many more requests that read have been answered, somebody else does something. */
  public Weather afterReads(int reads, Runnable somebody) {
    this.somebody = somebody;
    this.reads.set(reads);
    return this;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    SdkRequest request = context.request();
    if (taken(throttles)) {
      throw ProvisionedThroughputExceededException.builder().message("injected: too fast").build();
    }
    if (isWrite(request) && taken(conflicts)) {
      throw request instanceof TransactWriteItemsRequest transaction
          ? cancelled(transaction)
          : TransactionConflictException.builder()
              .message("injected: transaction conflict")
              .build();
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (isWrite(context.request()) && taken(lostAnswers)) {
      throw SdkClientException.create("injected: the connection broke before the answer came");
    }
    if (!isWrite(context.request()) && reads.getAndUpdate(n -> n > 0 ? n - 1 : 0) == 1) {
      somebody.run();
    }
  }

  private static boolean taken(AtomicInteger left) {
    return left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
  }

  private static boolean isWrite(SdkRequest request) {
    return request instanceof TransactWriteItemsRequest
        || request instanceof PutItemRequest
        || request instanceof UpdateItemRequest
        || request instanceof DeleteItemRequest;
  }

  /**
   * As AWS reports it: the first item is the one in conflict, the others have no reason of their
   * own.
   */
  private static TransactionCanceledException cancelled(TransactWriteItemsRequest transaction) {
    return TransactionCanceledException.builder()
        .message(
            "injected: Transaction cancelled, please refer cancellation reasons for specific reasons")
        .cancellationReasons(
            IntStream.range(0, transaction.transactItems().size())
                .mapToObj(
                    i ->
                        CancellationReason.builder()
                            .code(i == 0 ? "TransactionConflict" : "None")
                            .build())
                .toList())
        .build();
  }
}
