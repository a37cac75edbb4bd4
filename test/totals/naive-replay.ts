import type { Recorded } from '../../src/history/event.js';
import { type Entry, standing, streamsOf } from './naive-history.js';
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

/** Whether the figures of the districts make the total. */
type MetFigure = Figure & { readonly addsUp: boolean };

export interface NaiveRound {
  readonly id: string;
  readonly voided: boolean;
  readonly carried: boolean;
  readonly dongs: MetFigure;
  readonly meetings: MetFigure;
  readonly suggestions: Figure;
  readonly byStatus: Readonly<Record<string, Readonly<Record<string, number>>>> | null;
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

interface Place {
  readonly dong: string;
  readonly district: string;
}
interface Met {
  readonly meeting: string;
  readonly round: string;
  readonly places: readonly Place[];
  readonly heldOn: string;
}

/** The meetings that had been held by then, of every round. */
export function metAt(log: readonly Recorded[], { asOf, ordinal, from, to }: Question): readonly Met[] {
  const met: Met[] = [];
  for (const [meeting, raw] of streamsOf(log.slice(0, ordinal), 'meeting')) {
    const history = standing(raw).filter(({ type }) => type !== 'MeetingRescheduled');
    const heldLast = history.findLast(({ type }) => type !== 'MeetingCancelled');
    const cancelledAfter = heldLast && history.indexOf(heldLast) < history.length - 1;
    if (heldLast?.type !== 'MeetingHeld' || cancelledAfter) continue;
    const { roundId: round, heldOn } = heldLast.data;
    if (heldOn! > asOf || (from !== null && heldOn! < from) || (to !== null && heldOn! > to)) continue;
    met.push({ meeting, round: round!, places: heldLast.data.places as unknown as Place[], heldOn: heldOn! });
  }
  return met;
}

/** The places of meetings, each dong of a meeting once. */
export function placesOf(met: readonly Met[]): (Place & Met)[] {
  return met.flatMap((one) =>
    one.places
      .filter(({ dong }, index) => one.places.findIndex((place) => place.dong === dong) === index)
      .map((place) => ({ ...one, ...place })),
  );
}

function dongsIn(met: readonly Met[]): number {
  return new Set(placesOf(met).map(({ dong }) => dong)).size;
}

interface Period {
  readonly from: string;
  readonly to: string;
}
interface Carried {
  readonly dongs: number | null;
  readonly suggestions: number | null;
  readonly meetings: number | null;
}
interface CarriedTotals {
  readonly districts: Readonly<Record<string, Carried>>;
  readonly cityWide?: Carried | null;
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
        CarriedTotals | undefined;
      const of = (period: Period, pick: (one: Carried) => number | null) =>
        carriedFigure(period, question, recorded, pick);
      return [
        {
          id,
          voided,
          carried,
          dongs: addingUp(of(opened.meetingPeriod, ({ dongs }) => dongs)),
          meetings: addingUp(of(opened.meetingPeriod, ({ meetings }) => meetings)),
          suggestions: of(opened.suggestionPeriod, ({ suggestions }) => suggestions),
          byStatus: null,
        },
      ];
    }
    const its = counted.filter(({ round }) => round === id);
    const itsMet = met.filter(({ round }) => round === id);
    const inDistrict = <T extends { district: string }>(rows: readonly T[], count: (rows: readonly T[]) => number) =>
      known(DISTRICTS.map((code) => [code, count(rows.filter(({ district }) => district === code))]));
    // By the meetings that were in a district: each once, in however many of its dongs.
    const ofMeetings = (count: (rows: readonly Met[]) => number, total?: number): MetFigure => {
      const figure = known(
        DISTRICTS.map((code) => {
          const there = itsMet
            .map((one) => ({ ...one, places: placesOf([one]).filter(({ district }) => district === code) }))
            .filter(({ places }) => places.length > 0);
          return [code, count(there)];
        }),
      );
      const all = total ?? dongsIn(itsMet);
      return { ...figure, total: all, addsUp: all === figure.total };
    };
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
        dongs: ofMeetings(dongsIn),
        meetings: ofMeetings((rows) => rows.length, itsMet.length),
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
  totals: CarriedTotals | undefined,
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
  const recorded = totals?.districts ?? {};
  const byDistrict = Object.fromEntries(DISTRICTS.map((code) => [code, recorded[code] ? pick(recorded[code]) : null]));
  const values = Object.values(recorded).map(pick);
  const printed = totals?.cityWide ? pick(totals.cityWide) : null;
  if (printed !== null) return { state: 'known', total: printed, byDistrict };
  const whole = values.length > 0 && !values.includes(null);
  if (!whole) return { state: 'not-recorded', total: null, byDistrict };
  return { state: 'known', total: values.reduce<number>((sum, value) => sum + value!, 0), byDistrict };
}

function addingUp(figure: Figure): MetFigure {
  const sum = Object.values(figure.byDistrict).reduce<number>((all, value) => all + (value ?? 0), 0);
  return { ...figure, addsUp: figure.total === null || figure.total === sum };
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
