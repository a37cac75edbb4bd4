import fc from 'fast-check';
import type { Contracts } from '../../src/history/contract.js';
import type { Event, Recorded } from '../../src/history/event.js';
import { filledUp } from '../../src/history/fields.js';
import { suggestionContracts } from '../../src/suggestions/suggestion.events.js';
import type { Ledger } from '../../projections/engine/testing/told-log.js';
import { versionOf } from '../every-contract.js';
import { cancelledAs, heldIn, rescheduledTo, scheduledIn } from '../meeting-samples.js';
import { DAYS, meetingId, PERIODS, PLACES, roundCode, roundId, suggestionId } from './city.js';

/** One thing that happens, in numbers that are read against what the log holds by then. */
export interface Happening {
  readonly act: Act;
  /** Which stream, entry, value and day it is about. */
  readonly stream: number;
  readonly entry: number;
  readonly value: number;
  readonly day: number;
  /** Hours that the clock moves on before it is recorded. */
  readonly hours: number;
  /** Hours by which this machine's clock is behind. */
  readonly behind: number;
}

const WEIGHTS = {
  receive: 6,
  assign: 3,
  resolve: 6,
  reopen: 3,
  withdraw: 1,
  correct: 8,
  void: 7,
  voidAll: 1,
  schedule: 1,
  hold: 4,
  cancel: 1,
  postpone: 1,
  open: 4,
  carry: 3,
  supersede: 2,
  close: 1,
  unheard: 1,
} as const;
type Act = keyof typeof WEIGHTS;

/** A city's life of up to so many happenings. */
export function lives(most: number): fc.Arbitrary<readonly Happening[]> {
  const acts = (Object.keys(WEIGHTS) as Act[]).map((act) => ({ weight: WEIGHTS[act], arbitrary: fc.constant(act) }));
  return fc.array(
    fc.record({
      act: fc.oneof(...acts),
      stream: fc.nat(5),
      entry: fc.nat(20),
      value: fc.nat(20),
      day: fc.nat(DAYS.length - 1),
      hours: fc.oneof({ weight: 3, arbitrary: fc.nat(30) }, { weight: 1, arbitrary: fc.nat(200) }),
      behind: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(100) }),
    }),
    { maxLength: most, size: 'max' },
  );
}

/** Lets a life happen: tells the ledger its events. What makes no sense to record where the log stands is left out. */
export function live(life: readonly Happening[], ledger: Ledger): void {
  let now = Date.UTC(2021, 6, 20);
  for (const happening of life) {
    now += happening.hours * 3_600_000;
    const recordedAt = new Date(now - happening.behind * 3_600_000).toISOString();
    for (const [stream, event] of eventsOf(happening, ledger.log)) {
      const [data, schemaVersion] = isOfToday(event) ? [filled(event), versionOf(event.type)] : [event.data, 1];
      ledger.event(stream, { ...event, data }, { recordedAt, schemaVersion });
    }
  }
}

/** What may be left out is there, as it is where it is left out. */
function filled({ type, data }: Event): object {
  const contract = (suggestionContracts as Contracts)[type];
  return contract ? filledUp(contract.fields, data as Readonly<Record<string, unknown>>) : data;
}

/** Meetings of before they could have several places, and totals without what was printed besides, are among the others. */
function isOfToday({ type, data }: Event): boolean {
  if (type === 'CarriedTotalsRecorded') return 'splits' in data;
  return !/^Meeting(Scheduled|Held)$/.test(type) || 'places' in data;
}

