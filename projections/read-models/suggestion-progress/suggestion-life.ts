import { correctedHistory } from '../../../src/history/corrected-history.js';
import type { Recorded } from '../../../src/history/event.js';
import type { Step } from '../../../src/suggestions/handling-status.js';
import type { SuggestionEvent } from '../../../src/suggestions/suggestion.events.js';
import { dataToday, type Life, stepOf } from '../../../src/suggestions/suggestion.steps.js';

type Entry = Pick<Recorded, 'id' | 'data'>;
type ReceivedEntry = Entry & Pick<Extract<SuggestionEvent, { type: 'SuggestionReceived' }>, 'data'>;

/** A suggestion's life as its corrected history tells it. */
export interface LifeTold {
  /** Undefined where no receipt stands: it then counts nowhere. */
  readonly received: ReceivedEntry | undefined;
  /** In the order of their days, of one day in that of the log, the receipt before all others. */
  readonly steps: readonly { readonly step: Step; readonly by: Entry }[];
}

export function lifeOf(raw: readonly Recorded[], life: Life): LifeTold {
  const history = correctedHistory(raw, life.contracts);
  const received = history.find(({ type }) => type === 'SuggestionReceived') as ReceivedEntry | undefined;
  const steps = history.flatMap((by) => {
    const step = stepOf(by, life);
    return step ? [{ step, by }] : [];
  });
  return { received, steps };
}

/** That of which nothing but the receipt is known yet. */
export function begunLife({ id, type, data, metadata }: Recorded, life: Life): LifeTold {
  const received = { id, data: dataToday({ type, data, metadata }, life) } as ReceivedEntry;
  return { received, steps: [{ step: stepOf({ type, data: received.data }, life)!, by: received }] };
}
