package mx.aldia.channels;

/**
 * A file that goes with a mail.
 *
 * @param fileName as the reader will see it; may hold letters beyond ASCII
 * @param mediaType {@code application/pdf}, {@code application/xml}
 * @param content handed over, not copied: nobody changes it afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares attachments, and a PDF is not copied
public record Attachment(String fileName, String mediaType, byte[] content) {}
