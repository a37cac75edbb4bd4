import fc from 'fast-check';
import { addDays, type LocalDate } from '../history/days.js';
import type { Calendar } from './calendar.js';
import { afterWorkingDays, afterWorkingHours, endOfWorkingDay, type Stop } from './counting.js';
import { officialCalendar } from './official-calendar.js';
import { STOP_GROUNDS } from './statutory-periods.js';

const OFFICE = { from: '09:00', to: '18:00', pauseFrom: '12:00', pauseTo: '13:00' };

const due = (from: LocalDate, count: number, stops: readonly Stop[] = [], calendar = officialCalendar) =>
  afterWorkingDays(calendar, from, count, stops);

const on = (dueOn: LocalDate, dueAt: string | null = null) => ({ state: 'due', dueOn, dueAt });

describe('a count of working days', () => {
  it.each([
    ['2019-08-06', 'the first meeting of 통장', '2019-08-14', '2019-08-26', '2019-09-17'],
    ['2020-08-10', 'over a temporary holiday', '2020-08-19', '2020-08-28', '2020-09-17'],
    ['2021-02-01', 'over 설날 with the day before it', '2021-02-09', '2021-02-22', '2021-03-15'],
    ['2021-08-09', 'over the first substitute of the wider rule', '2021-08-18', '2021-08-27', '2021-09-16'],
    ['2021-05-01', 'from a Saturday', '2021-05-12', '2021-05-24', '2021-06-11'],
    ['2026-04-27', 'over 노동절 and 어린이날', '2026-05-07', '2026-05-18', '2026-06-09'],
  ])('from %s, %s, ends as the golden cases say', (from, _why, seven, fourteen, extendedOnce) => {
    expect([due(from, 7), due(from, 14), due(from, 28)]).toEqual([on(seven), on(fourteen), on(extendedOnce)]);
  });

  it('counts 노동절 of 2026 where the calendar does not have it yet', () => {
    const before = without('2026-05-01');
    expect([due('2026-04-27', 7, [], before), due('2026-04-27', 14, [], before)]).toEqual([
      on('2026-05-06'),
      on('2026-05-15'),
    ]);
  });

  it('leaves out 제헌절 of 2026, and counted it before', () => {
    expect(due('2026-07-13', 7)).toEqual(on('2026-07-22'));
    expect(due('2026-07-13', 7, [], without('2026-07-17'))).toEqual(on('2026-07-21'));
  });

  it('begins with the next working day where it is received on a day off', () => {
    for (const dayOff of ['2021-02-11', '2021-02-12', '2021-02-13', '2021-02-14']) {
      expect(due(dayOff, 7)).toEqual(due('2021-02-15', 7));
    }
  });

  it('goes over the end of the year', () => {
    expect(due('2021-12-27', 7)).toEqual(on('2022-01-04'));
  });

  it('guesses nothing outside of the years of its calendar', () => {
    expect(due('2017-12-29', 7)).toEqual({ state: 'beyond' });
    expect(due('2027-12-20', 7)).toEqual(on('2027-12-29'));
    expect(due('2027-12-28', 7)).toEqual({ state: 'beyond' });
  });

  it('counts neither the first nor the last day of a supplement', () => {
    // 07-05 to 07-13 without the three days from the 6th to the 8th.
    const supplement: Stop = { from: '2022-07-06', to: '2022-07-08', ground: 'supplement' };
    expect(due('2022-07-05', 7)).toEqual(on('2022-07-13'));
    expect(due('2022-07-05', 7, [supplement])).toEqual(on('2022-07-18'));
  });

  it('counts the day on which any other stop ends', () => {
    const review: Stop = { from: '2022-07-06', to: '2022-07-08', ground: 'technical-review' };
    expect(due('2022-07-05', 7, [review])).toEqual(on('2022-07-15'));
    expect(due('2022-07-05', 7, [{ ...review, to: '2022-07-06' }])).toEqual(on('2022-07-13'));
  });

  it('loses nothing by a stop over days off alone', () => {
    const weekend: Stop = { from: '2022-07-09', to: '2022-07-10', ground: 'supplement' };
    expect(due('2022-07-05', 7, [weekend])).toEqual(due('2022-07-05', 7));
  });

  it('counts a day once that two stops leave out', () => {
    const one: Stop = { from: '2022-07-06', to: '2022-07-08', ground: 'supplement' };
    const other: Stop = { from: '2022-07-07', to: '2022-07-09', ground: 'technical-review' };
    expect(due('2022-07-05', 7, [one, other])).toEqual(due('2022-07-05', 7, [one]));
  });

  it('leaves out 21 working days of a site survey at most', () => {
    const survey: Stop = { from: '2022-07-06', to: '2022-12-30', ground: 'site-survey' };
    expect(due('2022-07-05', 7, [survey])).toEqual(due('2022-07-05', 28));
  });

  it('has no day while a stop is open, and had one where the stop began after it', () => {
    const open = (from: LocalDate): Stop => ({ from, to: null, ground: 'supplement' });
    expect(due('2022-07-05', 7, [open('2022-07-13')])).toEqual({ state: 'stopped' });
    expect(due('2022-07-05', 7, [open('2022-07-14')])).toEqual(on('2022-07-13'));
  });
});

