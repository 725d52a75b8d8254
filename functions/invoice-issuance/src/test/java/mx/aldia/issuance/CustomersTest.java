package mx.aldia.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import mx.aldia.testkit.http.HttpCaller;
import org.junit.jupiter.api.Test;

class CustomersTest {
  private static final House HOUSE = new House();

  private final HttpCaller studio = HOUSE.business();

  @Test
  void a_name_is_enough() {
    var customer = studio.post("/v1/customers", "{'name':'Café Niebla'}");

    assertThat(customer.status()).isEqualTo(201);
    assertThat(customer.value("id")).startsWith("cus_");
    assertThat(customer.value("treatment")).isEqualTo("usted");
    assertThat(studio.get("/v1/customers/" + customer.value("id")).json())
        .isEqualTo(customer.json());
  }

  @Test
  void every_fault_is_told_at_once_and_nothing_is_written() {
    var before = House.items();

    var refused =
        studio.post(
            "/v1/customers",
            """
            {'name':'  ','rfc':'abc','tax_regime':'699','postal_code':'1','cfdi_use':'Z9','country':'MX',
             'email':'nadie','phone':'12','whatsapp':true,'channels':['email','fax'],'treatment':'vos',
             'time_zone':'Marte','locale':'fr','required_fields':['po_number','mood'],
             'preferred_payment_method':'trueque','external_id':'','metadata':{'a':1},
             'contacts':[{'role':'boss','email':'x','receives':['all']}],'nombre':'x'}""");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.faults())
        .contains(
            "/name blank",
            "/rfc not_an_rfc",
            "/tax_regime not_one_of",
            "/postal_code not_a_postal_code",
            "/cfdi_use not_one_of",
            "/country not_a_country",
            "/email not_an_email",
            "/phone not_a_phone",
            "/whatsapp not_a_text",
            "/channels/1 not_one_of",
            "/treatment not_one_of",
            "/time_zone not_a_time_zone",
            "/locale not_one_of",
            "/required_fields/1 not_one_of",
            "/preferred_payment_method not_one_of",
            "/external_id blank",
            "/contacts/0/name required",
            "/contacts/0/role not_one_of",
            "/contacts/0/email not_an_email",
            "/contacts/0/receives/0 not_one_of",
            "/nombre unknown_field");
    assertThat(House.items()).isEqualTo(before);
  }

  @Test
  void a_channel_needs_somewhere_to_go() {
    var refused = studio.post("/v1/customers", "{'name':'Café','channels':['sms','email']}");

    assertThat(refused.faults())
        .containsExactly(
            "/channels/0 channel_without_address", "/channels/1 channel_without_address");
  }

  @Test
  void a_mexican_telephone_is_kept_with_its_country() {
    var customer = studio.post("/v1/customers", "{'name':'Café','phone':'55 1234 5678'}");

    assertThat(customer.value("phone")).isEqualTo("+525512345678");
  }

  @Test
  void a_change_keeps_what_it_does_not_say() {
    var customer =
        studio.post("/v1/customers", "{'name':'Café','email':'a@cafe.example','external_id':'7'}");
    var path = "/v1/customers/" + customer.value("id");

    var changed = studio.patch(path, "{'name':'Café Niebla','external_id':null}");

    assertThat(changed.value("name")).isEqualTo("Café Niebla");
    assertThat(changed.value("email")).isEqualTo("a@cafe.example");
    assertThat(changed.json().path("external_id").isNull()).isTrue();
    var again = studio.post("/v1/customers", "{'name':'Otro','external_id':'7'}");
    assertThat(again.status()).isEqualTo(201);
    assertThat(studio.patch(path, "{'external_id':'7'}").faults())
        .containsExactly("/external_id external_id_taken");
    assertThat(studio.with("if-match", "\"1\"").patch(path, "{'name':'X'}").status())
        .isEqualTo(412);
  }

  @Test
  void customers_are_found_by_part_of_their_name_whatever_the_accents() {
    studio.post("/v1/customers", "{'name':'Panadería Ámbar'}");
    studio.post("/v1/customers", "{'name':'Café Niebla'}");

    var found = studio.get("/v1/customers?query=AMBAR").json().path("data");

    assertThat(found).hasSize(1);
    assertThat(found.at("/0/name").asText()).isEqualTo("Panadería Ámbar");
  }

  @Test
  void a_deleted_customer_is_gone_and_its_external_id_free() {
    var path =
        "/v1/customers/"
            + studio.post("/v1/customers", "{'name':'Café','external_id':'9'}").value("id");

    assertThat(studio.delete(path).status()).isEqualTo(204);
    assertThat(studio.get(path).status()).isEqualTo(404);
    assertThat(studio.get("/v1/customers").json().path("data")).isEmpty();
    assertThat(studio.post("/v1/customers", "{'name':'B','external_id':'9'}").status())
        .isEqualTo(201);
  }

  @Test
  void a_product_gives_an_invoice_line_all_it_needs() {
    var product =
        studio.post(
            "/v1/products",
            "{'description':'Hora de diseño','unit_price':'850.00','taxes':[{'type':'iva','rate':'0.16'}]}");
    var customer = studio.post("/v1/customers", "{'name':'Café'}").value("id");

    var invoice =
        studio.post(
            "/v1/invoices",
            "{'customer':'%s','days_until_due':10,'lines':[{'product':'%s','quantity':'2'}]}"
                .formatted(customer, product.value("id")));

    assertThat(invoice.json().path("total").asLong()).isEqualTo(197_200);
    assertThat(invoice.value("/lines/0/description")).isEqualTo("Hora de diseño");
  }
}
