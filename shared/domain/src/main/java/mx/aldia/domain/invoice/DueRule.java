package mx.aldia.domain.invoice;

import java.time.LocalDate;

/** When an invoice is to be paid, as agreed; on issue it becomes one exact date. */
public sealed interface DueRule {
  record On(LocalDate date) implements DueRule {}

  record DaysAfterIssue(int days) implements DueRule {}

  default LocalDate dueOn(LocalDate issuedOn) {
    return switch (this) {
      case On(var date) -> date;
      case DaysAfterIssue(var days) -> issuedOn.plusDays(days);
    };
  }
}
