/** The day an instant falls on where the register is: after midnight in Helsinki it is still yesterday in UTC. */
import { Temporal } from 'temporal-polyfill';

export function dayIn(timeZone: string, instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
