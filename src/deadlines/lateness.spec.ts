import fc from 'fast-check';
import { addDays } from '../history/days.js';
import { type ClockOn, clockOn, type CycleEnd, type CycleRun, type Held, missedBefore, wasLate } from './lateness.js';

const due = (dueOn: string, holdsFrom = '2022-07-05', basis: Held['basis'] = 'statute'): Held => {
  return { holdsFrom, basis, state: 'due', unknown: null, dueOn };
};
const without = (state: 'stopped' | 'unknown' | 'none', holdsFrom = '2022-07-05'): Held => {
  const basis = state === 'stopped' ? 'statute' : 'none';
  return { holdsFrom, basis, state, unknown: state === 'unknown' ? 'not-classified' : null, dueOn: null };
};
const reply = (on: string, from = on, replied: CycleEnd['replied'] = true): CycleEnd => {
  return { on, from, by: 'ReplySent', replied };
};
const run = (deadlines: readonly Held[], of: Partial<CycleRun> = {}): CycleRun => {
  return { from: '2022-07-05', countsFrom: '2022-07-05', deadlines, end: null, notices: [], ...of };
};
const on = (day: string, ...runs: CycleRun[]) => clockOn(runs, day);
const said = (clock: ClockOn | undefined) => clock && [clock.state, wasLate(clock)];

const july = due('2022-07-22');

describe('the clock on a day', () => {
  it('has not begun before its first day', () => {
    expect(on('2022-07-04', run([july]))).toBeUndefined();
  });

  it.each([
    ['runs on its last day', '2022-07-22', run([july]), ['due', 'no']],
    ['is overdue the day after', '2022-07-23', run([july]), ['overdue', 'yes']],
    ['is answered in time on its last day', '2022-09-01', run([july], { end: reply('2022-07-22') }), ['in-time', 'no']],
    [
      'is answered late the day after',
      '2022-09-01',
      run([july], { end: reply('2022-07-23') }),
      ['answered-late', 'yes'],
    ],
    ['was overdue before a late reply', '2022-07-24', run([july], { end: reply('2022-07-25') }), ['overdue', 'yes']],
    ['stands still', '2022-09-01', run([july, without('stopped', '2022-07-11')]), ['stopped', 'no']],
    ['is unknown', '2022-09-01', run([without('unknown')]), ['due-unknown', 'no']],
    ['is none', '2022-09-01', run([without('none')]), ['none', 'no']],
    ['is none, answered', '2022-09-01', run([without('none')], { end: reply('2022-07-08') }), ['none', 'no']],
    [
      'was answered while nobody knew the day',
      '2022-09-01',
      run([without('unknown')], { end: reply('2022-07-08') }),
      ['lateness-unknown', 'unknown'],
    ],
    [
      'was answered late, as came to be known',
      '2022-09-01',
      run([without('unknown'), due('2022-07-22', '2022-08-01')], { end: reply('2022-07-28') }),
      ['answered-late', 'yes'],
    ],
    [
      'was ended, and nobody knows whether the proposer was told',
      '2022-09-01',
      run([july], { end: reply('2022-07-08', '2022-07-08', null) }),
      ['lateness-unknown', 'unknown'],
    ],
  ])('%s', (_what, day, its, expected) => {
    expect(said(on(day, its))).toEqual(expected);
  });

  it('cannot tell of a reply whose span holds the due day, and can of one that does not', () => {
    const month = (dueOn: string) => run([due(dueOn)], { end: reply('2022-07-31', '2022-07-01') });
    expect(said(on('2022-09-01', month('2022-07-22')))).toEqual(['lateness-unknown', 'unknown']);
    expect(said(on('2022-07-25', month('2022-07-22')))).toEqual(['lateness-unknown', 'unknown']);
    expect(said(on('2022-07-20', month('2022-07-22')))).toEqual(['due', 'no']);
    expect(said(on('2022-09-01', month('2022-08-02')))).toEqual(['in-time', 'no']);
    const august = run([july], { end: reply('2022-08-31', '2022-08-01') });
    expect(said(on('2022-09-01', august))).toEqual(['answered-late', 'yes']);
  });

  it('stays late by the statute or the policy, whatever came to be due later', () => {
    const policy = due('2022-07-12', '2022-07-05', 'policy');
    const later = run([policy, due('2022-07-22', '2022-07-15')], { end: reply('2022-07-20') });
    expect(said(on('2022-07-14', later))).toEqual(['overdue', 'yes']);
    expect(said(on('2022-07-18', later))).toEqual(['due', 'yes']);
    expect(said(on('2022-09-01', later))).toEqual(['answered-late', 'yes']);
    expect(missedBefore(on('2022-07-18', later)!)).toEqual([
      { basis: 'policy', dueOn: '2022-07-12', since: '2022-07-13' },
    ]);
    expect(missedBefore(on('2022-07-14', later)!)).toEqual([]);
  });

  it('is late from the day on which a day that had passed came to be due', () => {
    const reclassified = run([july, due('2022-07-13', '2022-07-18')]);
    expect(said(on('2022-07-17', reclassified))).toEqual(['due', 'no']);
    expect(on('2022-07-18', reclassified)!.missed).toEqual([
      { basis: 'statute', dueOn: '2022-07-13', since: '2022-07-18' },
    ]);
  });

  it('is late where one of its cycles was, and each ends before the next begins', () => {
    const again = { from: '2022-08-01', countsFrom: '2022-08-01' };
    const second = run([due('2022-08-19', '2022-08-01')], { ...again, end: reply('2022-08-05') });
    const answeredLate = on('2022-09-01', run([july], { end: reply('2022-07-25') }), second)!;
    expect(answeredLate.cycles.map(({ state }) => state)).toEqual(['answered-late', 'in-time']);
    expect(said(answeredLate)).toEqual(['in-time', 'yes']);
    const never = on('2022-09-01', run([july]), second)!;
    expect(never.cycles.map(({ state }) => state)).toEqual(['overdue', 'in-time']);
    const beforeDue = on('2022-09-01', run([due('2022-07-31')]), second)!;
    expect(said(beforeDue)).toEqual(['in-time', 'no']);
  });

  it('wants an interim notice after 30 days and 30 days after each, of a petition alone, until it ends', () => {
    const noticed = run([july], { notices: ['2022-08-06'] });
    expect(on('2022-08-05', noticed)!.noticeOn).toBe('2022-08-04');
    expect(on('2022-08-06', noticed)!.noticeOn).toBe('2022-09-05');
    expect(on('2022-08-06', run([due('2022-07-22', '2022-07-05', 'policy')]))!.noticeOn).toBeNull();
    expect(on('2022-08-06', run([july], { end: reply('2022-07-08') }))!.noticeOn).toBeNull();
    expect(on('2022-08-06', run([july], { countsFrom: null }))!.noticeOn).toBeNull();
  });
});