function eventsOf(
  { act, stream, entry, value, day: dayIndex }: Happening,
  log: readonly Recorded[],
): [string, Event][] {
  const day = DAYS[dayIndex]!;
  const suggestion = `suggestion-${suggestionId(stream)}`;
  const meeting = `meeting-${meetingId(stream)}`;
  const round = `round-${roundId(stream % 4)}`;
  const has = (name: string) => log.some((event) => event.stream === name);
  const one = (name: string, type: string, data: object): [string, Event][] => [[name, { type, data }]];
  const later = (type: string, data: object) => (has(suggestion) ? one(suggestion, type, data) : []);
  const ofRound = (type: string, data: object) => (has(round) ? one(round, type, data) : []);
  switch (act) {
    case 'receive':
      return has(suggestion)
        ? []
        : one(suggestion, 'SuggestionReceived', receipt(value, day, DAYS[entry % DAYS.length]!));
    case 'assign':
      return later('SuggestionAssigned', { department: 'parks', assignedOn: day });
    case 'resolve':
      return later('SuggestionResolved', { ...outcome(value), resolvedOn: day });
    case 'reopen':
      return later('SuggestionReopened', { reopenedOn: day, why: '다시 파손됨' });
    case 'withdraw':
      return later('SuggestionWithdrawn', { withdrawnOn: day, why: null });
    case 'unheard':
      return later('SuggestionPhotographed', { photographedOn: day });
    case 'schedule':
      if (has(meeting)) return [];
      if (entry % 3 === 0) return one(meeting, 'MeetingScheduled', { ...place(value), scheduledOn: day, venue: null });
      return one(meeting, 'MeetingScheduled', scheduledIn({ ...met(value), scheduledOn: day }));
    case 'postpone':
      return has(meeting)
        ? one(meeting, 'MeetingRescheduled', rescheduledTo({ places: met(value).places, scheduledOn: day }))
        : [];
    case 'hold':
      if (entry % 3 === 0)
        return one(meeting, 'MeetingHeld', { ...place(value), heldOn: day, attendees: 12, venue: null });
      return one(meeting, 'MeetingHeld', heldIn({ ...met(value), heldOn: day }));
    case 'cancel':
      return has(meeting) ? one(meeting, 'MeetingCancelled', cancelledAs({ cancelledOn: day })) : [];
    case 'open':
      return has(round) ? [] : one(round, 'RoundOpened', opening(stream % 4, value, entry));
    case 'carry':
      return ofRound('CarriedTotalsRecorded', { ...printed(value, entry), source: source('실적 보고') });
    case 'supersede':
      return ofRound('CarriedTotalsSuperseded', { supersededOn: day, why: '원본을 찾음' });
    case 'close':
      return ofRound('RoundClosed', { closedOn: day });
    case 'correct':
    case 'void':
    case 'voidAll':
      return amendments(act, { entry, value, day, stream }, log);
    default:
      return act satisfies never;
  }
}

function amendments(
  act: 'correct' | 'void' | 'voidAll',
  { entry, value, day, stream }: Pick<Happening, 'entry' | 'value' | 'stream'> & { day: string },
  log: readonly Recorded[],
): [string, Event][] {
  const names = [...new Set(log.map((event) => event.stream))].filter((name) => !name.startsWith('jurisdiction'));
  const name = names[(stream * 7 + entry) % Math.max(names.length, 1)];
  if (name === undefined) return [];
  const entries = log.filter((event) => event.stream === name);
  if (act === 'voidAll') {
    return entries.map(({ id }) => [name, { type: 'EntryVoided', data: { eventId: id, why: '잘못 입력' } }]);
  }
  const target = entries[entry % entries.length]!;
  if (act === 'void') return [[name, { type: 'EntryVoided', data: { eventId: target.id, why: '잘못 입력' } }]];
  const schemaVersion = correctedAs(target, value);
  const sets = changesOf(target, value, day, schemaVersion);
  const changed = sets[value % Math.max(sets.length, 1)];
  if (!changed) return [];
  const changes = Object.entries(changed).map(([path, to]) => ({ path, from: null, to }));
  const data = { eventId: target.id, type: target.type, schemaVersion, changes, why: '정정' };
  return [[name, { type: 'EntryCorrected', data }]];
}

/** A correction names the version that its program knew: that of the entry, or a later one. */
function correctedAs({ type, metadata }: Recorded, value: number): number {
  return value % 2 === 0 ? metadata.schemaVersion : versionOf(type);
}

