import type { Recorded } from '../../../src/history/event.js';
import type { LedgerEvent } from '../../engine/read-model/projection.js';
import type { SuggestionEntryRow, SuggestionRow } from './suggestion.tables.js';

/** What a later entry needs of a suggestion's past: each entry as it was recorded, whatever its type. */

export function entryRow({ ordinal, id, type, data, metadata }: LedgerEvent): SuggestionEntryRow {
  return {
    ordinal,
    event_id: id,
    type,
    schema_version: metadata.schemaVersion,
    data: JSON.stringify(data),
    recorded_at: Date.parse(metadata.recordedAt),
    recorded_by: JSON.stringify(metadata.recordedBy),
  };
}

export function entryKeys({ entries }: SuggestionRow): readonly [number][] {
  return entries.split(',').map((ordinal) => [Number(ordinal)]);
}

/** An entry as a corrected history needs it. */
export function entryIn(
  { event_id: id, type, schema_version: schemaVersion, data }: SuggestionEntryRow,
  revision: number,
): Recorded {
  return { id, type, revision, data: JSON.parse(data) as object, metadata: { schemaVersion } } as Recorded;
}
