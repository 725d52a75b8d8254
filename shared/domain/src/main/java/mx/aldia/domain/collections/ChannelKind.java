package mx.aldia.domain.collections;

import java.util.Locale;

/** A way to reach a person. A call is made by a person, from a task. */
public enum ChannelKind {
  EMAIL,
  SMS,
  WHATSAPP,
  CALL;

  /** As the API and the events name it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
