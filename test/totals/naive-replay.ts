import type { Recorded } from '../../src/history/event.js';
import { DISTRICTS } from './city.js';

/**
 * Totals by replaying the raw log from nothing, one question at a time: nothing of the program is used, so that
 * the program is compared with something other than itself.
 */

export interface Question {
  readonly asOf: string;
  /** How many events of the log were known. */
  readonly ordinal: number;
  readonly from: string | null;
  readonly to: string | null;
}

export interface Figure {
  readonly state: 'known' | 'not-known-yet' | 'not-divisible' | 'not-recorded';
  readonly total: number | null;
  readonly byDistrict: Readonly<Record<string, number | null>>;
}

export interface NaiveRound {
  readonly id: string;
  readonly voided: boolean;
  readonly carried: boolean;
  readonly dongs: Figure;
  readonly meetings: Figure;
  readonly suggestions: Figure;
  readonly byStatus: Readonly<Record<string, Readonly<Record<string, number>>>> | null;
}

type Data = Record<string, never>;
export interface Entry {
  readonly type: string;
  readonly data: Readonly<Record<string, string>>;
}

/** A suggestion that counts: where, since when, and with which status. */
export interface Counted {
  readonly suggestion: string;
  readonly round: string;
  readonly district: string;
  readonly dong: string;
  readonly raisedOn: string;
  readonly status: string;
  readonly phase: string;
}

/** The last ordinal whose running maximum of recordedAt is not after the instant; 0 where there is none. */
export function ordinalAt(log: readonly Recorded[], instant: string): number {
  let latest = '';
  let ordinal = 0;
  log.forEach(({ metadata: { recordedAt } }, index) => {
    if (recordedAt > latest) latest = recordedAt;
    if (latest <= instant) ordinal = index + 1;
  });
  return ordinal;
}

/** A stream's entries as they stand: whether an entry is voided is asked of every later void in turn. */
export function standing(stream: readonly Recorded[]): readonly Entry[] {
  const isVoided = (event: Recorded): boolean =>
    stream.some(
      (other) =>
        other.revision > event.revision &&
        other.type === 'EntryVoided' &&
        (other.data as { eventId: string }).eventId === event.id &&
        !isVoided(other),
    );
  const own = stream.filter(({ type }) => type !== 'EntryVoided' && type !== 'EntryCorrected');
  return own
    .filter((event) => !isVoided(event))
    .map((event) => {
      const data = JSON.parse(JSON.stringify(event.data)) as Data;
      for (const other of stream) {
        const { eventId, changes } = other.data as { eventId: string; changes: { path: string; to: unknown }[] };
        if (other.type !== 'EntryCorrected' || eventId !== event.id || isVoided(other)) continue;
        for (const { path, to } of changes) set(data, path.slice(1).split('/'), to);
      }
      return { type: event.type, data };
    });
}

function set(data: Record<string, unknown>, [head, ...rest]: string[], to: unknown): void {
  if (head === undefined || !(head in data)) return;
  if (rest.length === 0) data[head] = to;
  else set(data[head] as Record<string, unknown>, rest, to);
}

export function streamsOf(log: readonly Recorded[], category: string): Map<string, readonly Recorded[]> {
  const streams = new Map<string, Recorded[]>();
  for (const event of log) {
    if (!event.stream.startsWith(`${category}-`)) continue;
    const id = event.stream.slice(category.length + 1);
    streams.set(id, [...(streams.get(id) ?? []), event]);
  }
  return streams;
}

/** The suggestions that count at a moment, with the status that they have at the end of the day. */
export function countedAt(log: readonly Recorded[], { asOf, ordinal, from, to }: Question): readonly Counted[] {
  const counted: Counted[] = [];
  for (const [id, raw] of streamsOf(log.slice(0, ordinal), 'suggestion')) {
    const history = standing(raw);
    const received = history.find(({ type }) => type === 'SuggestionReceived');
    if (!received) continue;
    const { roundId: round, district, dong, raisedOn } = received.data as Record<string, string>;
    if (raisedOn! > asOf || (from !== null && raisedOn! < from) || (to !== null && raisedOn! > to)) continue;
    counted.push({
      suggestion: id,
      round: round!,
      district: district!,
      dong: dong!,
      raisedOn: raisedOn!,
      ...stoodAt(history, asOf),
    });
  }
  return counted;
}

/** What had changed it by the end of the day, in the order of days; of one day, in that of recording. */
function stoodAt(history: readonly Entry[], asOf: string): Pick<Counted, 'status' | 'phase'> {
  let [status, phase] = ['pending', 'received'];
  const placeOf = (entry: Entry) => (entry.type === 'SuggestionReceived' ? '' : (stepOf(entry)?.[0] ?? ''));
  // What is sorted keeps its order where the days are one.
  const byDay = [...history].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : placeOf(a) > placeOf(b) ? 1 : 0));
  for (const entry of byDay) {
    const step = stepOf(entry);
    if (!step || step[0] > asOf) continue;
    phase = step[2];
    status = step[1] ?? status;
  }
  return { status, phase };
}

/** Who has it changes nothing of the status. */
function stepOf({ type, data }: Entry): [day: string, status: string | undefined, phase: string] | undefined {
  switch (type) {
    case 'SuggestionReceived':
      return [data.raisedOn! < data.acceptedOn! ? data.raisedOn! : data.acceptedOn!, 'pending', 'received'];
    case 'SuggestionAssigned':
      return [data.assignedOn!, undefined, 'assigned'];
    case 'SuggestionResolved':
      return [data.resolvedOn!, data.outcome!, 'resolved'];
    case 'SuggestionReopened':
      return [data.reopenedOn!, 'pending', 'reopened'];
    case 'SuggestionWithdrawn':
      return [data.withdrawnOn!, 'withdrawn', 'withdrawn'];
    default:
      return undefined;
  }
}

