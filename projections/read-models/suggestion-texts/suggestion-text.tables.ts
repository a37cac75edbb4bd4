import type { ReceiptEvent } from '../../../src/suggestions/receipt/receipt.events.js';
import { type Projection, table } from '../../engine/read-model/projection.js';

/** What a suggestion said when it was received, as a digest: a later one that says the same is told of it. */
export type SuggestionTextRow = Readonly<{
  /** Of its receipt: the suggestion's `first_ordinal`. */
  ordinal: number;
  said: number;
}>;

export const suggestionTexts = table<SuggestionTextRow>({
  name: 'suggestion_texts',
  columns: { ordinal: 'integer', said: 'integer' },
  key: ['ordinal'],
  journal: true,
  indexes: [{ columns: ['said'] }],
});

/** As they were received: a hint needs no more. */
export const suggestionTextsModel: Projection = {
  name: 'suggestion-texts',
  version: 2,
  tables: [suggestionTexts],
  concerns: ({ type, stream }) => type === 'SuggestionReceived' && stream.startsWith('suggestion-'),
  wants: () => [],
  fold: ({ ordinal, data }, rows) => {
    const { text } = data as Extract<ReceiptEvent, { type: 'SuggestionReceived' }>['data'];
    rows.insert(suggestionTexts, { ordinal, said: saidIn(text) });
  },
};

/** The same for texts that read the same, spaces and breaks aside; for others hardly ever (FNV-1a, twice, of 52 bits). */
export function saidIn(text: string): number {
  const plain = text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  let [high, low] = [0x811c9dc5, plain.length];
  for (let i = 0; i < plain.length; i++) {
    high = Math.imul(high ^ plain.charCodeAt(i), 0x01000193);
    low = Math.imul(low ^ plain.charCodeAt(i), 0x01000193);
  }
  return (high >>> 0) * 2 ** 20 + (low >>> 12);
}