describe('a count of working hours', () => {
  const three = (day: LocalDate, at: string, stops: readonly Stop[] = []) =>
    afterWorkingHours(officialCalendar, { on: day, at }, 3, OFFICE, stops);

  it.each([
    ['2022-07-05', '09:00', '2022-07-05', '12:00'],
    ['2022-07-05', '10:30', '2022-07-05', '14:30'],
    ['2022-07-05', '12:20', '2022-07-05', '16:00'],
    ['2022-07-05', '15:00', '2022-07-05', '18:00'],
    ['2022-07-05', '15:01', '2022-07-06', '09:01'],
    ['2022-07-05', '07:10', '2022-07-05', '12:00'],
    ['2022-07-05', '18:00', '2022-07-06', '12:00'],
    ['2022-07-08', '17:00', '2022-07-11', '11:00'],
    ['2022-07-09', '15:00', '2022-07-11', '12:00'],
    ['2021-02-10', '17:30', '2021-02-15', '11:30'],
  ])('of three hours from %s %s ends on %s at %s', (day, at, dueOn, dueAt) => {
    expect(three(day, at)).toEqual(on(dueOn, dueAt));
  });

  it('runs through the day where the office does not pause', () => {
    const office = { ...OFFICE, pauseFrom: null, pauseTo: null };
    expect(afterWorkingHours(officialCalendar, { on: '2022-07-05', at: '10:30' }, 3, office, [])).toEqual(
      on('2022-07-05', '13:30'),
    );
  });

  it('leaves out the days of a stop', () => {
    const stop: Stop = { from: '2022-07-05', to: '2022-07-06', ground: 'supplement' };
    expect(three('2022-07-05', '10:30', [stop])).toEqual(on('2022-07-07', '12:00'));
  });

  it('ends without an hour of receipt with that working day', () => {
    expect(endOfWorkingDay(officialCalendar, '2022-07-05', OFFICE, [])).toEqual(on('2022-07-05', '18:00'));
    expect(endOfWorkingDay(officialCalendar, '2022-07-09', null, [])).toEqual(on('2022-07-11'));
  });
});

const days = fc.integer({ min: 0, max: 3_200 }).map((offset) => addDays('2018-03-01', offset));
const stops = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 40 }), fc.constantFrom(...STOP_GROUNDS))
    .map(([after, long, ground]) => ({ after, long, ground })),
  { maxLength: 3 },
);
const calendars = fc.array(days, { maxLength: 40 }).map((more): Calendar => ({
  ...officialCalendar,
  holidays: new Map([...officialCalendar.holidays, ...more.map((day) => [day, '임시공휴일'] as const)]),
}));

describe('any count of working days', () => {
  const counts = fc.integer({ min: 1, max: 60 });

  it('ends where counting day by day ends', () => {
    fc.assert(
      fc.property(days, counts, stops, calendars, (from, count, drawn, calendar) => {
        const its = drawn.map((one) => stopAfter(from, one));
        expect(due(from, count, its, calendar)).toEqual(on(recounted(from, count, its, calendar)));
      }),
    );
  });

  it('ends no earlier for a later start, a longer time, one more stop or one more holiday', () => {
    fc.assert(
      fc.property(days, counts, stops, days, (from, count, drawn, holiday) => {
        const its = drawn.map((one) => stopAfter(from, one));
        const ends = endOf(due(from, count, its));
        expect(endOf(due(addDays(from, 1), count, its)) >= ends).toBe(true);
        expect(endOf(due(from, count + 1, its)) > ends).toBe(true);
        expect(endOf(due(from, count, its.slice(1))) <= ends).toBe(true);
        const holidays = new Map([...officialCalendar.holidays, [holiday, '임시공휴일']]);
        expect(endOf(due(from, count, its, { ...officialCalendar, holidays })) >= ends).toBe(true);
      }),
    );
  });

  it('goes on after an extension as if all had been one count', () => {
    fc.assert(
      fc.property(days, counts, counts, (from, first, more) => {
        const ends = endOf(due(from, first));
        expect(due(addDays(ends, 1), more)).toEqual(due(from, first + more));
      }),
    );
  });
});

function without(day: LocalDate): Calendar {
  return { ...officialCalendar, holidays: new Map([...officialCalendar.holidays].filter(([on]) => on !== day)) };
}

function stopAfter(from: LocalDate, { after, long, ground }: { after: number; long: number; ground: Stop['ground'] }) {
  const begins = addDays(from, after);
  return { from: begins, to: addDays(begins, long), ground };
}

function endOf(counted: ReturnType<typeof due>): LocalDate {
  if (counted.state !== 'due') throw new Error(counted.state);
  return counted.dueOn;
}

/** With the dates of JavaScript, every day for itself. */
function recounted(from: LocalDate, count: number, its: readonly Stop[], { holidays }: Calendar): LocalDate {
  const surveyed = its.map(() => 0);
  const date = new Date(`${from}T12:00:00Z`);
  for (let done = 0; ; date.setUTCDate(date.getUTCDate() + 1)) {
    const day = date.toISOString().slice(0, 10);
    if ([0, 6].includes(date.getUTCDay()) || holidays.has(day)) continue;
    const at = its.findIndex(({ from: begins, to, ground }, index) => {
      const last = ground === 'supplement' ? to! : addDays(to!, -1);
      return begins <= day && day <= last && (ground !== 'site-survey' || surveyed[index]! < 21);
    });
    if (at >= 0) surveyed[at]! += 1;
    else if (++done === count) return day;
  }
}
