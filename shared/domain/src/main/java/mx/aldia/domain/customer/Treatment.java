package mx.aldia.domain.customer;

/** How Spanish addresses a person; a language without the difference ignores it. */
public enum Treatment {
  USTED,
  TU
}
