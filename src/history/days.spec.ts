import fc from 'fast-check';
import {
  addDays,
  beginningOf,
  contains,
  dayInSeoul,
  firstDay,
  isDay,
  isMonth,
  isPeriod,
  lastDay,
  periodText,
} from './days.js';

describe('the day in Seoul', () => {
  it('begins where the clocks of Seoul say midnight', () => {
    expect(beginningOf('2021-08-11')).toBe(Date.parse('2021-08-10T15:00:00Z'));
  });

  it.each([
    ['2021-08-10T14:59:59.999Z', '2021-08-10'],
    ['2021-08-10T15:00:00.000Z', '2021-08-11'],
    ['2020-12-31T15:00:00Z', '2021-01-01'],
    ['2021-08-11T00:00:00+09:00', '2021-08-11'],
  ])('at %s is %s', (instant, day) => {
    expect(dayInSeoul(instant)).toBe(day);
    expect(dayInSeoul(new Date(instant))).toBe(day);
  });
});

describe('a day', () => {
  it.each(['2020-02-29', '2000-02-29', '2021-12-31', '2021-01-01'])('is %s', (day) => {
    expect(isDay(day)).toBe(true);
  });

  it.each([
    '2021-02-29',
    '1900-02-29',
    '2021-02-30',
    '2021-04-31',
    '2021-13-01',
    '2021-00-10',
    '2021-01-00',
    '2021-1-1',
    '2021-08',
    '20210810',
    '2021-08-10T00:00:00Z',
    ' 2021-08-10',
    '2021-08-10\n',
    '２０２１-08-10',
    '',
    null,
    undefined,
    20210810,
    new Date(),
  ])('is not %p', (text) => {
    expect(isDay(text)).toBe(false);
  });

  it('is reached from any other by the number of days between them', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), fc.integer({ min: -20_000, max: 20_000 }), (a, b) => {
        const day = addDays('2020-01-01', a);
        expect(isDay(day)).toBe(true);
        expect(addDays(addDays(day, b), -b)).toBe(day);
        expect(addDays(day, 1) > day).toBe(true);
      }),
    );
  });

  it('follows the last day of a leap February', () => {
    expect(addDays('2020-02-29', 1)).toBe('2020-03-01');
    expect(addDays('2021-01-01', -1)).toBe('2020-12-31');
  });
});

describe('a month', () => {
  it('is a year and a month of twelve', () => {
    expect(['2020-01', '2020-12'].every(isMonth)).toBe(true);
    expect(['2020-00', '2020-13', '2020-1', '2020', '2020-08-10', 202008, null].some(isMonth)).toBe(false);
  });
});

describe('a period', () => {
  it('runs from the first day of its first month to the last day of its last', () => {
    const period = { from: '2019-11', to: '2020-02' };
    expect(firstDay(period)).toBe('2019-11-01');
    expect(lastDay(period)).toBe('2020-02-29');
  });

  it('holds both its bounds and nothing beyond them', () => {
    const period = { from: '2020-08-10', to: '2020-12' };
    expect(['2020-08-10', '2020-12-31'].every((day) => contains(period, day))).toBe(true);
    expect(['2020-08-09', '2021-01-01'].some((day) => contains(period, day))).toBe(false);
  });

  it('that is open has no last day', () => {
    const period = { from: '2020-08', to: null };
    expect(lastDay(period)).toBeNull();
    expect(contains(period, '2999-12-31')).toBe(true);
    expect(contains(period, '2020-07-31')).toBe(false);
    expect(periodText(period)).toEqual({ ko: '2020-08부터', en: '2020-08 to open' });
    expect(periodText({ ...period, to: '2020-12' })).toEqual({
      ko: '2020-08부터 2020-12까지',
      en: '2020-08 to 2020-12',
    });
  });

  it.each([
    { from: '2020-08', to: '2020-08' },
    { from: '2020-08-31', to: '2020-08' },
    { from: '2020-08', to: '2020-08-01' },
    { from: '2020-08-10', to: '2020-08-10' },
    { from: '2020-08', to: null },
  ])('may be %j', (period) => {
    expect(isPeriod(period)).toBe(true);
  });

  it.each([
    { from: '2020-09', to: '2020-08' },
    { from: '2020-09-01', to: '2020-08' },
    { from: '2020-08-02', to: '2020-08-01' },
    { from: '2020-08' },
    { from: '2020-08', to: undefined },
    { from: null, to: '2020-08' },
    { from: '2020-08', to: '2020-13' },
    { from: '2020-08', to: null, note: '' },
    [],
    null,
    '2020-08',
  ])('may not be %j', (period) => {
    expect(isPeriod(period)).toBe(false);
  });
});
