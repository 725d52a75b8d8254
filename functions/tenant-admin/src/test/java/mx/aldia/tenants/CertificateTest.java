package mx.aldia.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import mx.aldia.cfdi.seal.SatCertificate.Kind;
import mx.aldia.cfdi.seal.SealingKey;
import mx.aldia.cfdi.seal.SelfMadeCertificate;
import mx.aldia.cfdi.seal.SelfMadeCertificate.Wanted;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.testkit.http.HttpCaller;
import mx.aldia.testkit.http.Reply;
import org.junit.jupiter.api.Test;

class CertificateTest {
  private static final String PATH = "/v1/tenant/certificate";
  private static final String RFC = "EST0702159Z3";
  private static final Instant FROM = Office.TODAY.minus(Duration.ofDays(30));
  private static final Instant TO = Office.TODAY.plus(Duration.ofDays(400));
  private static final SelfMadeCertificate CSD = made(Kind.CSD, "00001000000500000001", RFC);
  private static final SelfMadeCertificate NEXT = made(Kind.CSD, "00001000000500000002", RFC);

  private final Office office = new Office();
  private final HttpCaller business =
      office.business("{'name':'Estudio Río','rfc':'%s'}".formatted(RFC));
  private final TenantId tenant = new TenantId(business.get("/v1/tenant").value("id"));

  @Test
  void a_certificate_goes_in_and_its_key_never_comes_out() {
    var put = bring(CSD);
    var shown = business.get(PATH);

    assertThat(put.status()).isEqualTo(200);
    assertThat(shown.json()).isEqualTo(put.json());
    assertThat(put.value("rfc")).isEqualTo(RFC);
    assertThat(put.value("name")).isEqualTo("ESTUDIO RIO SA DE CV");
    assertThat(put.value("number")).isEqualTo("00001000000500000001");
    assertThat(put.value("kind")).isEqualTo("csd");
    assertThat(put.value("valid_from")).isEqualTo("2026-10-02T15:00:00Z");
    assertThat(put.value("valid_to")).isEqualTo("2027-12-06T15:00:00Z");
    assertThat(put.json().path("days_left").intValue()).isEqualTo(400);
    assertThat(put.json().properties()).hasSize(9);
  }

  @Test
  void the_key_seals_again_and_lies_in_the_table_for_nobody_to_read() {
    bring(CSD);

    var open = office.certificates().open(tenant).orElseThrow();
    var again = SealingKey.open(open.csd().cer(), open.pkcs8(), new char[0]);

    assertThat(again.seal("||4.0||")).isEqualTo(CSD.sealingKey().seal("||4.0||"));
    assertThat(stored())
        .doesNotContain(secret(CSD))
        .doesNotContain(Base64.getEncoder().encodeToString(open.pkcs8()))
        .doesNotContain("12345678a");
  }

  @Test
  void the_same_certificate_brought_again_is_the_same_certificate() {
    var first = bring(CSD);
    office.wall().passes(Duration.ofHours(1));

    assertThat(bring(CSD).json()).isEqualTo(first.json());
  }

  @Test
  void a_new_certificate_takes_over_and_the_former_still_opens() {
    bring(CSD);

    assertThat(bring(NEXT).value("number")).isEqualTo("00001000000500000002");

    assertThat(business.get(PATH).value("number")).isEqualTo("00001000000500000002");
    var former = office.certificates().open(tenant, "00001000000500000001").orElseThrow();
    assertThat(SealingKey.open(former.csd().cer(), former.pkcs8(), new char[0]).seal("||4.0||"))
        .isEqualTo(CSD.sealingKey().seal("||4.0||"));
    assertThat(office.certificates().open(tenant, "00001000000500000002")).isPresent();
    assertThat(office.certificates().open(tenant, "00001000000500000009")).isEmpty();
  }

  @Test
  void an_efirma_does_not_seal() {
    var fiel = made(Kind.FIEL, "00001000000400000003", RFC);

    assertThat(bring(fiel).faults()).containsExactly("/cer certificate_is_a_fiel");
  }

  @Test
  void somebody_elses_certificate_is_told_with_both_rfcs() {
    var reply = bring(made(Kind.CSD, "00001000000500000004", "OTR010203AB1"));

    assertThat(reply.faults()).containsExactly("/cer certificate_of_another_rfc");
    assertThat(reply.text()).contains("OTR010203AB1", RFC);
  }

