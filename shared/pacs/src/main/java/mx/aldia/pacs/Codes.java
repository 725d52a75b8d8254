package mx.aldia.pacs;

import java.util.Set;
import java.util.regex.Pattern;

/** Which of the codes that come back judge the document, and which only the attempt. */
final class Codes {
  /**
   * SAT's matrices: CFDI40102, CRP20101, CCE20101. SW's own AU4101, CO1000, CFDI3307 are shorter.
   */
  private static final Pattern MATRIX = Pattern.compile("[A-Z]{3,4}[0-9]{5}");

  /** Form, seal, certificate, 72 hours, list of obliged taxpayers. */
  private static final Set<String> ANNEX_20 =
      Set.of("301", "302", "303", "304", "305", "306", "308", "401", "402", "403");

  /** SAT's, and what Finkok calls the same. */
  private static final Set<String> STAMPED_BEFORE = Set.of("307", "707");

  private Codes() {}

  /** True if the document itself was refused: it will be again until something is changed. */
  static boolean refusesDocument(String code) {
    return ANNEX_20.contains(code) || MATRIX.matcher(code).matches();
  }

  static boolean saysStampedBefore(String code) {
    return STAMPED_BEFORE.contains(code);
  }
}
