import type { Recorded } from '../../src/history/event.js';
import { type Entry, standing, streamsOf } from '../totals/naive-history.js';

/** How suggestions count, told by the raw log from nothing: nothing of the program is used but the log. */

export interface Counts {
  readonly suggestion: string;
  readonly round: string;
  readonly dong: string | null;
  readonly raisedOn: string;
  readonly status: string;
  readonly phase: 'under-way' | 'ended' | 'transferred';
  readonly last: string;
}

const PLANNED: Readonly<Record<string, string>> = {
  decided: 'planned',
  'under-review': 'long-term',
  referred: 'referred',
};
const ENDED = ['completed', 'partly-completed', 'answered', 'infeasible', 'closed', 'withdrawn', 'merged'];

/** The suggestions that count by the end of a day, as the first events of the log tell; split ones count by their parts. */
export function countedAt(log: readonly Recorded[], asOf: string, ordinal = log.length): readonly Counts[] {
  const counted: Counts[] = [];
  for (const [suggestion, raw] of streamsOf(log.slice(0, ordinal), 'suggestion')) {
    const history = standingOnce(raw);
    const receipt = history.find(({ type }) => type === 'SuggestionReceived');
    if (!receipt || history.some(({ type }) => type === 'SuggestionSplit')) continue;
    const { roundId: round, dong, raisedOn } = receipt.data as Record<string, string>;
    if (raisedOn! > asOf) continue;
    const steps = history.flatMap((entry) => stepOf(entry) ?? []);
    const byDay = [...steps].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
    const { status, day: last } = byDay.findLast(({ day }) => day <= asOf) ?? { status: 'pending', day: raisedOn! };
    const phase = ENDED.includes(status) ? 'ended' : status === 'transferred' ? status : 'under-way';
    counted.push({ suggestion, round: round!, dong: dong ?? null, raisedOn: raisedOn!, status, phase, last });
  }
  return counted;
}

const told = new WeakMap<Recorded, readonly Entry[]>();

/** The same for every question, as long as nothing more was recorded. */
function standingOnce(raw: readonly Recorded[]): readonly Entry[] {
  const last = raw.at(-1)!;
  const known = told.get(last) ?? standing(raw);
  told.set(last, known);
  return known;
}

/** The status that an entry says, from its day on. */
function stepOf({ type, data }: Entry): { day: string; status: string } | undefined {
  switch (type) {
    case 'HandlingPlanned':
      return { day: data.plannedOn!, status: PLANNED[data.decision!]! };
    case 'StandingReported':
      return (data.status as string | null) === null ? undefined : { day: data.asOf!, status: data.status! };
    case 'AnsweredAtMeeting':
      return (data.final as unknown) === true ? { day: data.answeredOn!, status: 'answered' } : undefined;
    case 'SuggestionResolved':
      return { day: data.resolvedOn!, status: data.outcome! };
    case 'SuggestionReopened':
      return { day: data.reopenedOn!, status: 'pending' };
    case 'TransferReturned':
      return { day: data.returnedOn!, status: 'pending' };
    case 'SuggestionWithdrawn':
      return { day: data.withdrawnOn!, status: 'withdrawn' };
    case 'SuggestionTransferred':
      return { day: data.transferredOn!, status: 'transferred' };
    case 'SuggestionMerged':
      return { day: data.mergedOn!, status: 'merged' };
    default:
      return undefined;
  }
}
