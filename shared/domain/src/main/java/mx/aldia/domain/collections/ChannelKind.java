package mx.aldia.domain.collections;

/** A way to reach a person. A call is made by a person, from a task. */
public enum ChannelKind {
  EMAIL,
  SMS,
  WHATSAPP,
  CALL
}
