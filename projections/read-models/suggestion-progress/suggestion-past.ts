import { contractOf } from '../../../src/history/contract.js';
import type { Event, Recorded } from '../../../src/history/event.js';
import { suggestionContracts } from '../../../src/suggestions/suggestion.events.js';
import type { LedgerEvent } from '../../engine/read-model/projection.js';
import type { SuggestionEntryRow, SuggestionRow } from './suggestion.tables.js';

/**
 * What a later correction needs of a suggestion's past, an entry a row: a letter, then what it said. While nothing
 * but the stages of an ordinary life stands there, the receipt is taken from the suggestion's own columns.
 */

const RECEIVED = 'R';
const ASSIGNED = 'A';
const RESOLVED = 'S';
const REOPENED = 'O';
const WITHDRAWN = 'W';
/** Whole, as JSON. */
const OTHER = 'X';

/** The row of an entry. */
export function entryRow(event: LedgerEvent): SuggestionEntryRow {
  return { ordinal: event.ordinal, event_id: event.id, said: saidBy(event) };
}

/** The row of an entry that says all of it, whatever it is. */
export function wholeEntryRow(
  ordinal: number,
  { id, type, data, metadata: { schemaVersion } }: Pick<Recorded, 'id' | 'type' | 'data' | 'metadata'>,
): SuggestionEntryRow {
  return { ordinal, event_id: id, said: OTHER + JSON.stringify([type, schemaVersion, data]) };
}

function saidBy(event: LedgerEvent): string {
  const { type, data } = event as unknown as Event<string, Record<string, string>>;
  if (event.metadata.schemaVersion === contractOf(suggestionContracts, type)?.version) {
    switch (type) {
      case 'SuggestionReceived':
        return RECEIVED;
      case 'SuggestionAssigned':
        return ASSIGNED + data.assignedOn! + data.department!;
      case 'SuggestionResolved':
        return RESOLVED + JSON.stringify(data);
      case 'SuggestionReopened':
        return REOPENED + data.reopenedOn!;
      case 'SuggestionWithdrawn':
        return WITHDRAWN + data.withdrawnOn!;
    }
  }
  return wholeEntryRow(event.ordinal, event).said;
}

/** The entries of a suggestion, as far as a corrected history needs them. */
export function entriesOf(row: SuggestionRow, entries: readonly SuggestionEntryRow[]): Recorded[] {
  return entries.map(({ event_id: id, said }, revision) => {
    const [type, schemaVersion, data] = readSaid(said, row);
    return { id, type, revision, data, metadata: { schemaVersion } } as Recorded;
  });
}

export function typeOf({ said }: SuggestionEntryRow): string {
  switch (said[0]) {
    case RECEIVED:
      return 'SuggestionReceived';
    case ASSIGNED:
      return 'SuggestionAssigned';
    case RESOLVED:
      return 'SuggestionResolved';
    case REOPENED:
      return 'SuggestionReopened';
    case WITHDRAWN:
      return 'SuggestionWithdrawn';
    default:
      return (JSON.parse(said.slice(1)) as [string])[0];
  }
}

function readSaid(text: string, row: SuggestionRow): [type: string, schemaVersion: number, data: object] {
  const said = text.slice(1);
  switch (text[0]) {
    case RECEIVED:
      return today('SuggestionReceived', receiptIn(row));
    case ASSIGNED:
      return today('SuggestionAssigned', { assignedOn: said.slice(0, 10), department: said.slice(10) });
    case RESOLVED:
      return today('SuggestionResolved', JSON.parse(said) as object);
    case REOPENED:
      return today('SuggestionReopened', { reopenedOn: said, why: '' });
    case WITHDRAWN:
      return today('SuggestionWithdrawn', { withdrawnOn: said, why: null });
    default:
      return JSON.parse(said) as [string, number, object];
  }
}

function today(type: keyof typeof suggestionContracts, data: object): [string, number, object] {
  return [type, suggestionContracts[type].version, data];
}

function receiptIn(row: SuggestionRow): object {
  return {
    roundId: row.round_id,
    meetingId: row.meeting_id,
    channel: row.channel,
    dong: row.dong,
    district: row.district,
    raisedOn: row.raised_on,
    acceptedOn: row.accepted_on,
    outsidePeriodReason: row.outside_period_reason,
    proposerKind: row.proposer_kind,
    text: row.text,
    category: row.category,
  };
}
