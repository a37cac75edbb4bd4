import type { LocalDate } from '../history/days.js';
import type { Calendar } from './calendar.js';
import type { OfficeHours } from './counting.js';
import { type Deadline, deadline, type Start } from './deadline.js';

/**
 * The day by today's calendar of what was promised by that of its time, for the period that was promised. Null where
 * nothing is due, and outside of the calendar's years.
 */
export function legalDay(
  promised: Deadline,
  start: Start,
  calendar: Calendar,
  officeHours: (OfficeHours & { readonly validFrom: LocalDate }) | null,
): LocalDate | null {
  const { basis, period, article, policyValidFrom, holdsFrom, kind, stops, extensions } = promised;
  if (promised.state !== 'due' || period === null) return null;
  const oralDefault =
    basis === 'policy' ? { workingDays: period.count, validFrom: policyValidFrom!, basis: article! } : null;
  const by = { calendar, rulesOn: () => ({ oralDefault, officeHours }) };
  return deadline(start, holdsFrom, { kind, stops, extensions }, by).dueOn;
}