/** What a correction may make of an entry: pointers and values. */
function changesOf({ type }: Recorded, value: number, day: string, schemaVersion: number): Record<string, unknown>[] {
  const { dong, district } = PLACES[value % PLACES.length]!;
  const placed = { '/dong': dong, '/district': district };
  const round = { '/roundId': roundId((value >> 1) % 4) };
  const first = { '/places/0/dong': dong, '/places/0/district': district };
  const moved = schemaVersion === 1 ? [placed] : [first, { '/places': met(value).places }];
  switch (type) {
    case 'SuggestionReceived':
      return [placed, { '/raisedOn': day }, { '/acceptedOn': day }, round, { '/text': '고쳐 씀' }];
    case 'SuggestionAssigned':
      return [{ '/assignedOn': day }, { '/department': 'roads' }];
    case 'SuggestionResolved': {
      const { outcome: to, explanation, remedy, article } = outcome(value);
      const all = { '/outcome': to, '/explanation': explanation, '/remedy': remedy, '/article': article };
      return [{ '/resolvedOn': day }, all, { ...all, '/resolvedOn': day }];
    }
    case 'SuggestionReopened':
      return [{ '/reopenedOn': day }];
    case 'SuggestionWithdrawn':
      return [{ '/withdrawnOn': day }];
    case 'MeetingScheduled':
      return [...moved, { '/scheduledOn': day }, round];
    case 'MeetingRescheduled':
      return [first, { '/places': met(value).places }, { '/scheduledOn': day }];
    case 'MeetingHeld':
      return [...moved, { '/heldOn': day }, round, { '/attendees': null }];
    case 'MeetingCancelled':
      return [{ '/cancelledOn': day }];
    case 'RoundOpened':
      return [
        { '/counting': value % 3 === 0 ? 'live' : 'carried' },
        { '/meetingPeriod': PERIODS[value % PERIODS.length] },
        { '/suggestionPeriod': PERIODS[(value + 1) % PERIODS.length] },
      ];
    case 'CarriedTotalsRecorded':
      return [
        { '/districts': figures(value) },
        { '/districts/41281/suggestions': value + 100 },
        { '/districts/41281/dongs': value, '/source/title': '정정된 보고' },
      ];
    case 'CarriedTotalsSuperseded':
      return [{ '/supersededOn': day }];
    case 'RoundClosed':
      return [{ '/closedOn': day }];
    default:
      return [];
  }
}

function receipt(value: number, raisedOn: string, acceptedOn: string): object {
  const { roundId: round, dong, district } = place(value);
  return {
    roundId: round,
    meetingId: null,
    channel: 'pre-submitted',
    dong,
    district,
    raisedOn,
    acceptedOn,
    outsidePeriodReason: null,
    proposerKind: 'resident',
    text: '보도블록을 고쳐 주세요',
    category: null,
  };
}

function place(value: number) {
  return { roundId: roundId((value >> 1) % 4), ...PLACES[value % PLACES.length]! };
}

/** Where a meeting is: in none, one or several of the places, of one district or of both. */
function met(value: number) {
  const places = Array.from({ length: (value >> 2) % 4 }, (_, index) => PLACES[(value + 2 * index) % PLACES.length]!);
  return { roundId: roundId((value >> 1) % 4), places };
}

function outcome(value: number) {
  const kind = (['completed', 'completed', 'infeasible', 'closed'] as const)[value % 4]!;
  return { outcome: kind, explanation: null, remedy: null, article: null };
}

function opening(n: number, value: number, entry: number): object {
  return {
    code: roundCode(n),
    counting: value % 2 === 0 ? 'live' : 'carried',
    kind: { code: 'resident-autonomy', ko: '주민자치위원회', en: 'Residents' },
    participants: '주민',
    agenda: '건의',
    meetingPeriod: PERIODS[value % PERIODS.length],
    suggestionPeriod: PERIODS[entry % PERIODS.length],
    participationKind: 'briefing',
  };
}

function figures(value: number): object {
  const of = (n: number) => ({ dongs: n % 5, suggestions: n * 3, meetings: n % 4 === 0 ? null : n });
  return value % 3 === 0 ? { 41281: of(value) } : { 41281: of(value), 41285: of(value + 1) };
}

/** Carried totals of before they could be of the whole city, and such as may be, or may not be known. */
function printed(value: number, entry: number): object {
  if (entry % 2 === 0) return { districts: figures(value) };
  const whole = { dongs: value, suggestions: entry % 3 === 0 ? null : 3 * value, meetings: null };
  const districts =
    value % 4 === 0 ? {} : { ...figures(value), 41285: { dongs: null, suggestions: 7, meetings: null } };
  return { districts, cityWide: value % 4 === 0 || value % 3 === 0 ? whole : null, splits: [] };
}

function source(title: string): object {
  return { title, publishedOn: '2021-12-01', note: null };
}
