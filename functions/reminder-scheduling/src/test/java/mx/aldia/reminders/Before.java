package mx.aldia.reminders;

import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Something that happens after all is read and decided, and before the first write. */
final class Before implements ExecutionInterceptor {
  private final AtomicReference<Runnable> next = new AtomicReference<>(() -> {});

  void write(Runnable happens) {
    next.set(happens);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (context.request() instanceof TransactWriteItemsRequest) {
      next.getAndSet(() -> {}).run();
    }
  }
}
