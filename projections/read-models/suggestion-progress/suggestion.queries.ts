import type { Kysely } from 'kysely';
import type { HandlingStatus, Phase } from '../../../src/suggestions/handling-status.js';
import type { Channel, Outcome, ProposerKind } from '../../../src/suggestions/suggestion.events.js';
import type { SuggestionRow } from './suggestion.tables.js';

export interface SuggestionTables {
  suggestions: SuggestionRow;
}

/** A suggestion's progress as the API shows it. */
export interface SuggestionView {
  readonly id: string;
  /** Its number in the order in which suggestions were recorded. */
  readonly firstOrdinal: number;
  readonly revision: number;
  /** Whether the whole suggestion is voided; it then counts nowhere. */
  readonly voided: boolean;
  readonly roundId: string;
  readonly meetingId: string | null;
  readonly channel: Channel;
  readonly dong: string;
  readonly district: string;
  readonly raisedOn: string;
  readonly acceptedOn: string;
  readonly outsidePeriodReason: string | null;
  readonly proposerKind: ProposerKind;
  readonly text: string;
  readonly category: string | null;
  readonly phase: Phase;
  readonly status: HandlingStatus;
  readonly phaseSince: string;
  readonly department: string | null;
  readonly resolution: {
    readonly outcome: Outcome;
    readonly resolvedOn: string;
    readonly explanation: string | null;
    readonly remedy: string | null;
    readonly article: string | null;
  } | null;
}

/** What a list may be narrowed to. */
export interface SuggestionFilter {
  readonly roundId?: string | undefined;
  readonly meetingId?: string | undefined;
  readonly district?: string | undefined;
  readonly dong?: string | undefined;
  readonly status?: string | undefined;
  readonly department?: string | undefined;
}

/** One page of the suggestions that count, in the order in which they were recorded, after a first ordinal. */
export async function suggestionsPage(
  db: Kysely<SuggestionTables>,
  filter: SuggestionFilter,
  page: { readonly after: number; readonly limit: number },
): Promise<SuggestionView[]> {
  const wanted = {
    round_id: filter.roundId,
    meeting_id: filter.meetingId,
    district: filter.district,
    dong: filter.dong,
    status: filter.status,
    department: filter.department,
  };
  let query = db
    .selectFrom('suggestions')
    .selectAll()
    .where('standing', '=', 1)
    .where('first_ordinal', '>', page.after);
  for (const [column, value] of Object.entries(wanted)) {
    if (value !== undefined) query = query.where(column as keyof typeof wanted, '=', value);
  }
  const rows = await query.orderBy('first_ordinal').limit(page.limit).execute();
  return rows.map(viewOf);
}

/** One suggestion, voided or not; undefined where none has the id. */
export async function suggestionById(db: Kysely<SuggestionTables>, id: string): Promise<SuggestionView | undefined> {
  const row = await db.selectFrom('suggestions').selectAll().where('suggestion_id', '=', id).executeTakeFirst();
  return row && viewOf(row);
}

function viewOf(row: SuggestionRow): SuggestionView {
  return {
    id: row.suggestion_id,
    firstOrdinal: row.first_ordinal,
    revision: row.revision,
    voided: row.standing === 0,
    roundId: row.round_id,
    meetingId: row.meeting_id,
    channel: row.channel as Channel,
    dong: row.dong,
    district: row.district,
    raisedOn: row.raised_on,
    acceptedOn: row.accepted_on,
    outsidePeriodReason: row.outside_period_reason,
    proposerKind: row.proposer_kind as ProposerKind,
    text: row.text,
    category: row.category,
    phase: row.phase as Phase,
    status: row.status as HandlingStatus,
    phaseSince: row.phase_since,
    department: row.department,
    resolution: row.resolution === null ? null : (JSON.parse(row.resolution) as SuggestionView['resolution']),
  };
}