  @Test
  void a_business_without_an_rfc_says_its_rfc_first() {
    var nameless = office.business();

    assertThat(nameless.put(PATH, body(CSD, CSD, "12345678a")).faults())
        .containsExactly("/cer tenant_has_no_rfc");
  }

  @Test
  void an_expired_certificate_is_refused_with_the_day_it_ended() {
    office.wall().shows(TO.plusSeconds(1));

    var reply = bring(CSD);

    assertThat(reply.faults()).containsExactly("/cer certificate_expired");
    assertThat(reply.text()).contains("2027-12-06");
  }

  @Test
  void a_certificate_of_tomorrow_is_refused_today() {
    office.wall().shows(FROM.minusSeconds(1));

    assertThat(bring(CSD).faults()).containsExactly("/cer certificate_not_yet_valid");
  }

  @Test
  void a_sandbox_judges_by_its_own_clock() {
    business.post("/v1/test_clock", "{'now':'2028-01-01T00:00:00Z'}");

    assertThat(bring(CSD).faults()).containsExactly("/cer certificate_expired");
  }

  @Test
  void a_wrong_password_is_told_at_the_password() {
    assertThat(business.put(PATH, body(CSD, CSD, "12345678b")).faults())
        .containsExactly("/password password_does_not_open_key");
  }

  @Test
  void a_key_of_another_certificate_is_told_at_the_key() {
    assertThat(business.put(PATH, body(CSD, NEXT, "12345678a")).faults())
        .containsExactly("/key key_of_another_certificate");
  }

  @Test
  void files_that_are_something_else_are_told_each_by_itself() {
    assertThat(business.put(PATH, "{'cer':'aG9sYQ==','key':'aG9sYQ==','password':'x'}").faults())
        .containsExactly("/cer not_a_certificate", "/key not_a_key_file");
    assertThat(business.put(PATH, "{'cer':'¿?','key':'=','password':'x','pass':1}").faults())
        .containsExactly("/cer not_base64", "/key not_base64", "/pass unknown_field");
    assertThat(business.put(PATH, "{}").faults())
        .containsExactly("/cer required", "/key required", "/password required");
  }

  @Test
  void every_fault_is_told_at_once() {
    var fiel = made(Kind.FIEL, "00001000000400000005", "OTR010203AB1");
    office.wall().shows(TO.plusSeconds(1));

    assertThat(business.put(PATH, body(fiel, CSD, "mal")).faults())
        .containsExactly(
            "/cer certificate_is_a_fiel",
            "/cer certificate_of_another_rfc",
            "/cer certificate_expired",
            "/password password_does_not_open_key");
  }

  @Test
  void what_is_refused_changes_nothing() {
    bring(CSD);
    business.put(PATH, body(NEXT, NEXT, "mal"));

    assertThat(business.get(PATH).value("number")).isEqualTo("00001000000500000001");
  }

  @Test
  void a_live_business_seals_with_what_sat_issued() {
    var live = office.business("{'name':'Estudio Río','rfc':'%s','mode':'live'}".formatted(RFC));

    assertThat(live.put(PATH, body(CSD, CSD, "12345678a")).faults())
        .containsExactly("/cer not_a_certificate_of_sat");
  }

  @Test
  void a_business_without_a_certificate_has_none_to_show() {
    var reply = business.get(PATH);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.value("code")).isEqualTo("not_found");
  }

  private Reply bring(SelfMadeCertificate made) {
    return business.put(PATH, body(made, made, "12345678a"));
  }

  private static String body(
      SelfMadeCertificate certificate, SelfMadeCertificate key, String password) {
    return "{'cer':'%s','key':'%s','password':'%s'}"
        .formatted(Base64.getEncoder().encodeToString(certificate.cer()), secret(key), password);
  }

  private static String secret(SelfMadeCertificate key) {
    return Base64.getEncoder().encodeToString(key.key("12345678a".toCharArray()));
  }

  private static SelfMadeCertificate made(Kind kind, String number, String rfc) {
    return SelfMadeCertificate.make(
        new Wanted(kind, number, rfc, "ESTUDIO RIO SA DE CV", FROM, TO));
  }

  private static String stored() {
    return Office.TABLE
        .client()
        .scanPaginator(scan -> scan.tableName(Office.TABLE.name()))
        .items()
        .toString();
  }
}
