import fc from 'fast-check';
import { recorded } from '../../../test/given.js';
import { outcomeOf } from '../../../test/given.js';
import { entered, entry, handedIn, received, reopened, resolved, withdrawn } from '../../../test/suggestion-samples.js';
import { officialCalendar } from '../../deadlines/official-calendar.js';
import type { CityRules, CountedBy } from '../../deadlines/deadline.js';
import { correctedHistory } from '../../history/corrected-history.js';
import type { Recorded } from '../../history/event.js';
import { correctEntry } from '../../recording/amendment/correct-entry.js';
import { voidEntry } from '../../recording/amendment/void-entry.js';
import type { StatutoryKind } from '../receipt/receipt.events.js';
import { suggestionContracts, type SuggestionEvent } from '../suggestion.events.js';
import { extendDeadline, resumeClock, stopClock, suggestion } from '../suggestion.js';
import { changesDeadlines, deadlinesToSet, promisedNow } from './clock.js';

const TODAY = '2022-09-30';
const by = (rules: Partial<CityRules> = {}): CountedBy => ({
  calendar: officialCalendar,
  rulesOn: () => ({ oralDefault: null, officeHours: null, ...rules }),
});

const written = { ...handedIn, form: 'written', raisedOn: '2022-07-05', acceptedOn: '2022-07-05' } as const;
const classified = (kind: StatutoryKind, classifiedOn = '2022-07-06') =>
  entry('SuggestionClassified', { kind, classifiedOn });
const stopped = (stoppedOn: string, ground: 'supplement' | 'site-survey' | 'system-outage' = 'supplement') =>
  entry('ClockStopped', { stoppedOn, ground });
const resumed = (resumedOn: string) => entry('ClockResumed', { resumedOn });
const extended = (decidedOn: string, workingDays = 14, consented = false) =>
  entry('DeadlineExtended', { decidedOn, workingDays, consented, reason: '협의' });

/** The stream with these entries, each recorded with the deadlines that follow from it. */
function life(...entries: readonly SuggestionEvent[]): Recorded<SuggestionEvent>[] {
  return entries.reduce<Recorded<SuggestionEvent>[]>((raw, one) => {
    const after = entered([one], raw);
    const set = deadlinesToSet(history([...raw, ...after]), by());
    return [...raw, ...after, ...entered(set, [...raw, ...after])];
  }, []);
}

function history(raw: readonly Recorded[]): readonly SuggestionEvent[] {
  return correctedHistory(raw, suggestionContracts);
}

const UNDER_WAY = [received(written), classified('suggestion')];
const dueOf = (raw: readonly Recorded[]) => promisedNow(history(raw))?.dueOn;
const types = (raw: readonly Recorded[]) => raw.map(({ type }) => type);

