package mx.aldia.letters;

/**
 * A letter in words.
 *
 * @param subject neutral: neither an amount nor a word of debt, since it shows on a locked screen
 * @param text plain text, lines of any length, {@code \n} between them
 * @param html a whole document, styles inline
 * @param sms GSM-7 without accents, at most 160 characters unless the link alone leaves no room
 */
public record Written(String subject, String text, String html, String sms) {}
