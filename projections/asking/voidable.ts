import * as shown from '../../src/http/shown.js';
import type { Moment } from './moment/moment.js';

/** A thing that may be voided as a whole shows what it last said, that it is voided, and where that is told. */
export const voidable = {
  voided: shown.flag({ about: 'It is voided as a whole and counts nowhere; the rest is what it last said' }),
  history: shown.text({ about: 'Where everything that was ever recorded of it is' }),
};

export type Voidable = shown.Showing<typeof voidable>;

/** Whether a row of versions had gone by a moment: the last one that was known then, and none after it. */
export function standingOf(
  collection: 'rounds' | 'meetings',
  id: string,
  { known_to }: { readonly known_to: number },
  { knownAt }: Moment,
): Voidable {
  return { voided: known_to <= knownAt.ordinal, history: historyOf(collection, id) };
}

export function historyOf(collection: 'rounds' | 'meetings' | 'suggestions', id: string): string {
  return `/v1/${collection}/${id}/history`;
}
