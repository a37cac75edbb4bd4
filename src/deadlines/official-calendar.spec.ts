import { readFileSync } from 'node:fs';
import { isWorkingDay, reaches } from './calendar.js';
import { officialCalendar } from './official-calendar.js';

const isOff = (day: string) => !isWorkingDay(officialCalendar, day);

describe('the official calendar', () => {
  it('names the version of the package that it comes from', () => {
    const { name, version } = JSON.parse(
      readFileSync('node_modules/@hyunbinseo/holidays-kr/package.json', 'utf8'),
    ) as Record<string, string>;
    expect(officialCalendar.version).toBe(`${name!} ${version!}`);
  });

  it('knows the years from 2018 to 2027, and none besides', () => {
    expect(officialCalendar.years).toEqual({ from: 2018, to: 2027 });
    expect(
      ['2017-12-31', '2018-01-01', '2027-12-31', '2028-01-01'].map((day) => reaches(officialCalendar, day)),
    ).toEqual([false, true, true, false]);
  });

  it('has the day before 설날, temporary holidays, elections, substitutes, Saturdays and Sundays off', () => {
    expect(
      ['2021-02-11', '2020-08-17', '2022-06-01', '2021-08-16', '2022-07-09', '2022-07-10'].filter(isOff),
    ).toHaveLength(6);
    expect(isOff('2022-07-11')).toBe(false);
  });

  it('has 노동절 and 제헌절 off from 2026 on', () => {
    expect(['2025-05-01', '2025-07-17', '2026-05-01', '2026-07-17'].map(isOff)).toEqual([false, false, true, true]);
  });
});
