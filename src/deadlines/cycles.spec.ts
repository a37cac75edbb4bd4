import type { Calendar } from './calendar.js';
import { type CycleTold, cyclesWith, type Moment, nothingToSet } from './cycles.js';
import type { CityRules, CountedBy } from './deadline.js';
import { officialCalendar } from './official-calendar.js';

const WITHOUT_LABOUR_DAY: Calendar = {
  ...officialCalendar,
  version: 'of 2025',
  holidays: new Map([...officialCalendar.holidays].filter(([day]) => day !== '2026-05-01' && day !== '2026-07-17')),
};

const by = (calendar: Calendar, rules: Partial<CityRules> = {}): CountedBy => ({
  calendar,
  rulesOn: () => ({ oralDefault: null, officeHours: null, ...rules }),
});
const then = by(WITHOUT_LABOUR_DAY);
const now = by(officialCalendar);

const start = { on: '2026-04-27', precision: 'day', at: null, form: 'written' } as const;
const received: Moment = { from: '2026-04-27', kind: null, stops: [], extensions: [] };
const classified: Moment = { ...received, from: '2026-04-28', kind: 'suggestion' };
const extension = { decidedOn: '2026-05-14', workingDays: 14, consented: false };
const extended: Moment = { ...classified, from: '2026-05-14', extensions: [extension] };

const told = (...moments: Moment[]): CycleTold[] => [{ start, moments }];
const dueDays = (cycles: ReturnType<typeof cyclesWith>) =>
  cycles.map(({ deadlines }) => deadlines.map(({ holdsFrom, dueOn }) => [holdsFrom, dueOn]));

describe('the deadlines of a cycle', () => {
  it('hold each from its day until the next', () => {
    expect(dueDays(cyclesWith(told(received, classified, extended), [], now))).toEqual([
      [
        ['2026-04-27', null],
        ['2026-04-28', '2026-05-18'],
        ['2026-05-14', '2026-06-09'],
      ],
    ]);
  });

  it('stay as promised under a newer calendar', () => {
    const promised = cyclesWith(told(received, classified), [], then);
    expect(dueDays(promised)[0]!.at(-1)).toEqual(['2026-04-28', '2026-05-15']);
    expect(cyclesWith(told(received, classified), [promised], now)).toEqual(promised);
    const shorter = by({ ...officialCalendar, years: { from: 2018, to: 2025 } });
    expect(cyclesWith(told(received, classified), [promised], shorter)).toEqual(promised);
  });

  it('stay as promised, each its own, of two cycles that began on one day', () => {
    const twice = [...told(received), ...told({ ...classified, from: '2026-04-27' })];
    const promised = cyclesWith(twice, [], then);
    expect(dueDays(promised)).toEqual([[['2026-04-27', null]], [['2026-04-27', '2026-05-15']]]);
    expect(cyclesWith(twice, [promised], now)).toEqual(promised);
  });

  it('are those first promised where a correction is taken back', () => {
    const promised = cyclesWith(told(received, classified), [], then);
    const question: Moment = { ...classified, kind: 'question' };
    const corrected = cyclesWith(told(received, question), [promised], then);
    expect(dueDays(corrected)[0]!.at(-1)).toEqual(['2026-04-28', '2026-05-06']);
    expect(cyclesWith(told(received, classified), [corrected, promised], now)).toEqual(promised);
  });

  it('go on from the promised day by an extension under a newer calendar', () => {
    const promised = cyclesWith(told(received, classified), [], then);
    const after = cyclesWith(told(received, classified, extended), [promised], now);
    expect(dueDays(after)[0]!.slice(1)).toEqual([
      ['2026-04-28', '2026-05-15'],
      ['2026-05-14', '2026-06-08'],
    ]);
    expect(after[0]!.deadlines.map(({ calendarVersion }) => calendarVersion)).toEqual([
      null,
      'of 2025',
      officialCalendar.version,
    ]);
  });

  it('stay as promised under a newer policy, and are set by it for what begins after', () => {
    const oral: CycleTold = { start: { ...start, form: 'oral' }, moments: [received] };
    const tenDays = { workingDays: 10, validFrom: '2026-01-01', basis: '지침' };
    const fiveDays = { ...tenDays, workingDays: 5 };
    const promised = cyclesWith([oral], [], by(officialCalendar, { oralDefault: tenDays }));
    const reopened: CycleTold = {
      start: { ...start, on: '2026-06-01', form: 'oral' },
      moments: [{ ...received, from: '2026-06-01' }],
    };
    const after = cyclesWith([oral, reopened], [promised], by(officialCalendar, { oralDefault: fiveDays }));
    expect(dueDays(after)).toEqual([[['2026-04-27', '2026-05-12']], [['2026-06-01', '2026-06-08']]]);
  });

  it('are counted anew from the start where the kind changes', () => {
    const promised = cyclesWith(told(received, classified), [], then);
    const question: Moment = { ...classified, from: '2026-05-04', kind: 'question' };
    expect(dueDays(cyclesWith(told(received, classified, question), [promised], now))[0]!.slice(1)).toEqual([
      ['2026-04-28', '2026-05-15'],
      ['2026-05-04', '2026-05-07'],
    ]);
  });

  it('are counted anew where a correction moves the start', () => {
    const promised = cyclesWith(told(received, classified), [], then);
    const moved = [{ start: { ...start, on: '2026-04-28' }, moments: [received, classified] }];
    expect(dueDays(cyclesWith(moved, [promised], now))[0]!.at(-1)).toEqual(['2026-04-28', '2026-05-19']);
  });

  it('have no day while a stop is open, and one again when it ends', () => {
    const open: Moment = {
      ...classified,
      from: '2026-05-06',
      stops: [{ from: '2026-05-06', to: null, ground: 'supplement' }],
    };
    const ended: Moment = {
      ...open,
      from: '2026-05-08',
      stops: [{ from: '2026-05-06', to: '2026-05-08', ground: 'supplement' }],
    };
    expect(dueDays(cyclesWith(told(classified, open, ended), [], now))).toEqual([
      [
        ['2026-04-28', '2026-05-18'],
        ['2026-05-06', null],
        ['2026-05-08', '2026-05-21'],
      ],
    ]);
  });

  it('are looked at again where they were unknown, and stay where that is still so', () => {
    const later: CycleTold[] = [{ start: { ...start, on: '2027-12-20' }, moments: [classified] }];
    const unknown = cyclesWith(later, [], now);
    expect(unknown[0]!.deadlines[0]).toMatchObject({ state: 'unknown', unknown: 'outside-calendar' });
    expect(cyclesWith(later, [unknown], by({ ...officialCalendar, version: 'newer' }))).toEqual(unknown);
    const longer = { ...officialCalendar, version: 'longer', years: { from: 2018, to: 2028 } };
    expect(cyclesWith(later, [unknown], by(longer))[0]!.deadlines[0]).toMatchObject({
      state: 'due',
      dueOn: '2028-01-07',
    });
  });

  it('are nothing to set while nothing is known that could set a day', () => {
    expect(nothingToSet(cyclesWith(told(received), [], now))).toBe(true);
    expect(nothingToSet(cyclesWith(told(received, classified), [], now))).toBe(false);
    expect(nothingToSet([])).toBe(true);
  });
});