describe('the deadline of a suggestion', () => {
  it('is set with the entry that it comes from, and not again while nothing of it changes', () => {
    const raw = life(...UNDER_WAY, entry('SiteInspected', { inspectedOn: '2022-07-08' }));
    expect(types(raw)).toEqual(['SuggestionReceived', 'SuggestionClassified', 'DeadlineSet', 'SiteInspected']);
    expect(dueOf(raw)).toBe('2022-07-22');
    expect(changesDeadlines(history(raw))).toBe(false);
  });

  it('follows extensions, stops and a new kind', () => {
    expect(dueOf(life(...UNDER_WAY, extended('2022-07-22')))).toBe('2022-08-11');
    expect(dueOf(life(...UNDER_WAY, stopped('2022-07-11')))).toBeNull();
    expect(dueOf(life(...UNDER_WAY, stopped('2022-07-11'), resumed('2022-07-13')))).toBe('2022-07-27');
    expect(dueOf(life(...UNDER_WAY, classified('question', '2022-07-07')))).toBe('2022-07-13');
  });

  it('is set anew by a correction of the day of receipt or of the kind, and by a void', () => {
    const raw = life(...UNDER_WAY, extended('2022-07-20', 7));
    const [receipt, kind] = raw;
    const changes = [
      {
        eventId: receipt!.id,
        changes: [{ path: '/acceptedOn', from: '2022-07-05', to: '2022-07-06' }],
        due: '2022-08-03',
      },
      { eventId: kind!.id, changes: [{ path: '/kind', from: 'suggestion', to: 'grievance' }], due: '2022-07-22' },
    ];
    for (const { due, ...correction } of changes) {
      const { events } = correctEntry(suggestion, raw, { ...correction, why: '잘못 옮김' }, TODAY);
      expect(setAfter(raw, events)).toBe(due);
    }
    const { events } = voidEntry(
      suggestion,
      raw,
      raw.find(({ type }) => type === 'DeadlineExtended')!.id,
      '잘못',
      TODAY,
    );
    expect(setAfter(raw, events)).toBe('2022-07-22');
  });

  it('begins a cycle of its own with a reopening and a return, of the same kind', () => {
    const again = life(...UNDER_WAY, resolved('2022-07-11'), reopened('2022-08-01'));
    const transferred = entry('SuggestionTransferred', { transferredOn: '2022-07-11', agency: '한국도로공사' });
    const returned = entry('TransferReturned', { returnedOn: '2022-08-01' });
    for (const raw of [again, life(...UNDER_WAY, transferred, returned)]) {
      const last = history(raw).findLast((event) => event.type === 'DeadlineSet')!;
      expect(last.data.cycles.map(({ start, deadlines }) => [start.on, deadlines.at(-1)!.dueOn])).toEqual([
        ['2022-07-05', '2022-07-22'],
        ['2022-08-01', '2022-08-19'],
      ]);
    }
  });

  it('is not set while nothing is known that could set it, nor where no receipt stands', () => {
    expect(types(life(received(written)))).toEqual(['SuggestionReceived']);
    expect(deadlinesToSet([classified('suggestion')], by())).toEqual([]);
  });

  it('is set at once for what is raised orally, where the city has a policy', () => {
    const oral = received({ ...written, form: 'oral' });
    const oralDefault = { workingDays: 10, validFrom: '2022-01-01', basis: '관리지침' };
    expect(deadlinesToSet([oral], by({ oralDefault }))).toMatchObject([
      { data: { cycles: [{ deadlines: [{ basis: 'policy', dueOn: '2022-07-18', policyValidFrom: '2022-01-01' }] }] } },
    ]);
    expect(deadlinesToSet([oral], by())).toEqual([]);
  });

  it('is neither corrected nor voided by itself', () => {
    const raw = life(...UNDER_WAY);
    const set = raw.at(-1)!;
    outcomeOf(() => voidEntry(suggestion, raw, set.id, '잘못', TODAY).events as never).thenRuleBroken(
      'entry-not-voidable',
    );
    expect(suggestionContracts.DeadlineSet.correctable).toEqual({});
  });

  it('is, of whatever entries in whatever order, what all of them together make', () => {
    const entries = [
      classified('grievance', '2022-07-07'),
      stopped('2022-07-11'),
      resumed('2022-07-13'),
      extended('2022-07-08', 3),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(entries), (some) => {
        const raw = life(...UNDER_WAY, ...some);
        const at_once = deadlinesToSet(
          history(raw).filter(({ type }) => type !== 'DeadlineSet'),
          by(),
        );
        expect(at_once).toEqual([
          { type: 'DeadlineSet', data: history(raw).findLast(({ type }) => type === 'DeadlineSet')!.data },
        ]);
      }),
    );
  });
});

