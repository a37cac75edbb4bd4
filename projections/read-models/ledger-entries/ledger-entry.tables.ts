import { isAmendment, isCorrection } from '../../../src/history/corrected-history.js';
import type { LocalDate } from '../../../src/history/days.js';
import type { Contracts } from '../../../src/history/contract.js';
import type { DoneBy } from '../../../src/history/facts.js';
import { suggestionContracts } from '../../../src/suggestions/suggestion.events.js';
import { type LedgerEvent, type Projection, table } from '../../engine/read-model/projection.js';

/** An entry of the ledger, without what it says: who recorded it and when, about what, and why it came. */
export type LedgerEntryRow = Readonly<{
  ordinal: number;
  event_id: string;
  type: string;
  /** What the name of its stream begins with (`suggestion`), and what follows. */
  thing: string;
  thing_id: string;
  /** The day that it is about, as it was recorded; null where it has none. */
  occurred_on: LocalDate | null;
  /** The day of recording in Seoul, by the running maximum of instants. */
  recorded_on: LocalDate;
  recorded_at: string;
  recorded_by: string;
  role: string;
  /** 1: whoever recorded it had signed in. */
  verified: number;
  /** Who acted, where another; JSON. */
  done_by: string | null;
  /** The account of who acted where another, and the department that the entry names, or that acted. */
  account: string | null;
  department: string | null;
  command_id: string;
  correlation_id: string;
  causation_id: string;
  /** Of an amendment: the entry that it amends, and JSON of the paths that it changes. */
  amends: string | null;
  changes: string | null;
}>;

export const ledgerEntries = table<LedgerEntryRow>({
  name: 'ledger_entries',
  columns: {
    ordinal: 'integer',
    event_id: 'text',
    type: 'text',
    thing: 'text',
    thing_id: 'text',
    occurred_on: 'text?',
    recorded_on: 'text',
    recorded_at: 'text',
    recorded_by: 'text',
    role: 'text',
    verified: 'integer',
    done_by: 'text?',
    account: 'text?',
    department: 'text?',
    command_id: 'text',
    correlation_id: 'text',
    causation_id: 'text',
    amends: 'text?',
    changes: 'text?',
  },
  key: ['ordinal'],
  journal: true,
  indexes: [
    { columns: ['thing_id', 'ordinal'] },
    { columns: ['type', 'ordinal'] },
    { columns: ['recorded_by', 'ordinal'] },
    { columns: ['department', 'ordinal'] },
    { columns: ['occurred_on', 'ordinal'] },
    { columns: ['correlation_id', 'ordinal'] },
    { columns: ['causation_id', 'ordinal'] },
  ],
});

/** All entries of the ledger, of types that the program does not know too. */
export const ledgerEntriesModel: Projection = {
  name: 'ledger-entries',
  version: 1,
  tables: [ledgerEntries],
  concerns: () => true,
  wants: () => [],
  fold: (event, rows) => {
    rows.insert(ledgerEntries, rowOf(event));
  },
};

function rowOf({ ordinal, id, type, stream, data, metadata, dayRecorded }: LedgerEvent): LedgerEntryRow {
  const { recordedAt, recordedBy, commandId, correlationId, causationId } = metadata;
  const said = data as { readonly doneBy?: DoneBy; readonly department?: unknown };
  const doneBy = said.doneBy ?? null;
  const [thing, thingId] = thingOf(stream);
  const event = { type, data };
  return {
    ordinal,
    event_id: id,
    type,
    thing,
    thing_id: thingId,
    occurred_on: occurredOn(type, data),
    recorded_on: dayRecorded,
    recorded_at: recordedAt,
    recorded_by: recordedBy.id,
    role: recordedBy.role,
    verified: recordedBy.verified ? 1 : 0,
    done_by: doneBy && JSON.stringify(doneBy),
    account: doneBy?.account ?? null,
    department: textOr(said.department) ?? doneBy?.department ?? recordedBy.department ?? null,
    command_id: commandId,
    correlation_id: correlationId,
    causation_id: causationId,
    amends: isAmendment(event) ? event.data.eventId : null,
    changes: isCorrection(event) ? JSON.stringify(event.data.changes.map(({ path }) => path)) : null,
  };
}

function thingOf(stream: string): readonly [thing: string, id: string] {
  const dash = stream.indexOf('-');
  return dash < 0 ? [stream, ''] : [stream.slice(0, dash), stream.slice(dash + 1)];
}

/** Which field says the day of an entry, where its contract does not. */
const DAYS: Readonly<Record<string, string>> = {
  SuggestionReceived: 'raisedOn',
  MeetingScheduled: 'scheduledOn',
  MeetingRescheduled: 'decidedOn',
  MeetingHeld: 'heldOn',
  MeetingCancelled: 'cancelledOn',
  DistrictRegistered: 'validFrom',
  DistrictRenamed: 'renamedOn',
  DistrictAbolished: 'validTo',
  DongEstablished: 'validFrom',
  DongRenamed: 'renamedOn',
  DongAbolished: 'validTo',
  DongBoundaryChanged: 'changedOn',
  DepartmentEstablished: 'validFrom',
  DepartmentRenamed: 'renamedOn',
  DepartmentAbolished: 'validTo',
  StatusWordsSet: 'validFrom',
  FieldsOfWorkSet: 'validFrom',
  ProposerKindsSet: 'validFrom',
  OralSuggestionDefaultSet: 'validFrom',
  OfficeHoursSet: 'validFrom',
};

function occurredOn(type: string, data: object): LocalDate | null {
  const field = DAYS[type] ?? (suggestionContracts as Contracts)[type]?.day;
  return typeof field === 'string' ? (textOr((data as Readonly<Record<string, unknown>>)[field]) ?? null) : null;
}

function textOr(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export interface LedgerEntryTables {
  ledger_entries: LedgerEntryRow;
}
