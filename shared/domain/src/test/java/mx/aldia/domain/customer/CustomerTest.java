package mx.aldia.domain.customer;

import static mx.aldia.domain.collections.ChannelKind.EMAIL;
import static mx.aldia.domain.collections.ChannelKind.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.customer.Customer.Contact;
import mx.aldia.domain.customer.Customer.Receives;
import mx.aldia.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;

class CustomerTest {
  private static final List<ChannelKind> ALL = List.of(ChannelKind.values());

  private static Customer customer(List<ChannelKind> channels, Contact... contacts) {
    return new Customer(
        new CustomerId(new TenantId("ten_1"), "cus_1"),
        "Café Niebla",
        new Customer.TaxData(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        Optional.of("hola@niebla.example"),
        Optional.of("+525512345678"),
        Optional.empty(),
        List.of(contacts),
        channels,
        Set.of(),
        Treatment.USTED,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Instant.EPOCH,
        1);
  }

  private static Contact laura(Receives... receives) {
    return new Contact(
        "Laura",
        Customer.Role.ACCOUNTS_PAYABLE,
        Optional.of("pagos@niebla.example"),
        Optional.empty(),
        Optional.empty(),
        Set.of(receives));
  }

  @Test
  void a_reminder_goes_to_who_receives_reminders_and_to_nobody_else() {
    var customer = customer(List.of(EMAIL), laura(Receives.REMINDER));

    assertThat(customer.addressFor(Receives.REMINDER, ALL).orElseThrow().to())
        .isEqualTo("pagos@niebla.example");
    assertThat(customer.addressFor(Receives.INVOICE, ALL).orElseThrow().to())
        .isEqualTo("hola@niebla.example");
  }

  @Test
  void the_first_agreed_channel_that_is_open_is_taken() {
    var customer = customer(List.of(SMS, EMAIL));

    assertThat(customer.addressFor(Receives.REMINDER, ALL).orElseThrow().channel()).isEqualTo(SMS);
    assertThat(customer.addressFor(Receives.REMINDER, List.of(EMAIL)).orElseThrow().channel())
        .isEqualTo(EMAIL);
    assertThat(customer.stop(SMS).addressFor(Receives.REMINDER, ALL).orElseThrow().channel())
        .isEqualTo(EMAIL);
  }

  @Test
  void who_agreed_to_no_channel_is_reached_by_mail_and_who_closed_it_not_at_all() {
    var customer = customer(List.of());

    assertThat(customer.addressFor(Receives.INVOICE, ALL).orElseThrow().channel()).isEqualTo(EMAIL);
    assertThat(customer.stop(EMAIL).addressFor(Receives.INVOICE, ALL)).isEmpty();
  }
}
