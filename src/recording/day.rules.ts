import type { LocalDate } from '../history/days.js';
import { rules } from './rules.js';

export const brokenDay = rules({
  'in-future': { ko: '{day}은(는) 오늘({today})보다 뒤의 날입니다', en: '{day} is after {today}' },
});

/** What happened did not happen after today. */
export function notInFuture(day: LocalDate, today: LocalDate): void {
  if (day > today) throw brokenDay('in-future', { day, today });
}
