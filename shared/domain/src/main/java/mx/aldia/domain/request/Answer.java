package mx.aldia.domain.request;

/** What a caller was told: HTTP status and the JSON body, to the byte. */
public record Answer(int status, String body) {}
