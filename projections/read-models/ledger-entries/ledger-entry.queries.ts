import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { DoneBy } from '../../../src/history/facts.js';
import * as shown from '../../../src/http/shown.js';
import { entryName } from './entry-names.js';
import type { LedgerEntryRow, LedgerEntryTables } from './ledger-entry.tables.js';

/** The kinds of things that have entries, as the names of their streams begin. */
export const THINGS = [
  'suggestion',
  'meeting',
  'round',
  'pledgeItem',
  'jurisdiction',
  'organisation',
  'policy',
] as const;

const READ_AT: Readonly<Record<string, string>> = {
  suggestion: '/v1/suggestions/',
  meeting: '/v1/meetings/',
  round: '/v1/rounds/',
};

const text = shown.text;
export const entry = shown.object({
  ordinal: shown.integer({ about: 'Its number in the ledger, from 1' }),
  eventId: shown.id(),
  type: text(),
  name: shown.object({ ko: text(), en: text() }),
  thing: text({ about: 'What it is about, as the name of its stream begins' }),
  thingId: text(),
  readAt: shown.orNull(text({ about: 'Where that is to be read' })),
  occurredOn: shown.orNull(shown.day({ about: 'The day that it is about, as recorded; null where it has none' })),
  recordedAt: shown.instant(),
  recordedBy: shown.object({ id: text(), role: text(), verified: shown.flag({ about: 'Whether they had signed in' }) }),
  doneBy: shown.orNull(
    shown.object({
      account: shown.orNull(text()),
      department: shown.orNull(text()),
      position: shown.orNull(text()),
    }),
    { about: 'Who acted, where another than who recorded it' },
  ),
  department: shown.orNull(text(), { about: 'The one that it names, or that acted' }),
  commandId: text(),
  correlationId: text(),
  causationId: text(),
  amends: shown.orNull(text(), { about: 'Of a correction or a void: the entry that it is about' }),
  changedFields: shown.list(text(), { about: 'Of a correction: the JSON Pointers of what it changes' }),
});
export type EntryView = shown.Of<typeof entry>;

export interface EntriesAsked {
  readonly thing?: string | undefined;
  readonly id?: string | undefined;
  readonly type?: string | undefined;
  readonly actor?: string | undefined;
  readonly department?: string | undefined;
  readonly recordedFrom?: string | undefined;
  readonly recordedTo?: string | undefined;
  readonly occurredFrom?: string | undefined;
  readonly occurredTo?: string | undefined;
  readonly correlation?: string | undefined;
  readonly cause?: string | undefined;
}

/** Entries after an ordinal, up to another, in the order of the log; the other way round where `down`. */
export async function entriesAfter(
  db: Kysely<LedgerEntryTables>,
  asked: EntriesAsked,
  page: { readonly after: number; readonly upTo: number; readonly limit: number; readonly down?: boolean },
): Promise<readonly EntryView[]> {
  const rows = await narrowed(db.selectFrom('ledger_entries'), asked)
    .selectAll()
    .where('ordinal', page.down === true ? '<' : '>', page.after)
    .where('ordinal', '<=', page.upTo)
    .orderBy('ordinal', page.down === true ? 'desc' : 'asc')
    .limit(page.limit)
    .execute();
  return rows.map(viewOf);
}

type Entries = SelectQueryBuilder<LedgerEntryTables, 'ledger_entries', object>;

function narrowed(query: Entries, asked: EntriesAsked): Entries {
  const columns = {
    thing: 'thing',
    id: 'thing_id',
    type: 'type',
    department: 'department',
    correlation: 'correlation_id',
    cause: 'causation_id',
  } as const;
  let entries = query;
  for (const [name, column] of Object.entries(columns)) {
    const value = asked[name as keyof typeof columns];
    if (value !== undefined) entries = entries.where(column, '=', value);
  }
  const { actor, recordedFrom, recordedTo, occurredFrom, occurredTo } = asked;
  if (actor !== undefined) {
    entries = entries.where((where) => where.or([where('recorded_by', '=', actor), where('account', '=', actor)]));
  }
  if (recordedFrom !== undefined) entries = entries.where('recorded_on', '>=', recordedFrom);
  if (recordedTo !== undefined) entries = entries.where('recorded_on', '<=', recordedTo);
  if (occurredFrom !== undefined) entries = entries.where('occurred_on', '>=', occurredFrom);
  if (occurredTo !== undefined) entries = entries.where('occurred_on', '<=', occurredTo);
  return entries;
}

function viewOf(row: LedgerEntryRow): EntryView {
  const place = READ_AT[row.thing];
  const doneBy = row.done_by === null ? null : (JSON.parse(row.done_by) as NonNullable<DoneBy>);
  return {
    ordinal: row.ordinal,
    eventId: row.event_id,
    type: row.type,
    name: entryName(row.type),
    thing: row.thing,
    thingId: row.thing_id,
    readAt: place === undefined ? null : `${place}${row.thing_id}`,
    occurredOn: row.occurred_on,
    recordedAt: row.recorded_at,
    recordedBy: { id: row.recorded_by, role: row.role, verified: row.verified === 1 },
    doneBy: doneBy && { account: doneBy.account, department: doneBy.department, position: doneBy.position },
    department: row.department,
    commandId: row.command_id,
    correlationId: row.correlation_id,
    causationId: row.causation_id,
    amends: row.amends,
    changedFields: row.changes === null ? [] : (JSON.parse(row.changes) as string[]),
  };
}
