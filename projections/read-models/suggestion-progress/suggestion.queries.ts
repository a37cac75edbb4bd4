import type { Kysely } from 'kysely';
import type { LocalDate } from '../../../src/history/days.js';
import * as shown from '../../../src/http/shown.js';
import { resolved } from '../../../src/suggestions/ending/ending.events.js';
import {
  HANDLING_STATUSES,
  type HandlingStatus,
  type Phase,
  PHASES,
} from '../../../src/suggestions/handling-status.js';
import { received } from '../../../src/suggestions/receipt/receipt.events.js';
import type { SuggestionEvent } from '../../../src/suggestions/suggestion.events.js';
import { dataToday, suggestionLife } from '../../../src/suggestions/suggestion.steps.js';
import { historyOf, voidable } from '../../asking/voidable.js';
import { numberText, type SuggestionNumberTables } from '../suggestion-numbers/suggestion-number.queries.js';
import { entryOf, type PastEntry } from './suggestion-past.js';
import type { SuggestionEntryRow, SuggestionRow } from './suggestion.tables.js';

export interface SuggestionTables extends SuggestionNumberTables {
  suggestions: SuggestionRow;
  suggestion_entries: SuggestionEntryRow;
}

/** A suggestion's progress as the API shows it. */
export const suggestionFields = {
  id: shown.id(),
  number: shown.orNull(shown.text({ about: '접수번호, taken wherever an address has the id; null until it is given' })),
  firstOrdinal: shown.integer({ about: 'Its number in the order in which suggestions were recorded' }),
  revision: shown.integer({ about: 'Of its stream, as its ETag says it' }),
  ...voidable,
  ahead: shown.flag({
    about: 'The day it counts from lies ahead: it is in no figure yet, nor in the list unless asked for',
  }),
  late: shown.flag({ about: 'Recorded after its round was closed' }),
  ...received,
  category: { ...received.fieldOfWork, about: 'The former name of fieldOfWork' },
  phase: shown.choice(PHASES),
  status: shown.choice(HANDLING_STATUSES, { about: '처리현황' }),
  phaseSince: shown.day({ about: 'The day of the last change of phase' }),
  department: shown.orNull(shown.text({ about: 'Code of the department (소관부서) that has it; null where none has' })),
  resolution: shown.orNull(shown.object(resolved), { about: 'How it ended; null where it has not' }),
};
export const suggestion = shown.object(suggestionFields);

export type SuggestionView = shown.Of<typeof suggestion>;

/** What a list may be narrowed to. */
export interface SuggestionFilter {
  readonly roundId?: string | undefined;
  readonly meetingId?: string | undefined;
  readonly district?: string | undefined;
  readonly dong?: string | undefined;
  readonly status?: string | undefined;
  readonly department?: string | undefined;
  /** Those of days ahead too. */
  readonly ahead?: boolean;
}

/** One page of the suggestions that count, and those of days ahead where they are asked for, in the order in which they were recorded, after a first ordinal. */
export async function suggestionsPage(
  db: Kysely<SuggestionTables>,
  filter: SuggestionFilter,
  page: { readonly after: number; readonly limit: number },
  today: LocalDate,
): Promise<SuggestionView[]> {
  const wanted = {
    round_id: filter.roundId,
    meeting_id: filter.meetingId,
    district: filter.district,
    dong: filter.dong,
    status: filter.status,
    department: filter.department,
  };
  let query = withEntries(db)
    .where('standing', '=', 1)
    .where('status', '<>', 'split')
    .where('first_ordinal', '>', page.after)
    .$if(filter.ahead !== true, (counted) => counted.where('raised_on', '<=', today));
  for (const [column, value] of Object.entries(wanted)) {
    if (value !== undefined) query = query.where(column as keyof typeof wanted, '=', value);
  }
  const rows = await query.orderBy('first_ordinal').limit(page.limit).execute();
  return rows.map((row) => viewOf(row, today));
}

/** With what the receipt said, and the entry that made the phase, as they were recorded. */
function withEntries(db: Kysely<SuggestionTables>) {
  return db
    .selectFrom('suggestions')
    .innerJoin('suggestion_entries as received', 'received.ordinal', 'suggestions.first_ordinal')
    .innerJoin('suggestion_entries as phased', 'phased.ordinal', 'suggestions.phase_by')
    .leftJoin('suggestion_numbers as numbered', 'numbered.suggestion_id', 'suggestions.suggestion_id')
    .selectAll('suggestions')
    .select(['numbered.year', 'numbered.number'])
    .select(['received.entry as received', 'phased.entry as phased']);
}

type Joined = Awaited<ReturnType<ReturnType<typeof withEntries>['executeTakeFirstOrThrow']>>;

export function viewOf(row: Joined, today: LocalDate): SuggestionView {
  const received = sayings(row.receipt, entryOf({ entry: row.received })) as DataOf<'SuggestionReceived'>;
  const phased = entryOf({ entry: row.phased });
  const resolves = row.phase === 'resolved' && phased.type === 'SuggestionResolved';
  return {
    id: row.suggestion_id,
    firstOrdinal: row.first_ordinal,
    revision: row.revision,
    number: row.year === null || row.number === null ? null : numberText({ year: row.year, number: row.number }),
    voided: row.standing === 0,
    history: historyOf('suggestions', row.suggestion_id),
    ahead: row.raised_on > today,
    late: received.afterClosureReason !== null,
    ...received,
    category: received.fieldOfWork,
    phase: row.phase as Phase,
    status: row.status as HandlingStatus,
    phaseSince: row.phase_since,
    department: row.department,
    resolution: resolves ? (sayings(row.phase_said, phased) as DataOf<'SuggestionResolved'>) : null,
  };
}

type DataOf<T extends SuggestionEvent['type']> = Extract<SuggestionEvent, { type: T }>['data'];

/** What an entry says today: as corrected, else as it was recorded. */
function sayings(corrected: string | null, recorded: PastEntry): object {
  return corrected === null ? dataToday(recorded, suggestionLife) : (JSON.parse(corrected) as object);
}
