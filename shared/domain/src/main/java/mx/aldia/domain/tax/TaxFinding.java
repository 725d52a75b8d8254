package mx.aldia.domain.tax;

import java.util.Optional;

/**
 * One thing that has to be changed before SAT takes a document.
 *
 * @param code as SAT or the PAC writes it, {@code CFDI40145}; {@code missing} where a datum is not
 *     there at all
 * @param field JSON pointer to where it is corrected: {@code /receiver/legal_name}; empty where
 *     nobody but us or the PAC can mend it
 * @param seen what the document says there
 * @param expected what would do, where that can be told
 * @param spanish the sentence for the business, as {@code english}
 */
public record TaxFinding(
    String code,
    Optional<String> field,
    Optional<String> seen,
    Optional<String> expected,
    String spanish,
    String english) {}
