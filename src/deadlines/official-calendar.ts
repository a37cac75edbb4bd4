import * as byYear from '@hyunbinseo/holidays-kr/all';
import type { Calendar } from './calendar.js';

/** Of the package below, which has its days from the official gazette (관보). */
const VERSION = '5.2027.1';

const years = Object.keys(byYear).map((name) => Number(name.slice(1)));

/** Public holidays as the gazette proclaims them, temporary ones and substitutes included. */
export const officialCalendar: Calendar = {
  version: `@hyunbinseo/holidays-kr ${VERSION}`,
  years: { from: Math.min(...years), to: Math.max(...years) },
  holidays: new Map(
    Object.values(byYear).flatMap((year) =>
      Object.entries<readonly string[]>(year).map(([day, names]) => [day, names.join(' · ')] as const),
    ),
  ),
};
