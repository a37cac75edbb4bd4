import { contractOf } from '../../src/history/contract.js';
import type { Event, Recorded } from '../../src/history/event.js';
import { suggestionContracts } from '../../src/suggestions/suggestion.events.js';
import type { LedgerEvent } from '../engine/projection.js';
import type { SuggestionRow } from './suggestion.tables.js';

/**
 * What a later correction needs of a suggestion's past, an entry a line: its id, a letter, what it said. While
 * nothing but the stages of an ordinary life stands there, the receipt is taken from the row's own columns.
 */

const ID_LENGTH = 36;
const RECEIVED = 'R';
const ASSIGNED = 'A';
const RESOLVED = 'S';
const REOPENED = 'O';
const WITHDRAWN = 'W';
/** Whole, as JSON. */
const OTHER = 'X';

/** The line of an entry. */
export function lineOf(event: LedgerEvent): string {
  const { type, data } = event as unknown as Event<string, Record<string, string>>;
  if (event.metadata.schemaVersion === contractOf(suggestionContracts, type)?.version) {
    switch (type) {
      case 'SuggestionReceived':
        return event.id + RECEIVED;
      case 'SuggestionAssigned':
        return event.id + ASSIGNED + data.assignedOn! + data.department!;
      case 'SuggestionResolved':
        return event.id + RESOLVED + JSON.stringify(data);
      case 'SuggestionReopened':
        return event.id + REOPENED + data.reopenedOn!;
      case 'SuggestionWithdrawn':
        return event.id + WITHDRAWN + data.withdrawnOn!;
    }
  }
  return wholeLine(event);
}

/** The line of an entry that says all of it, whatever it is. */
export function wholeLine({
  id,
  type,
  data,
  metadata: { schemaVersion },
}: Pick<Recorded, 'id' | 'type' | 'data' | 'metadata'>) {
  return id + OTHER + JSON.stringify([type, schemaVersion, data]);
}

/** Whether the past is that of an ordinary life, so that the row says all that there is to know. */
export function isOrdinary(past: string): boolean {
  return past[ID_LENGTH] === RECEIVED;
}

/** The past with its receipt written out, for a row whose columns will say something else. */
export function writtenOut(row: SuggestionRow): string {
  if (!isOrdinary(row.past)) return row.past;
  const end = row.past.indexOf('\n');
  const [received] = entriesOf(row);
  return wholeLine(received!) + (end === -1 ? '' : row.past.slice(end));
}

/** The entries of the past, as far as a corrected history needs them. */
export function entriesOf(row: SuggestionRow): Recorded[] {
  return row.past.split('\n').map((line, revision) => {
    const [type, schemaVersion, data] = readLine(line.slice(ID_LENGTH), row);
    return { id: line.slice(0, ID_LENGTH), type, revision, data, metadata: { schemaVersion } } as Recorded;
  });
}

/** Id and type of the entry with this revision. */
export function entryAt(row: SuggestionRow, revision: number): { readonly id: string; readonly type: string } {
  const lines = row.past.split('\n');
  // Each entry from the receipt on is a line.
  const line = lines[lines.length - 1 - (row.revision - revision)]!;
  return { id: line.slice(0, ID_LENGTH), type: readLine(line.slice(ID_LENGTH), row)[0] };
}

function readLine(line: string, row: SuggestionRow): [type: string, schemaVersion: number, data: object] {
  const said = line.slice(1);
  switch (line[0]) {
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
