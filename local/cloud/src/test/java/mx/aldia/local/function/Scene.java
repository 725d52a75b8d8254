package mx.aldia.local.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.message.Message;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tenant.ApiKey;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.edge.Hashes;
import mx.aldia.given.House;
import mx.aldia.given.Payload;
import mx.aldia.table.GatewaySecrets;
import mx.aldia.table.KeyStore;
import mx.aldia.table.ProviderEventStore;
import mx.aldia.table.SweepStore;

/**
 * One event of {@code events/}: what is in the table before, the event, and what the business has
 * of it. The scenes of one function are played in this order on one table.
 *
 * @param before makes the table speak of what the event speaks of
 * @param event as the file has it, but for what only a running deployment can know
 * @param after what must be true of the answer and of the world
 */
record Scene(String file, Before before, Telling event, After after) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "ald_test_0123456789abcdefghijklmnopqrstuvwxyzABCDEF";
  private static final String LAURA = "laura@laesquina.example";
  private static final String UUID = "8B6A0C1E-6F0B-4B54-9C39-5C6B1D0A7E21";

  /** As far as its print asks; nobody verifies it here. */
  private static final String STAMPED =
      """
      <cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" Version="4.0" Serie="A" Folio="1"
          Fecha="2026-01-05T09:00:00" Sello="c2VsbG8=" FormaPago="99" MetodoPago="PPD"
          NoCertificado="00001000000500000001" SubTotal="1000.00" Moneda="MXN" Total="1160.00"
          TipoDeComprobante="I" Exportacion="01" LugarExpedicion="06700">
        <cfdi:Emisor Rfc="DNA200101AB1" Nombre="DISEÑO NANDU" RegimenFiscal="601"/>
        <cfdi:Receptor Rfc="CAN190312QX7" Nombre="LA ESQUINA" DomicilioFiscalReceptor="06700"
            RegimenFiscalReceptor="601" UsoCFDI="G03"/>
        <cfdi:Conceptos>
          <cfdi:Concepto ClaveProdServ="84111506" Cantidad="1" ClaveUnidad="E48" ObjetoImp="01"
              Descripcion="Diseño de menú" ValorUnitario="1000" Importe="1000.00"/>
        </cfdi:Conceptos>
        <cfdi:Complemento>
          <tfd:TimbreFiscalDigital xmlns:tfd="http://www.sat.gob.mx/TimbreFiscalDigital"
              Version="1.1" UUID="%s" FechaTimbrado="2026-01-05T09:00:10" SelloCFD="c2VsbG8="
              RfcProvCertif="SPR190613I52" NoCertificadoSAT="00001000000509846663"
              SelloSAT="c2VsbG8="/>
        </cfdi:Complemento>
      </cfdi:Comprobante>
      """
          .formatted(UUID);

  @FunctionalInterface
  interface Before {
    void happens(Deployed in);
  }

  @FunctionalInterface
  interface Telling {
    Payload tell(Deployed in, Payload file);
  }

  @FunctionalInterface
  interface After {
    void holds(Deployed in, JsonNode answer) throws IOException;
  }

  static List<Scene> all() {
    return List.of(
        // The authorizer.
        scene(
            "http-api-authorizer.json",
            in -> keys(in).create(key(in), Attempt.once()),
            (in, answer) -> {
              assertThat(answer.path("isAuthorized").asBoolean()).isTrue();
              assertThat(answer.path("context").path("tenant").asText())
                  .isEqualTo(in.house().id().value());
              assertThat(answer.path("context").path("mode").asText()).isEqualTo("test");
              assertThat(answer.path("context").has("fault")).isFalse();
            }),

        // TenantAdmin and its clock.
        scene(
            "http-connect-gateway.json",
            _ -> {},
            (in, answer) -> {
              assertThat(body(200, answer).path("has_webhook_secret").asBoolean()).isTrue();
              assertThat(answer.toString()).doesNotContain(Deployed.WEBHOOK_SECRET);
              assertThat(
                      in.gatewaySecrets()
                          .find(in.house().id(), "stripe", GatewaySecrets.WEBHOOK_SECRET))
                  .contains(Deployed.WEBHOOK_SECRET);
            }),
        scene(
            "sqs-clock-command.json",
            in -> beginsAdvance(in, House.MONDAY.plus(Duration.ofDays(2))),
            (in, answer) -> {
              assertThat(failures(answer)).isEmpty();
              var clock = in.house().stores().clocks().find(in.house().id()).orElseThrow();
              assertThat(clock.now()).contains(House.MONDAY.plus(Duration.ofDays(2)));
              assertThat(clock.isAdvancing()).isFalse();
            }),

        // Invoices.
        scene(
            "http-create-invoice.json",
            in -> in.house().customer(),
            (in, answer) -> {
              var invoice = body(201, answer);
              assertThat(invoice.path("number").asText()).isEqualTo("A-1");
              assertThat(invoice.path("total").asLong()).isEqualTo(116_000);
              assertThat(invoice.path("due_date").asText()).isEqualTo("2026-01-20");
            }),
        scene(
            "dynamodb-stream.json",
            _ -> {},
            (in, answer) -> {
              assertThat(failures(answer)).isEmpty();
              assertThat(in.waitingIn("DocumentsQueue")).isEqualTo(1);
              assertThat(in.waitingIn("DeliveryQueue")).isEqualTo(1);
            }),

        // Their documents.
        scene(
            "sqs-invoice-issued.json",
            Scene::owes,
            (in, answer) -> {
              assertThat(failures(answer)).isEmpty();
              assertThat(in.house().stores().pdfs().find(in.invoice()).orElse(""))
                  .contains("A-1", "$1,160.00");
            }),
        scene(
            "sqs-tax-document-stamped.json",
            Scene::isStamped,
            (in, answer) -> {
              assertThat(failures(answer)).isEmpty();
              assertThat(in.house().stores().pdfs().find(in.invoice()).orElse(""))
                  .contains(UUID, "A-1", "$1,160.00");
            }),
        scene(
            "http-api-invoice-pdf.json",
            Scene::owes,
            (_, answer) -> assertThat(pdf(answer)).startsWith("%PDF-")),
        scene(
            "http-api-page-pdf.json",
            _ -> {},
            Scene::withToken,
            (_, answer) -> assertThat(pdf(answer)).startsWith("%PDF-")),

        // What is sent.
        scene(
            "sqs-document-rendered.json",
            in -> {
              owes(in);
              in.house()
                  .stores()
                  .pdfs()
                  .keep(
                      in.house().open().time(),
                      in.house().stores().invoices().findIssued(in.invoice()).orElseThrow(),
                      "<html><body><p>A-1</p></body></html>");
            },
            (in, answer) -> {
              assertThat(failures(answer)).isEmpty();
              assertThat(in.messages())
                  .extracting(Message::state)
                  .containsExactly(Message.State.SENT);
              assertThat(in.mailTo(LAURA)).singleElement().asString().contains("application/pdf");
            }),
        scene(
            "sqs-invoice-send-requested.json",
            _ -> {},
            (in, answer) -> {
              assertThat(failures(answer)).isEmpty();
              assertThat(in.mailTo(LAURA)).hasSize(2);
            }),
        scene(
            "sqs-reminder-command.json",
            in -> {
              in.house().reminded(in.house().customer(), "1160.00");
              var first = in.house().stores().invoices().ladder(in.invoice()).orElseThrow();
              in.house().advancedTo(first.at().orElseThrow());
            },
            (in, answer) -> {
              assertThat(failures(answer)).isEmpty();
              assertThat(in.messages())
                  .singleElement()
                  .satisfies(
                      it -> {
                        assertThat(it.kind()).isEqualTo(Message.Kind.REMINDER);
                        assertThat(it.state()).isEqualTo(Message.State.SENT);
                      });
              assertThat(in.mailTo(LAURA)).hasSize(1);
            }),
        scene(
            "sqs-payment-received.json",
            in -> {
              owes(in);
              in.house().pays(in.invoice(), "500.00");
            },
            (in, answer) -> {
              assertThat(failures(answer)).isEmpty();
              assertThat(in.messages())
                  .extracting(Message::kind)
                  .containsExactly(Message.Kind.RECEIPT);
            }),
        scene(
            "sqs-invoice-paid.json",
            in -> in.house().pays(in.invoice(), "660.00"),
            (in, answer) -> {
              assertThat(failures(answer)).isEmpty();
              assertThat(in.messages())
                  .extracting(Message::kind)
                  .containsExactlyInAnyOrder(Message.Kind.RECEIPT, Message.Kind.THANK_YOU);
              assertThat(in.mailTo(LAURA)).hasSize(2);
            }),

        // Money.
        scene(
            "http-stripe-webhook.json",
            in -> {
              in.house().issued(in.house().customer(), "2320.00");
              in.connectsStripe();
            },
            (_, file) -> signedNow(file),
            (_, answer) -> assertThat(body(200, answer).path("received").asBoolean()).isTrue()),
        scene(
            "http-api-request.json",
            _ -> {},
            (in, answer) -> {
              assertThat(body(201, answer).path("amount").asLong()).isEqualTo(116_000);
              assertThat(in.house().stores().invoices().findIssued(in.invoice()).orElseThrow())
                  .isInstanceOf(Invoice.Open.class);
            }),
        scene(
            "http-create-payment.json",
            _ -> {},
            (in, answer) -> {
              assertThat(body(201, answer).path("amount").asLong()).isEqualTo(150_000);
              assertThat(in.house().stores().invoices().findIssued(in.invoice()).orElseThrow())
                  .isInstanceOf(Invoice.Paid.class);
              assertThat(
                      in.house()
                          .stores()
                          .payments()
                          .credit(in.customer(), House.mxn("1").currency()))
                  .isEqualTo(House.mxn("340.00"));
            }),
        scene(
            "sqs-provider-event.json",
            in -> {
              owes(in);
              in.connectsStripe();
              new ProviderEventStore(in.house().stores().table(), in.house().wall())
                  .receive(
                      in.house().open().time(),
                      "stripe",
                      "evt_1SampleOfStripe",
                      webhook(Payload.of("http-stripe-webhook.json")).getBytes(UTF_8));
            },
            (in, answer) -> {
              assertThat(failures(answer)).isEmpty();
              assertThat(in.house().stores().invoices().findIssued(in.invoice()).orElseThrow())
                  .isInstanceOf(Invoice.Paid.class);
            }),

        // Documents for SAT: a sandbox without a certificate gets one, and its stamps are its own.
        scene(
            "sqs-invoice-to-stamp.json",
            Scene::owes,
            (in, answer) -> {
              assertThat(failures(answer)).isEmpty();
              var document = in.house().stores().documents().of(in.invoice()).orElseThrow();
              assertThat(document.status()).isEqualTo("stamped");
              assertThat(
                      new String(
                          in.house().stores().documents().xml(document).orElseThrow(), UTF_8))
                  .contains("Total=\"1160.00\"", document.uuid().orElseThrow());
            }),
        scene(
            "sqs-tax-document-requested.json",
            in -> {
              owes(in);
              in.house().stores().documents().open(requested(in));
            },
            (in, answer) -> {
              assertThat(failures(answer)).isEmpty();
              assertThat(in.house().stores().documents().of(in.invoice()).orElseThrow().status())
                  .isEqualTo("stamped");
            }),
        scene(
            "http-tax-documents.json",
            in -> {
              owes(in);
              in.house().stores().documents().open(requested(in));
            },
            (_, answer) ->
                assertThat(body(200, answer).path("data").path(0).path("status").asText())
                    .isEqualTo("pending")),

        // Reminders.
        scene(
            "http-create-policy.json",
            _ -> {},
            (_, answer) -> {
              assertThat(body(201, answer).path("name").asText()).isEqualTo("Con paciencia");
              assertThat(body(201, answer).path("steps")).hasSize(2);
            }),
        scene(
            "schedule-tick.json",
            in -> {
              var now = Instant.now();
              new SweepStore(in.house().stores().table())
                  .raise(now.minus(Duration.ofMinutes(1)).truncatedTo(ChronoUnit.HOURS));
              in.house().wall().shows(now.minus(Duration.ofMinutes(1)));
              beginsAdvance(in, House.MONDAY.plus(Duration.ofDays(2)));
            },
            (in, answer) -> {
              assertThat(answer.isNull()).isTrue();
              assertThat(in.waitingIn("ClockQueue")).isEqualTo(1);
              assertThat(in.waitingIn("RemindersQueue")).isZero();
            }),

        // What is read.
        scene(
            "http-page.json",
            Scene::owes,
            Scene::withToken,
            (_, answer) -> {
              assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
              assertThat(answer.path("body").asText()).contains("A-1", "1,160.00");
            }),
        scene(
            "http-invoice-timeline.json",
            Scene::owes,
            (_, answer) ->
                assertThat(body(200, answer).path("data").path(0).path("type").asText())
                    .isEqualTo("invoice.issued")));
  }

  /** The event as this deployment would tell it. */
  byte[] told(Deployed in) {
    return event.tell(in, Payload.of(file)).bytes();
  }

  private static Scene scene(String file, Before before, After after) {
    return scene(file, before, (_, it) -> it, after);
  }

  private static Scene scene(String file, Before before, Telling event, After after) {
    return new Scene(file, before, event, after);
  }

  private static void owes(Deployed in) {
    in.house().issued(in.house().customer(), "1160.00");
  }

  /** As the certifier left it; what the function prints is this document. */
  private static void isStamped(Deployed in) {
    owes(in);
    var documents = in.house().stores().documents();
    var time = in.house().open().time();
    var requested = requested(in);
    var sealed = requested.sealed(new byte[] {1}, House.MONDAY, House.MONDAY);
    documents.open(requested);
    documents.save(time, requested, sealed, _ -> List.of());
    documents.stamp(time, sealed, sealed.stamped(UUID, House.MONDAY), STAMPED, _ -> List.of());
  }

  private static TaxDocument.Requested requested(Deployed in) {
    return new TaxDocument.Requested(
        new TaxDocument.About(
            TaxDocumentId.of(in.invoice()),
            TaxDocument.Type.I,
            in.customer(),
            List.of(new TaxDocument.Named(in.invoice(), "A-1")),
            Optional.empty(),
            House.MONDAY,
            true),
        House.MONDAY,
        1);
  }

  private static void beginsAdvance(Deployed in, Instant target) {
    var stores = in.house().stores();
    assertThat(
            stores
                .clocks()
                .advance(
                    in.house().id(),
                    House.MONDAY,
                    target,
                    in.house().wall().instant(),
                    stores.answers(),
                    Attempt.once()))
        .isTrue();
  }

  private static Payload withToken(Deployed in, Payload file) {
    return file.with(Deployed.SAMPLE_TOKEN, in.token());
  }

  /** A signature is good for five minutes, so it is made anew over the same body. */
  private static Payload signedNow(Payload file) {
    var was = json(file).path("headers").path("stripe-signature").asText();
    var seconds = Instant.now().getEpochSecond();
    return file.with(was, "t=%d,v1=%s".formatted(seconds, hmac(seconds + "." + webhook(file))));
  }

  private static String hmac(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Deployed.WEBHOOK_SECRET.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String webhook(Payload file) {
    return json(file).path("body").asText();
  }

  private static JsonNode json(Payload file) {
    try {
      return JSON.readTree(file.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyStore keys(Deployed in) {
    return new KeyStore(in.house().stores().table(), in.house().stores().answers());
  }

  private static ApiKey key(Deployed in) {
    return new ApiKey(
        "key_01KE9ZB0M0000000000000000F",
        in.house().id(),
        Tenant.Mode.TEST,
        Hashes.sha256(KEY),
        "CDEF",
        "of the events",
        Set.of("*"),
        House.MONDAY,
        Optional.empty(),
        Optional.empty());
  }

  private static JsonNode body(int status, JsonNode answer) throws IOException {
    assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(status);
    return JSON.readTree(answer.path("body").asText());
  }

  private static List<JsonNode> failures(JsonNode answer) {
    assertThat(answer.has("batchItemFailures")).as(answer.toString()).isTrue();
    return List.copyOf(answer.path("batchItemFailures").valueStream().toList());
  }

  private static String pdf(JsonNode answer) throws IOException {
    assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.path("isBase64Encoded").asBoolean()).isTrue();
    return new String(answer.path("body").binaryValue(), UTF_8);
  }
}
