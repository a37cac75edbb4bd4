import { correctedHistory } from '../../../src/history/corrected-history.js';
import type { Recorded } from '../../../src/history/event.js';
import { type ClockFact, clockFactOf } from '../../../src/suggestions/clock/clock-run.steps.js';
import { entersPhase, type Step } from '../../../src/suggestions/handling-status.js';
import type { SuggestionEvent } from '../../../src/suggestions/suggestion.events.js';
import { dataToday, type Life, stepOf } from '../../../src/suggestions/suggestion.steps.js';

type Entry = Pick<Recorded, 'id' | 'type' | 'data'>;
type ReceivedEntry = Entry & Pick<Extract<SuggestionEvent, { type: 'SuggestionReceived' }>, 'data'>;

type DeadlineSet = Extract<SuggestionEvent, { type: 'DeadlineSet' }>['data'];

/** What a suggestion's entries say of how its clock ran. */
export interface ClockTold {
  /** In the order of their days. */
  readonly facts: readonly ClockFact[];
  /** With the deadlines last set: the last in the log replaces those before it. */
  readonly cycles: DeadlineSet['cycles'];
}

/** A suggestion's life as its corrected history tells it. */
export interface LifeTold {
  /** Undefined where no receipt stands: it then counts nowhere. */
  readonly received: ReceivedEntry | undefined;
  /** In the order of their days, of one day in that of the log, the receipt before all others. */
  readonly steps: readonly { readonly step: Step; readonly by: Entry }[];
  readonly clock: ClockTold;
}

export function lifeOf(raw: readonly Recorded[], life: Life): LifeTold {
  const history = correctedHistory(raw, life.contracts);
  const received = history.find(({ type }) => type === 'SuggestionReceived') as ReceivedEntry | undefined;
  const steps = history.flatMap((by) => {
    const step = stepOf(by, life);
    return step ? [{ step, by }] : [];
  });
  const facts = (history as readonly SuggestionEvent[]).flatMap((one) => clockFactOf(one) ?? []);
  const set = raw.findLast(({ type }) => type === 'DeadlineSet');
  return { received, steps, clock: { facts, cycles: set ? cyclesSet(set, life) : [] } };
}

/** That of which nothing but the receipt is known yet. */
export function begunLife({ id, type, data, metadata }: Recorded, life: Life): LifeTold {
  const received = { id, type: 'SuggestionReceived', data: dataToday({ type, data, metadata }, life) } as const;
  const steps = [{ step: stepOf({ type, data: received.data }, life)!, by: received }];
  const clock = { facts: [clockFactOf(received as SuggestionEvent)!], cycles: [] };
  return { received: received as ReceivedEntry, steps, clock };
}

export function cyclesSet(set: Pick<Recorded, 'type' | 'data' | 'metadata'>, life: Life): DeadlineSet['cycles'] {
  return (dataToday(set, life) as DeadlineSet).cycles;
}

/** The step that made the phase as it is after all of them. */
export function phasedBy(steps: LifeTold['steps']): LifeTold['steps'][number] {
  let [by, stands] = [steps[0]!, { phase: '', status: '' }];
  for (const one of steps) {
    if (entersPhase(one.step, stands)) by = one;
    stands = { phase: one.step.phase ?? stands.phase, status: one.step.status ?? stands.status };
  }
  return by;
}
