package mx.aldia.domain.collections;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The reminder that comes next.
 *
 * @param step its position in the policy, 0 for the first
 * @param offsetDays what names it, whatever becomes of the policy's positions
 * @param tone the step's own, or a firmer one that was said before
 * @param on the debtor's date it goes out on: a contact day
 * @param at within the contact hours of that date, never before the moment it was planned
 */
public record Planned(int step, int offsetDays, Tone tone, LocalDate on, Instant at) {}