interface Met {
  readonly round: string;
  readonly district: string;
  readonly dong: string;
  readonly heldOn: string;
}

/** The meetings that had been held by then, of every round. */
export function metAt(log: readonly Recorded[], { asOf, ordinal, from, to }: Question): readonly Met[] {
  const met: Met[] = [];
  for (const raw of streamsOf(log.slice(0, ordinal), 'meeting').values()) {
    const history = standing(raw);
    const heldLast = history.findLast(({ type }) => type !== 'MeetingCancelled');
    const cancelledAfter = heldLast && history.indexOf(heldLast) < history.length - 1;
    if (heldLast?.type !== 'MeetingHeld' || cancelledAfter) continue;
    const { roundId: round, district, dong, heldOn } = heldLast.data;
    if (heldOn! > asOf || (from !== null && heldOn! < from) || (to !== null && heldOn! > to)) continue;
    met.push({ round: round!, district: district!, dong: dong!, heldOn: heldOn! });
  }
  return met;
}

interface Period {
  readonly from: string;
  readonly to: string;
}
interface Carried {
  readonly dongs: number;
  readonly suggestions: number;
  readonly meetings: number | null;
}

/** What counts of each round that was ever opened by then. */
export function replay(log: readonly Recorded[], question: Question): readonly NaiveRound[] {
  const counted = countedAt(log, question);
  const met = metAt(log, question);
  return [...streamsOf(log.slice(0, question.ordinal), 'round')].flatMap(([id, raw]): NaiveRound[] => {
    const last = lastOpened(raw);
    if (!last) return [];
    const { history, voided } = last;
    const opened = history.findLast(({ type }) => type === 'RoundOpened')!.data as unknown as {
      counting: string;
      meetingPeriod: Period;
      suggestionPeriod: Period;
    };
    const carried =
      !voided && opened.counting === 'carried' && !history.some(({ type }) => type === 'CarriedTotalsSuperseded');
    if (carried) {
      const recorded = history.findLast(({ type }) => type === 'CarriedTotalsRecorded')?.data as
        { districts: Record<string, Carried> } | undefined;
      const of = (period: Period, pick: (one: Carried) => number | null) =>
        carriedFigure(period, question, recorded?.districts ?? {}, pick);
      return [
        {
          id,
          voided,
          carried,
          dongs: of(opened.meetingPeriod, ({ dongs }) => dongs),
          meetings: of(opened.meetingPeriod, ({ meetings }) => meetings),
          suggestions: of(opened.suggestionPeriod, ({ suggestions }) => suggestions),
          byStatus: null,
        },
      ];
    }
    const its = counted.filter(({ round }) => round === id);
    const itsMet = met.filter(({ round }) => round === id);
    const inDistrict = <T extends { district: string }>(rows: readonly T[], count: (rows: readonly T[]) => number) =>
      known(DISTRICTS.map((code) => [code, count(rows.filter(({ district }) => district === code))]));
    const byStatus: Record<string, Record<string, number>> = Object.fromEntries(DISTRICTS.map((code) => [code, {}]));
    for (const { district, status } of its) {
      const of = byStatus[district]!;
      of[status] = (of[status] ?? 0) + 1;
    }
    return [
      {
        id,
        voided,
        carried,
        dongs: inDistrict(itsMet, (rows) => new Set(rows.map(({ dong }) => dong)).size),
        meetings: inDistrict(itsMet, (rows) => rows.length),
        suggestions: inDistrict(its, (rows) => rows.length),
        byStatus,
      },
    ];
  });
}

/** A round as it was when its opening last stood. */
function lastOpened(raw: readonly Recorded[]): { history: readonly Entry[]; voided: boolean } | undefined {
  for (let length = raw.length; length > 0; length--) {
    const history = standing(raw.slice(0, length));
    if (history.some(({ type }) => type === 'RoundOpened')) return { history, voided: length < raw.length };
  }
  return undefined;
}

function carriedFigure(
  period: Period,
  { asOf, from, to }: Question,
  recorded: Readonly<Record<string, Carried>>,
  pick: (one: Carried) => number | null,
): Figure {
  const days = daysOf(period);
  const inSpan = days.filter((day) => (from === null || day >= from) && (to === null || day <= to));
  const nothing = (state: Figure['state']): Figure => ({
    state,
    total: null,
    byDistrict: Object.fromEntries(DISTRICTS.map((code) => [code, null])),
  });
  if (inSpan.length === 0) return known(DISTRICTS.map((code) => [code, 0]));
  if (inSpan.length < days.length) return nothing('not-divisible');
  if (days.at(-1)! > asOf) return nothing('not-known-yet');
  const byDistrict = Object.fromEntries(DISTRICTS.map((code) => [code, recorded[code] ? pick(recorded[code]) : null]));
  const values = Object.values(recorded).map(pick);
  const whole = values.length > 0 && !values.includes(null);
  if (!whole) return { state: 'not-recorded', total: null, byDistrict };
  return { state: 'known', total: values.reduce<number>((sum, value) => sum + value!, 0), byDistrict };
}

function known(values: readonly (readonly [string, number])[]): Figure {
  return {
    state: 'known',
    total: values.reduce((sum, [, value]) => sum + value, 0),
    byDistrict: Object.fromEntries(values),
  };
}

function daysOf({ from, to }: Period): string[] {
  const days: string[] = [];
  for (let ms = Date.parse(from.length === 7 ? `${from}-01` : from); ; ms += 86_400_000) {
    const day = new Date(ms).toISOString().slice(0, 10);
    if (day.slice(0, to.length) > to) return days;
    days.push(day);
  }
}