describe('the clock', () => {
  const stop = (raw: readonly Recorded[], entryOf: ReturnType<typeof stopped>) =>
    outcomeOf(() => stopClock(raw, entryOf.data, TODAY));
  const resume = (raw: readonly Recorded[], on: string) => outcomeOf(() => resumeClock(raw, resumed(on).data, TODAY));
  const extend = (raw: readonly Recorded[], entryOf: ReturnType<typeof extended>) =>
    outcomeOf(() => extendDeadline(raw, entryOf.data, TODAY));

  it('is stopped, on the last day too, and runs again', () => {
    stop(life(...UNDER_WAY), stopped('2022-07-22')).then([stopped('2022-07-22')]);
    resume(life(...UNDER_WAY, stopped('2022-07-11')), '2022-07-13').then([resumed('2022-07-13')]);
  });

  it('is not stopped after it has run out, twice, or once the proposer has a reply', () => {
    stop(life(...UNDER_WAY), stopped('2022-07-23')).thenRuleBroken('deadline-run-out', '2022-07-22');
    stop(life(...UNDER_WAY, stopped('2022-07-11')), stopped('2022-07-12')).thenRuleBroken('clock-stopped-already');
    const reply = (kind: 'result' | 'interim') => entry('ReplySent', { sentOn: '2022-07-08', kind, channel: 'letter' });
    stop(life(...UNDER_WAY, reply('result')), stopped('2022-07-11')).thenRuleBroken('clock-ended');
    stop(life(...UNDER_WAY, reply('interim')), stopped('2022-07-11')).then([stopped('2022-07-11')]);
  });

  it.each([
    [
      'a final answer at the meeting',
      entry('AnsweredAtMeeting', { answeredOn: '2022-07-08', position: '시장', words: '답', final: true }),
    ],
    ['an answer that settles it', resolved('2022-07-08', { outcome: 'answered' })],
    ['a withdrawal', withdrawn('2022-07-08')],
    ['a transfer', entry('SuggestionTransferred', { transferredOn: '2022-07-08', agency: '도로공사' })],
    ['a reported ending', entry('StandingReported', { asOf: '2022-07-08', status: 'completed' })],
  ])('ends with %s', (_what, ends) => {
    stop(life(...UNDER_WAY, ends), stopped('2022-07-11')).thenRuleBroken('clock-ended');
  });

  it('runs on where the works are done and nobody was told', () => {
    const done = resolved('2022-07-08');
    stop(life(...UNDER_WAY, done), stopped('2022-07-11')).then([stopped('2022-07-11')]);
    const told = entry('StandingReported', { asOf: '2022-07-08', status: 'completed', reply: 'not-sent' });
    stop(life(...UNDER_WAY, told), stopped('2022-07-11')).then([stopped('2022-07-11')]);
  });

  it('is stopped on the grounds of the day and of the kind alone', () => {
    stop(life(...UNDER_WAY), stopped('2022-07-11', 'system-outage')).thenRuleBroken('ground-not-yet', '2026-05-06');
    stop(life(...UNDER_WAY), stopped('2022-07-11', 'site-survey')).thenRuleBroken('survey-of-grievance-alone');
    const grievance = [received(written), classified('grievance')];
    stop(life(...grievance), stopped('2022-07-11', 'site-survey')).then([stopped('2022-07-11', 'site-survey')]);
  });

  it('runs again only where it is stopped, and not before', () => {
    resume(life(...UNDER_WAY), '2022-07-13').thenRuleBroken('clock-not-stopped');
    resume(life(...UNDER_WAY, stopped('2022-07-11')), '2022-07-10').thenRuleBroken('clock-not-stopped');
  });

  it('is given more time on its last day, and not after', () => {
    extend(life(...UNDER_WAY), extended('2022-07-22')).then([extended('2022-07-22')]);
    extend(life(...UNDER_WAY), extended('2022-07-23')).thenRuleBroken('deadline-run-out');
  });

  it('is given at most the period itself, and none where nothing is due or it is due at once', () => {
    extend(life(...UNDER_WAY), extended('2022-07-20', 15)).thenRuleBroken('extension-too-long', '14');
    extend(life(received(written)), extended('2022-07-20')).thenRuleBroken('no-deadline-to-extend');
    const other = life(received(written), classified('other'));
    extend(other, extended('2022-07-05', 1)).thenRuleBroken('at-once-not-extended');
  });

  it('is given more time a second time with consent, and no third time', () => {
    const once = [...UNDER_WAY, extended('2022-07-20')];
    extend(life(...once), extended('2022-08-10')).thenRuleBroken('consent-required');
    extend(life(...once), extended('2022-08-10', 14, true)).then([extended('2022-08-10', 14, true)]);
    const twice = life(...once, extended('2022-08-10', 14, true));
    extend(twice, extended('2022-08-20', 14, true)).thenRuleBroken('extended-twice');
  });
});

/** What is due after an amendment. */
function setAfter(raw: readonly Recorded[], events: readonly object[]) {
  const after = [...raw, ...recorded(events as never, raw)];
  const [set] = deadlinesToSet(history(after), by());
  return set?.type === 'DeadlineSet' ? set.data.cycles.at(-1)?.deadlines.at(-1)?.dueOn : undefined;
}
