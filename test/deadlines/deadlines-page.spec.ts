import { readFileSync } from 'node:fs';
import { type Calendar, isWorkingDay } from '../../src/deadlines/calendar.js';
import { covers, type Stop } from '../../src/deadlines/counting.js';
import { type Cycle, type CycleTold, cyclesWith, type Moment } from '../../src/deadlines/cycles.js';
import type { CountedBy, Start } from '../../src/deadlines/deadline.js';
import { inWords } from '../../src/deadlines/in-words.js';
import { officialCalendar } from '../../src/deadlines/official-calendar.js';
import { addDays, type LocalDate } from '../../src/history/days.js';

const page = readFileSync('docs/deadlines.md', 'utf8');

/** The calendar before 노동절 was a public holiday. */
const OLDER: Calendar = {
  ...officialCalendar,
  version: 'the calendar of 2025',
  holidays: new Map([...officialCalendar.holidays].filter(([day]) => day !== '2026-05-01')),
};

const by = (calendar: Calendar, workingDays = 14): CountedBy => ({
  calendar,
  rulesOn: () => ({
    oralDefault: { workingDays, validFrom: '2022-01-01', basis: '건의사항 관리지침' },
    officeHours: null,
  }),
});

const start = (on: LocalDate, form: Start['form'] = 'written'): Start => ({ on, precision: 'day', at: null, form });
const moment = (from: LocalDate, more: Partial<Moment> = {}): Moment => {
  return { from, kind: 'suggestion', stops: [], extensions: [], ...more };
};
const of = (its: Start, ...moments: Moment[]): CycleTold[] => [{ start: its, moments }];

const april = start('2026-04-27');
const promised = cyclesWith(of(april, moment('2026-04-27')), [], by(OLDER));

const oral = start('2022-07-05', 'oral');
const unclassified = moment('2022-07-05', { kind: null });
const underFourteen = cyclesWith(of(oral, unclassified), [], by(officialCalendar));

const february = start('2021-02-01');
const extension = { decidedOn: '2021-02-22', workingDays: 14, consented: false };
const july = start('2022-07-05');
const supplement: Stop = { from: '2022-07-11', to: '2022-07-13', ground: 'supplement' };

describe('the page on deadlines', () => {
  it.each([
    ['what was promised', written(OLDER, '2026-04-27', lastOf(promised).dueOn!)],
    ['what the newer calendar would make of it', written(officialCalendar, '2026-04-27', legal(april))],
    ['an extension', written(officialCalendar, '2021-02-01', dueAfter(february, [extension]))],
    ['a stop', written(officialCalendar, '2022-07-05', dueAfter(july, [], [supplement]), [supplement])],
    ['a policy', written(officialCalendar, '2022-07-05', lastOf(underFourteen).dueOn!)],
  ])('writes out the days of %s', (_of, days) => {
    expect(page).toContain(days);
  });

  it('says each deadline as a history does', () => {
    const said = [
      inWords(lastOf(promised), april),
      inWords(
        lastOf(cyclesWith(of(february, moment('2021-02-01', { extensions: [extension] })), [], by(officialCalendar))),
        february,
      ),
      inWords(lastOf(underFourteen), oral),
    ];
    for (const { ko, en } of said) {
      expect(page).toContain(ko);
      expect(page).toContain(en);
    }
  });

  it('says that what was promised stays under a newer calendar, and how an extension goes on from it', () => {
    const [before, after] = [
      moment('2026-04-27'),
      moment('2026-05-14', { extensions: [{ ...extension, decidedOn: '2026-05-14' }] }),
    ];
    expect(lastOf(cyclesWith(of(april, before), [promised], by(officialCalendar)))).toEqual(lastOf(promised));
    const goneOn = lastOf(cyclesWith(of(april, before, after), [promised], by(officialCalendar)));
    expect(page).toContain(`${lastOf(promised).dueOn!}, the legal day by the newer one is ${legal(april)}`);
    expect(page).toContain(`by 14 working days it is due on ${goneOn.dueOn!}`);
  });

  it('says that what was promised stays under a newer policy', () => {
    const newer = by(officialCalendar, 7);
    expect(lastOf(cyclesWith(of(oral, unclassified), [underFourteen], newer))).toEqual(lastOf(underFourteen));
    const next = lastOf(cyclesWith(of(start('2022-08-01', 'oral'), moment('2022-08-01', { kind: null })), [], newer));
    expect(page).toContain(`on 2022-08-01 is due on ${next.dueOn!}`);
  });
});

function lastOf(cycles: readonly Cycle[]) {
  return cycles.at(-1)!.deadlines.at(-1)!;
}

function legal(its: Start): LocalDate {
  return lastOf(cyclesWith(of(its, moment(its.on!)), [], by(officialCalendar))).dueOn!;
}

function dueAfter(its: Start, extensions: Moment['extensions'], stops: readonly Stop[] = []): LocalDate {
  return lastOf(cyclesWith(of(its, moment(its.on!, { extensions, stops })), [], by(officialCalendar))).dueOn!;
}

/** A week a line, the days that count with their number, those that do not with why. */
function written(calendar: Calendar, from: LocalDate, to: LocalDate, stops: readonly Stop[] = []): string {
  const weeks: string[][] = [];
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weeks.length === 0 || weekday === 1) weeks.push([]);
    const short = day.slice(5);
    const stopped = stops.some((stop) => covers(stop, day));
    if (!isWorkingDay(calendar, day)) {
      weeks.at(-1)!.push(`${short} ${calendar.holidays.get(day) ?? (weekday === 6 ? '토' : '일')}`);
    } else weeks.at(-1)!.push(stopped ? `${short} 산입 제외` : `${short} (${String(++count)})`);
  }
  return weeks.map((week) => week.join(', ')).join('\n');
}
