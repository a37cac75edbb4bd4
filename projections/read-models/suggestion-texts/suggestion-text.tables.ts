import type { ReceiptEvent } from '../../../src/suggestions/receipt/receipt.events.js';
import { type Projection, table } from '../../engine/read-model/projection.js';

/** How what a suggestion said when it was received begins, and its length: a later one that says the same is told of it. */
export type SuggestionTextRow = Readonly<{
  suggestion_id: string;
  round_id: string;
  meeting_id: string | null;
  said: string;
}>;

export const suggestionTexts = table<SuggestionTextRow>({
  name: 'suggestion_texts',
  columns: { suggestion_id: 'text', round_id: 'text', meeting_id: 'text?', said: 'text' },
  key: ['suggestion_id'],
  indexes: [{ columns: ['said', 'round_id'] }],
});

/** As they were received: a hint needs no more. */
export const suggestionTextsModel: Projection = {
  name: 'suggestion-texts',
  version: 1,
  tables: [suggestionTexts],
  concerns: ({ type, stream }) => type === 'SuggestionReceived' && stream.startsWith('suggestion-'),
  wants: () => [],
  fold: ({ stream, data }, rows) => {
    const { roundId, meetingId, text } = data as Extract<ReceiptEvent, { type: 'SuggestionReceived' }>['data'];
    const suggestion_id = stream.slice('suggestion-'.length);
    rows.put(suggestionTexts, { suggestion_id, round_id: roundId, meeting_id: meetingId, said: saidIn(text) });
  },
};

/** The same for texts that read the same: spaces and breaks aside. */
export function saidIn(text: string): string {
  // Cut in the middle of a pair, a text could not be stored.
  const plain = text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  return `${String(plain.length)} ${plain.slice(0, BEGINNING).toWellFormed()}`;
}

/** As much as an index takes, in any script. */
const BEGINNING = 200;
