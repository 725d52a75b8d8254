package mx.aldia.pacs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import mx.aldia.cfdi.cancel.SignedCancellation;
import mx.aldia.domain.tax.CancelAnswer;
import mx.aldia.domain.tax.Cancellation.Request;
import mx.aldia.domain.tax.Motivo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cancelling over real HTTP, in the shapes SW and Finkok are known to answer with. */
class CancelTest {
  private static final String UUID = "B107F0AC-6BC3-52CF-A3D7-5E9479414209";
  private static final byte[] SIGNED =
      SignedCancellation.of(
          new Request(UUID, Motivo.WRONG, Optional.empty(), Instant.EPOCH),
          Papers.CSD.sealingKey(),
          LocalDateTime.parse("2026-03-05T12:00:00"));
  private static final String ACUSE =
      """
      <Acuse xmlns="http://cancelacfd.sat.gob.mx" Fecha="2026-03-05T12:00:01" RfcEmisor="TES030201001">\
      <Folios><UUID>%s</UUID><EstatusUUID>201</EstatusUUID></Folios></Acuse>\
      """
          .formatted(UUID);

  private final StandIn server = new StandIn();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void sw_takes_the_signed_request_to_sat_and_brings_its_receipt() {
    server.answers(200, sw(UUID.toLowerCase(Locale.ROOT), "201"));

    assertThat(viaSw()).isEqualTo(new CancelAnswer.Received(Optional.of(ACUSE)));
    assertThat(server.asked().getFirst().path()).isEqualTo("/cfdi33/cancel/xml");
    assertThat(server.asked().getFirst().body()).contains(new String(SIGNED, UTF_8));
  }

  @Test
  void sws_codes_for_the_uuid_mean_what_sat_means_by_them() {
    server
        .answers(200, sw(UUID, "202"))
        .answers(200, sw(UUID, "205"))
        .answers(200, sw(UUID, "203"))
        .answers(400, "{\"status\":\"error\",\"message\":\"207 - Motivo no válido\",\"data\":null}")
        .answers(200, sw(UUID, "999"))
        .answers(200, sw("11111111-2222-3333-4444-000000000001", "201"))
        .answers(500, "{\"message\":\"201\"}")
        .answers(200, "no JSON");

    assertThat(viaSw()).isInstanceOf(CancelAnswer.Received.class);
    assertThat(viaSw()).isEqualTo(new CancelAnswer.NotNow("205"));
    assertThat(viaSw()).isEqualTo(new CancelAnswer.Never("203", ""));
    assertThat(viaSw()).isEqualTo(new CancelAnswer.Never("207", "207 - Motivo no válido"));
    for (int i = 0; i < 4; i++) {
      assertThat(viaSw()).as("answer %d", i).isInstanceOf(CancelAnswer.Unknown.class);
    }
  }

  @Test
  void finkok_takes_the_signed_request_to_sat_and_brings_its_receipt() {
    server.answers(200, finkok(UUID, "201", "Petición de cancelación realizada exitosamente"));

    assertThat(viaFinkok()).isEqualTo(new CancelAnswer.Received(Optional.of(ACUSE)));
    var asked = server.asked().getFirst();
    assertThat(asked.path()).isEqualTo("/servicios/soap/cancel.wsdl");
    assertThat(asked.action()).isEqualTo("\"cancel_signature\"");
    assertThat(asked.body())
        .contains("xmlns:o=\"http://facturacion.finkok.com/cancel\"")
        .contains("<o:xml>" + Base64.getEncoder().encodeToString(SIGNED) + "</o:xml>")
        .contains("<o:store_pending>false</o:store_pending>");
  }

