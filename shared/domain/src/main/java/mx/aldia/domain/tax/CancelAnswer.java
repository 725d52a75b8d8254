package mx.aldia.domain.tax;

import java.util.Optional;

/** What came of asking for a cancellation; none of it says that anything is cancelled. */
public sealed interface CancelAnswer {
  /**
   * SAT has the request, now or since an earlier one (201, 202).
   *
   * @param acuse SAT's receipt for it, as it came
   */
  record Received(Optional<String> acuse) implements CancelAnswer {}

  /** Not at the moment: the same request may do later. */
  record NotNow(String code) implements CancelAnswer {}

  /** Not this request, however often it is made. */
  record Never(String code, String message) implements CancelAnswer {}

  /** Nobody knows whether SAT has it. */
  record Unknown(String why) implements CancelAnswer {}
}
