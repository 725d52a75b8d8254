package mx.aldia.reminders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mx.aldia.channels.Email;
import mx.aldia.channels.Sms;
import mx.aldia.domain.task.Task;
import mx.aldia.domain.tax.Csd;
import mx.aldia.given.House;
import mx.aldia.given.PaperKeys;
import mx.aldia.given.Post;
import mx.aldia.sending.Courier;
import mx.aldia.table.CertificateWarnings;
import mx.aldia.table.CsdStore;
import mx.aldia.table.EventStore;
import mx.aldia.table.Secrets;
import mx.aldia.table.TaskStore;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;

class CertificateWarningsTest {
  private static final LocalTable TABLE = LocalTable.create();
  private static final String FIRST = "00001000000500000001";
  private static final String SECOND = "00001000000500000002";

  private final Post<Email> mail = new Post<>();
  private House house = House.live(TABLE);
  private Commands commands = commands(house);

  /** Noon of the hundredth day from now. */
  private final Instant end =
      house.wall().instant().plus(Duration.ofDays(100)).plus(Duration.ofHours(3));

  @Test
  void the_business_is_warned_sixty_thirty_and_seven_days_before_the_end_once_each() {
    brings(FIRST, end);

    for (int day = 0; day <= 100; day++) {
      obey();
      obey();
      house.wall().passes(Duration.ofDays(1));
    }

    assertThat(mail.sent())
        .extracting(Email::subject)
        .containsExactly(
            "Su certificado de sello digital vence en 60 días",
            "Su certificado de sello digital vence en 30 días",
            "Su certificado de sello digital vence en 7 días");
    assertThat(mail.sent().getFirst().to().address()).isEqualTo("hola@nandu.example");
    assertThat(mail.sent().getFirst().text()).contains(FIRST, "CertiSAT");
    assertThat(told()).isEqualTo(3);
  }

  @Test
  void a_certificate_brought_late_is_warned_of_from_then_on() {
    brings(FIRST, house.wall().instant().plus(Duration.ofDays(20)));

    passes(15);

    assertThat(mail.sent())
        .extracting(Email::subject)
        .containsExactly("Su certificado de sello digital vence en 7 días");
  }

  @Test
  void the_same_certificate_brought_again_is_not_warned_of_again() {
    brings(FIRST, end);
    passes(45);
    brings(FIRST, end);

    obey();

    assertThat(mail.sent()).hasSize(1);
  }

  @Test
  void a_new_certificate_ends_the_warnings_of_the_former() {
    brings(FIRST, end);
    passes(45);
    assertThat(tasks()).extracting(Task::kind).containsExactly(Task.Kind.CERTIFICATE_EXPIRING);
    brings(SECOND, end.plus(Duration.ofDays(1000)));
    assertThat(tasks()).isEmpty();

    passes(60);

    assertThat(mail.sent()).hasSize(1);
    assertThat(warnings().find(house.id()).orElseThrow().csd().number()).isEqualTo(SECOND);
  }

  @Test
  void nobody_sends_what_somebody_is_sending() {
    brings(FIRST, end);
    house.wall().passes(Duration.ofDays(41));
    var planned = warnings().find(house.id()).orElseThrow();
    var now = house.wall().instant();
    assertThat(warnings().take(planned, house.id(), now, now.plusSeconds(60))).isTrue();

    assertThatThrownBy(this::obey).isInstanceOf(IllegalStateException.class);
    assertThat(mail.sent()).isEmpty();

    house.wall().passes(Duration.ofSeconds(61));
    obey();
    assertThat(mail.sent()).hasSize(1);
  }

  @Test
  void what_is_refused_for_now_is_tried_again_and_what_never_goes_is_told_by_the_event_alone() {
    brings(FIRST, end);
    house.wall().passes(Duration.ofDays(41));
    mail.refusesForNow();

    assertThatThrownBy(this::obey).isInstanceOf(IllegalStateException.class);
    assertThat(told()).isZero();
    commands.giveUp(command());

    assertThat(mail.sent()).isEmpty();
    assertThat(told()).isEqualTo(1);
    assertThat(warnings().find(house.id()).orElseThrow().daysLeft()).isEqualTo(30);
  }

  @Test
  void a_business_that_names_nobody_to_ask_is_told_by_the_event() {
    house = House.withoutSupport(TABLE);
    commands = commands(house);
    brings(FIRST, end);

    passes(45);

    assertThat(mail.sent()).isEmpty();
    assertThat(told()).isEqualTo(1);
  }

  private void passes(int days) {
    for (int day = 0; day < days; day++) {
      house.wall().passes(Duration.ofDays(1));
      obey();
    }
  }

  private void obey() {
    commands.obey(command());
  }

  private ObjectNode command() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("pk", "T#" + house.id().value())
        .put("sk", "DUE#CERTIFICATE");
  }

  private void brings(String number, Instant until) {
    var store = new CsdStore(house.stores().table(), new Secrets(new PaperKeys()));
    var from = until.minus(Duration.ofDays(1460));
    var csd =
        new Csd(new byte[] {1}, number, "EST0702159Z3", from, until, false, house.wall().instant());
    store.exchange(house.open().time(), new CsdStore.Opened(csd, new byte[] {2}));
  }

  private long told() {
    return new EventStore(house.stores().table())
        .list(
            house.open().time(),
            house.stores().tenants().beginning(house.open()),
            told -> told.type().equals("certificate.expiring"),
            Optional.empty(),
            100)
        .items()
        .size();
  }

  private List<Task> tasks() {
    var stores = house.stores();
    return new TaskStore(stores.table(), stores.deployment().answers())
        .open(house.id(), Optional.empty(), 100)
        .items();
  }

  private CertificateWarnings warnings() {
    return new CertificateWarnings(house.stores().table());
  }

  private Commands commands(House of) {
    return Wiring.commands(
        of.stores().deployment(),
        new Courier(mail, new Post<Sms>(), "avisos@aldia.example", Courier.Sandbox.SEND));
  }
}
