package mx.aldia.domain.tenant;

/** A business that uses aldia: {@code ten_} and a ULID. It always comes from the authorizer. */
public record TenantId(String value) {}