  @Test
  void finkoks_codes_for_the_uuid_mean_what_sat_means_by_them() {
    server
        .answers(200, finkok(UUID, "no_cancelable", ""))
        .answers(200, finkok(UUID, "708", ""))
        .answers(200, finkok(UUID, "798", ""))
        .answers(200, finkok(UUID, "799", ""))
        .answers(200, finkok("11111111-2222-3333-4444-000000000001", "201", ""))
        .answers(200, envelope("<s0:CodEstatus>708 - No se pudo conectar al SAT</s0:CodEstatus>"))
        .answers(200, envelope("<s0:CodEstatus>UUID Not Found</s0:CodEstatus>"))
        .answers(500, "");

    assertThat(viaFinkok()).isEqualTo(new CancelAnswer.Never("no_cancelable", ""));
    assertThat(viaFinkok()).isEqualTo(new CancelAnswer.NotNow("708"));
    assertThat(viaFinkok()).isEqualTo(new CancelAnswer.NotNow("798"));
    assertThat(viaFinkok()).isEqualTo(new CancelAnswer.Never("799", ""));
    assertThat(viaFinkok()).isInstanceOf(CancelAnswer.Unknown.class);
    assertThat(viaFinkok()).isEqualTo(new CancelAnswer.NotNow("708"));
    assertThat(viaFinkok()).isInstanceOf(CancelAnswer.Unknown.class);
    assertThat(viaFinkok()).isInstanceOf(CancelAnswer.Unknown.class);
  }

  @Test
  void a_receipt_is_read_alone_and_inside_sats_answer() {
    var inside =
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
            + "<CancelaCFDResponse xmlns=\"http://cancelacfd.sat.gob.mx\">"
            + "<CancelaCFDResult Fecha=\"2026-03-05T12:00:01\" RfcEmisor=\"TES030201001\"><Folios>"
            + "<UUID>%s</UUID><EstatusUUID>201</EstatusUUID></Folios></CancelaCFDResult>"
                .formatted(UUID)
            + "</CancelaCFDResponse></s:Body></s:Envelope>";

    assertThat(Acuse.read(ACUSE)).isEqualTo(Acuse.read(inside)).isPresent();
    assertThat(Acuse.read(ACUSE).orElseThrow().codes()).containsEntry(UUID, "201");
    assertThat(Acuse.read(ACUSE).orElseThrow().rfc()).isEqualTo("TES030201001");
    assertThat(Acuse.read("no XML")).isEmpty();
    assertThat(Acuse.read("<other/>")).isEmpty();
  }

  private CancelAnswer viaSw() {
    return new SwSapien(
            new Wire(Duration.ofMinutes(1)), server.base(), new SwAccess.Token("for-ever"))
        .cancel(SIGNED, UUID);
  }

  private CancelAnswer viaFinkok() {
    return new Finkok(new Wire(Duration.ofMinutes(1)), server.base(), "ana", "secret", _ -> {})
        .cancel(SIGNED, UUID);
  }

  private static String sw(String uuid, String code) {
    return "{\"data\":{\"acuse\":\"%s\",\"uuid\":{\"%s\":\"%s\"}},\"status\":\"success\"}"
        .formatted(ACUSE.replace("\"", "\\\""), uuid, code);
  }

  private static String finkok(String uuid, String code, String words) {
    return envelope(
        "<s0:Folios><s0:Folio><s0:UUID>%s</s0:UUID><s0:EstatusUUID>%s</s0:EstatusUUID>"
                .formatted(uuid, code)
            + "<s0:EstatusCancelacion>%s</s0:EstatusCancelacion></s0:Folio></s0:Folios>"
                .formatted(words)
            + "<s0:Acuse>%s</s0:Acuse><s0:Fecha>2026-03-05T12:00:01</s0:Fecha>"
                .formatted(Soap.escaped(ACUSE)));
  }

  private static String envelope(String inside) {
    return "<senv:Envelope xmlns:senv=\"http://schemas.xmlsoap.org/soap/envelope/\""
        + " xmlns:tns=\"http://facturacion.finkok.com/cancel\""
        + " xmlns:s0=\"apps.services.soap.core.views\"><senv:Body><tns:cancel_signatureResponse>"
        + "<tns:cancel_signatureResult>"
        + inside
        + "</tns:cancel_signatureResult></tns:cancel_signatureResponse></senv:Body>"
        + "</senv:Envelope>";
  }
}
