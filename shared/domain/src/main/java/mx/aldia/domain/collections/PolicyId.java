package mx.aldia.domain.collections;

import mx.aldia.domain.tenant.TenantId;

/** A reminder policy: {@code pol_} and a ULID, unique within its tenant. */
public record PolicyId(TenantId tenant, String value) {}
