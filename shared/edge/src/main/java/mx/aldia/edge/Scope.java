package mx.aldia.edge;

import java.util.List;
import java.util.stream.Stream;

/** What a key may do. To write a resource is to read it too. */
public final class Scope {
  /** Everything of one tenant; what a key has unless its maker narrows it. */
  public static final String ALL = "*";

  /** Makes tenants; held by the operator's key alone and by no tenant's. */
  public static final String OPERATOR = "operator";

  private static final List<String> RESOURCES =
      List.of(
          "tenant",
          "api_keys",
          "gateways",
          "test_clock",
          "customers",
          "products",
          "invoices",
          "payments",
          "reminder_policies",
          "tasks",
          "messages",
          "events",
          "reports");

  /** Every scope that a tenant's key can be given. */
  public static final List<String> TENANT_SCOPES =
      Stream.concat(
              Stream.of(ALL), RESOURCES.stream().flatMap(it -> Stream.of(read(it), write(it))))
          .toList();

  private Scope() {}

  /** {@code invoices:read}. */
  public static String read(String resource) {
    return known(resource) + ":read";
  }

  /** {@code invoices:write}. */
  public static String write(String resource) {
    return known(resource) + ":write";
  }

  private static String known(String resource) {
    if (!RESOURCES.contains(resource)) {
      throw new IllegalArgumentException("no such resource: " + resource);
    }
    return resource;
  }
}
