import { isWorkingDay } from '../../deadlines/calendar.js';
import { officialCalendar } from '../../deadlines/official-calendar.js';
import { addDays, type LocalDate } from '../../history/days.js';

/** So many working days after a day; with none, the day itself or the next one that is worked on. */
export function workingDay(day: LocalDate, after = 0): LocalDate {
  let at = day;
  while (!isWorkingDay(officialCalendar, at)) at = addDays(at, 1);
  for (let left = after; left > 0; left -= 1) at = workingDay(addDays(at, 1));
  return at;
}
