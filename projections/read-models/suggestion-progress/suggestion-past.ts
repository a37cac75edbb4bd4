import type { Metadata, Recorded } from '../../../src/history/event.js';
import type { LedgerEvent } from '../../engine/read-model/projection.js';
import type { SuggestionEntryRow, SuggestionRow } from './suggestion.tables.js';

/** What a later entry needs of a suggestion's past: each entry as it was recorded, whatever its type. */

/** One text: a column each costs a rebuild more than all else that is done with an entry. */
type Written = readonly [
  id: string,
  type: string,
  schemaVersion: number,
  data: object,
  recordedAt: string,
  recordedBy: Metadata['recordedBy'],
];

/** An entry, without what only the log knows of it. */
export type PastEntry = Pick<Recorded, 'id' | 'type' | 'data'> & {
  readonly metadata: Pick<Metadata, 'schemaVersion' | 'recordedAt' | 'recordedBy'>;
};

export function entryRow({ ordinal, id, type, data, metadata }: LedgerEvent): SuggestionEntryRow {
  const { schemaVersion, recordedAt, recordedBy } = metadata;
  return { ordinal, entry: JSON.stringify([id, type, schemaVersion, data, recordedAt, recordedBy] satisfies Written) };
}

export function entryKeys({ entries }: Pick<SuggestionRow, 'entries'>): readonly [number][] {
  return entries.split(',').map((ordinal) => [Number(ordinal)]);
}

export function entryOf({ entry }: Pick<SuggestionEntryRow, 'entry'>): PastEntry {
  const [id, type, schemaVersion, data, recordedAt, recordedBy] = JSON.parse(entry) as Written;
  return { id, type, data, metadata: { schemaVersion, recordedAt, recordedBy } };
}

/** An entry as a corrected history needs it. */
export function entryIn(row: SuggestionEntryRow, revision: number): Recorded {
  return { ...entryOf(row), revision } as Recorded;
}