describe('any clock', () => {
  const day = (most: number) => fc.nat(most).map((days) => addDays('2022-07-05', days));
  const aHeld = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(day(30), fc.constantFrom('statute', 'policy') as fc.Arbitrary<Held['basis']>) },
    { weight: 1, arbitrary: fc.constantFrom('stopped' as const, 'unknown' as const, 'none' as const) },
  );
  const aRun = fc.record({
    begins: day(40),
    holds: fc.array(fc.tuple(day(40), aHeld), { minLength: 1, maxLength: 4 }),
    end: fc.option(day(60)),
    told: fc.constantFrom(true as const, true as const, null),
  });
  const runs = fc.array(aRun, { minLength: 1, maxLength: 3 }).map((all): CycleRun[] => {
    const begins = [...new Set(all.map((one) => one.begins))].sort();
    return begins.map((from, index) => {
      const { holds, end, told } = all[index]!;
      const days = [from, ...holds.slice(1).map(([on]) => on)].filter((on) => on >= from).sort();
      const deadlines = days.map((on, nth) => {
        const its = holds[nth]![1];
        return typeof its === 'string' ? without(its, on) : due(its[0], on, its[1]);
      });
      const next = begins[index + 1];
      const ends = end !== null && end >= from && (next === undefined || end <= next) ? reply(end, end, told) : null;
      return run(deadlines, { from, countsFrom: from, end: ends });
    });
  });

  /** One day after the other: what holds, whether the clock runs, and whether the due day has passed. */
  function daysLate(all: readonly CycleRun[], asOf: string): boolean {
    for (let today = '2022-07-05'; today <= asOf; today = addDays(today, 1)) {
      const now = all.filter(({ from }) => from <= today).at(-1);
      for (const one of all.filter(({ from }) => from <= today)) {
        const endsToday = one.end?.on === today;
        if (one !== now && !endsToday) continue;
        if (one.end && one.end.on < today) {
          const then = one.deadlines.filter(({ holdsFrom }) => holdsFrom <= one.end!.on).at(-1) ?? one.deadlines[0]!;
          const known = one.deadlines.find(
            ({ holdsFrom, state }) => holdsFrom > one.end!.on && holdsFrom <= today && state !== 'unknown',
          );
          if (then.state === 'unknown' && known?.dueOn && known.dueOn < one.end.on) return true;
          continue;
        }
        const held = one.deadlines.filter(({ holdsFrom }) => holdsFrom <= today).at(-1);
        if (held?.dueOn && held.dueOn < today) return true;
      }
    }
    return false;
  }

  it('is late where a count day by day says so, and stays late', () => {
    let late = 0;
    fc.assert(
      fc.property(runs, (all) => {
        let before = false;
        for (let asOf = '2022-07-05'; asOf <= '2022-09-20'; asOf = addDays(asOf, 1)) {
          const clock = clockOn(all, asOf);
          const now = clock !== undefined && wasLate(clock) === 'yes';
          if (before) expect(now).toBe(true);
          if (all.length === 1) expect(now).toBe(daysLate(all, asOf));
          before = now;
        }
        if (before) late++;
      }),
      { numRuns: 300 },
    );
    expect(late).toBeGreaterThan(50);
  });
});
