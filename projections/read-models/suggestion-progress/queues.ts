import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { isWorkingDay, reaches } from '../../../src/deadlines/calendar.js';
import { officialCalendar } from '../../../src/deadlines/official-calendar.js';
import { addDays, type LocalDate } from '../../../src/history/days.js';
import type { Moment } from '../../asking/moment/moment.js';
import { knownAt } from '../../asking/known-at.js';

/** What waits for somebody, as an officer or whoever heads a department asks for it. */
export const QUEUES = [
  'due-today',
  'due-soon',
  'overdue',
  'stopped',
  'due-unknown',
  'answered-late',
  'lateness-unknown',
  'interim-notice-due',
  'review-due',
  'without-department',
  'department-gone',
  'opinion-awaited',
] as const;
export type Queue = (typeof QUEUES)[number];

/** Working days ahead that are soon, and over that are overdue, where it is not said. */
export const SOON = 3;

/** Whether a suggestion `s` is in a queue as of a day; `within`: working days ahead, or at least so many over. */
export function inQueue(queue: Queue, moment: Moment, within?: number): RawBuilder<SqlBool> {
  const { asOf } = moment;
  switch (queue) {
    case 'due-today':
      return sql`s.clock = 'due' and s.due_on = ${asOf}`;
    case 'due-soon':
      return sql`s.clock = 'due' and s.due_on >= ${asOf} and s.due_on <= ${workingDay(asOf, within ?? SOON)}`;
    case 'overdue':
      return sql`s.clock = 'due' and s.turns_to = 'overdue' and s.due_on < ${asOf} and s.due_on <= ${workingDay(asOf, -(within ?? 0))}`;
    case 'stopped':
    case 'due-unknown':
    case 'answered-late':
      return sql`s.clock = ${queue}`;
    case 'lateness-unknown':
      return sql`(s.clock = ${queue} or s.clock = 'due' and s.turns_to = ${queue} and s.due_on < ${asOf})`;
    case 'interim-notice-due':
      return sql`s.notice_on <= ${asOf}`;
    case 'review-due':
      return sql`s.review_on <= ${asOf}`;
    case 'without-department':
      return sql`s.department is null and ${underWay}`;
    case 'department-gone':
      return sql`${underWay} and s.department in (select d.code from ${sql.table('departments')} as d where d.valid_to < ${asOf} and ${knownAt(moment, 'd')})`;
    case 'opinion-awaited':
      return sql`s.awaited is not null and ${underWay}`;
    default:
      return queue satisfies never;
  }
}

const underWay = sql<SqlBool>`s.phase not in ('resolved', 'withdrawn', 'transferred', 'merged', 'split')`;

/** So many working days after a day, or before it; outside the calendar's years days of the week stand for them. */
function workingDay(day: LocalDate, count: number): LocalDate {
  const by = count < 0 ? -1 : 1;
  const week = { ...officialCalendar, holidays: new Map() };
  let on = day;
  for (let left = Math.abs(count); left > 0;) {
    on = addDays(on, by);
    if (isWorkingDay(reaches(officialCalendar, on) ? officialCalendar : week, on)) left--;
  }
  return on;
}
