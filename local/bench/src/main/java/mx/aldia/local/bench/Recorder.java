package mx.aldia.local.bench;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Keeps the writes that go through a client, in order, while it is told to. */
final class Recorder implements ExecutionInterceptor {
  private volatile boolean records;
  private final List<SdkRequest> writes = new ArrayList<>();

  void begin() {
    writes.clear();
    records = true;
  }

  List<SdkRequest> end() {
    records = false;
    return List.copyOf(writes);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (records
        && (context.request() instanceof TransactWriteItemsRequest
            || context.request() instanceof PutItemRequest
            || context.request() instanceof UpdateItemRequest)) {
      writes.add(context.request());
    }
  }
}
