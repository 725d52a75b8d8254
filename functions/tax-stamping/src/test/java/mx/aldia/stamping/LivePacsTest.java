package mx.aldia.stamping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mx.aldia.cfdi.pac.Pac;
import mx.aldia.domain.tax.PacAccount;
import mx.aldia.domain.tax.PacAccount.Access;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.given.House;
import mx.aldia.table.PacStore;
import mx.aldia.table.TenantStore;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which certifier a live tenant's documents go to, over real HTTP. */
class LivePacsTest {
  private static final LocalTable TABLE = LocalTable.create();

  private final House house = House.live(TABLE);
  private final PacStore accounts =
      new PacStore(house.stores().table(), house.stores().deployment().secrets());
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private LivePacs pacs;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::refuse);
    server.start();
    var here = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    pacs = new LivePacs(accounts, _ -> here, here, _ -> {});
  }

  @AfterEach
  void close() {
    server.stop(0);
    accounts.forget(TenantStore.OPERATOR);
  }

  @Test
  void without_a_contract_there_is_no_certifier() {
    assertThat(pacs.of(house.id())).isEmpty();
  }

  @Test
  void the_tenants_own_contract_is_used_before_the_operators() {
    accounts.save(TenantStore.OPERATOR, sw(1), new Access("", "operators"));
    assertThat(stamp()).isInstanceOf(Pac.Rejected.class);

    accounts.save(house.id(), sw(2), new Access("", "own"));
    stamp();
    accounts.forget(house.id());
    stamp();

    assertThat(asked)
        .containsExactly(
            "/v4/cfdi33/stamp/v4 Bearer operators",
            "/v4/cfdi33/stamp/v4 Bearer own",
            "/v4/cfdi33/stamp/v4 Bearer operators");
  }

  @Test
  void an_account_that_was_exchanged_is_used_from_then_on() {
    accounts.save(house.id(), sw(1), new Access("", "first"));
    stamp();

    accounts.save(house.id(), sw(2), new Access("", "second"));
    stamp();

    assertThat(asked)
        .containsExactly("/v4/cfdi33/stamp/v4 Bearer first", "/v4/cfdi33/stamp/v4 Bearer second");
  }

  @Test
  void finkok_is_asked_by_soap() {
    accounts.save(
        house.id(),
        new PacAccount(PacAccount.Provider.FINKOK, false, House.MONDAY),
        new Access("ana", "secreta"));

    stamp();

    assertThat(asked).containsExactly("/servicios/soap/stamp.wsdl null");
  }

  @Test
  void certifiers_are_where_they_say() {
    assertThat(LivePacs.host(sw(1))).hasToString("https://services.sw.com.mx");
    assertThat(LivePacs.host(new PacAccount(PacAccount.Provider.SW, true, House.MONDAY)))
        .hasToString("https://services.test.sw.com.mx");
    assertThat(LivePacs.host(new PacAccount(PacAccount.Provider.FINKOK, false, House.MONDAY)))
        .hasToString("https://facturacion.finkok.com");
    assertThat(LivePacs.host(new PacAccount(PacAccount.Provider.FINKOK, true, House.MONDAY)))
        .hasToString("https://demo-facturacion.finkok.com");
  }

  private Pac.Answer stamp() {
    return pacs.of(new TenantId(house.id().value()))
        .orElseThrow()
        .pac()
        .stamp("<a/>".getBytes(UTF_8), "key");
  }

  private static PacAccount sw(int second) {
    return new PacAccount(PacAccount.Provider.SW, false, House.MONDAY.plusSeconds(second));
  }

  private void refuse(HttpExchange exchange) throws IOException {
    asked.add(
        exchange.getRequestURI().getPath()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization"));
    var body = "{\"status\":\"error\",\"message\":\"CFDI40145 - x\"}".getBytes(UTF_8);
    exchange.sendResponseHeaders(400, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
