import { type Projection, table } from '../../engine/read-model/projection.js';

/** The number (접수번호) by which people name a suggestion: 2026-0123. */
export type SuggestionNumberRow = Readonly<{ suggestion_id: string; year: number; number: number }>;

/** How many numbers of a year are given. */
type GivenRow = Readonly<{ year: number; given: number }>;

export const suggestionNumbers = table<SuggestionNumberRow>({
  name: 'suggestion_numbers',
  columns: { suggestion_id: 'text', year: 'integer', number: 'integer' },
  key: ['suggestion_id'],
  indexes: [{ columns: ['year', 'number'], unique: true }],
});

const numbersGiven = table<GivenRow>({
  name: 'suggestion_numbers_given',
  columns: { year: 'integer', given: 'integer' },
  key: ['year'],
});

/**
 * Numbers suggestions in the order of the log, each year anew. It looks at names of streams and instants of recording
 * alone, so that no entry can hold it up and a voided suggestion keeps its number (결번).
 */
export const suggestionNumbersModel: Projection = {
  name: 'suggestion-numbers',
  version: 1,
  tables: [suggestionNumbers, numbersGiven],
  wholeLogInOrder: true,
  concerns: ({ stream, revision }) => revision === 0 && stream.startsWith('suggestion-'),
  wants: ({ dayRecorded }) => [{ table: numbersGiven, keys: [[yearOf(dayRecorded)]] }],
  fold: ({ stream, dayRecorded }, rows) => {
    const year = yearOf(dayRecorded);
    const number = (rows.get(numbersGiven, [year])?.given ?? 0) + 1;
    rows.put(numbersGiven, { year, given: number });
    rows.put(suggestionNumbers, { suggestion_id: stream.slice('suggestion-'.length), year, number });
  },
};

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}
