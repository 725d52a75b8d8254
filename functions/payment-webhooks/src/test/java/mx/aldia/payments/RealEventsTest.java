package mx.aldia.payments;

import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.testkit.http.Reply;
import mx.aldia.testkit.http.TestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The JSON that AWS sends for each of our triggers, through Lambda's own reading of it. */
class RealEventsTest {
  private final Shop shop =
      new Shop(
          new TenantId("ten_01KE9ZB0M0000000000000000A"), Tenant.Mode.TEST, Shop.TABLE.client());
  private final InvoiceId invoice =
      shop.owed(
          "inv_01KE9ZB0M0000000000000000B",
          shop.customer("cus_01KE9ZB0M0000000000000000C"),
          116_000);

  @AfterEach
  void forgetTheTenantOfTheSamples() {
    Shop.TABLE.client().scanPaginator(scan -> scan.tableName(Shop.TABLE.name())).items().stream()
        .filter(item -> item.toString().contains(shop.tenant.value()))
        .forEach(
            item ->
                Shop.TABLE
                    .client()
                    .deleteItem(
                        delete ->
                            delete
                                .tableName(Shop.TABLE.name())
                                .key(
                                    Map.of(
                                        "PK", item.getOrDefault("PK", none()),
                                        "SK", item.getOrDefault("SK", none())))));
  }

  private static AttributeValue none() {
    return AttributeValue.fromS("");
  }

  @Test
  void money_for_one_invoice() throws IOException {
    var reply = http("http-api-request.json");

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.value("reference")).isEqualTo("SPEI 1");
    assertThat(shop.issued(invoice)).isInstanceOf(Invoice.Paid.class);
  }

  @Test
  void money_for_several() throws IOException {
    var reply = http("http-create-payment.json");

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(shop.issued(invoice)).isInstanceOf(Invoice.Paid.class);
    assertThat(shop.credit(shop.issued(invoice).bill().customer())).isEqualTo(mxn(34_000));
  }

  @Test
  void a_notification_of_stripe_from_the_gateway_to_the_books() throws IOException {
    assertThat(http("http-stripe-webhook.json").status()).isEqualTo(200);

    var failures =
        new ProviderEventsHandler(shop.wiring)
            .handleRequest(read(SQSEvent.class, "sqs-provider-event.json"), new TestContext());

    assertThat(failures.getBatchItemFailures()).isEmpty();
    assertThat(shop.seen("evt_1SampleOfStripe")).isEqualTo("APPLIED paid");
    assertThat(shop.issued(invoice)).isInstanceOf(Invoice.Paid.class);
    assertThat(shop.pending()).isEqualTo(5); // issued and received for two each, paid
  }

  private Reply http(String file) throws IOException {
    return new Reply(
        shop.caller
            .handler()
            .handleRequest(read(APIGatewayV2HTTPEvent.class, file), new TestContext()));
  }

  private static <T> T read(Class<T> type, String file) throws IOException {
    var path = Path.of(System.getProperty("aldia.root", "../.."), "events", file);
    try (var json = Files.newInputStream(path)) {
      return LambdaEventSerializers.serializerFor(type, RealEventsTest.class.getClassLoader())
          .fromJson(json);
    }
  }
}
