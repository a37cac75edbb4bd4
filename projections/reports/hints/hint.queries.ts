import { type Kysely, sql } from 'kysely';
import type { Hint } from '../../../src/http/answer.js';
import type { MeetingTables } from '../../read-models/meetings/meeting.queries.js';
import type { OrganisationTables } from '../../read-models/organisation/organisation.queries.js';
import type { RoundTables } from '../../read-models/rounds/round.queries.js';
import type { SuggestionTables } from '../../read-models/suggestion-progress/suggestion.queries.js';
import { saidIn, type SuggestionTextRow } from '../../read-models/suggestion-texts/suggestion-text.tables.js';

export interface HintTables
  extends Pick<SuggestionTables, 'suggestions'>, MeetingTables, OrganisationTables, Pick<RoundTables, 'rounds'> {
  suggestion_texts: SuggestionTextRow;
}

export const HINT_MODELS = ['suggestion-texts', 'suggestion-progress', 'meetings', 'organisation', 'rounds'] as const;

const MOST_HINTS = 5;

/** What was sent, of what hints look at. */
export interface SentToHint {
  readonly text?: string;
  readonly round?: string | null;
  readonly meetingId?: string | null;
  readonly code?: string;
  readonly department?: string;
}

/** Suggestions of the same round that say the same, those of the same meeting first. */
export async function alike(db: Kysely<HintTables>, id: string, sent: SentToHint): Promise<Hint[]> {
  const { text, meetingId } = sent;
  const roundId = await roundOf(db, sent);
  if (text === undefined || roundId === undefined) return [];
  const others = await db
    .selectFrom('suggestion_texts as t')
    .innerJoin('suggestions as s', 's.first_ordinal', 't.ordinal')
    .select(['s.suggestion_id', 's.meeting_id'])
    .where('t.said', '=', saidIn(text))
    .where('s.round_id', '=', roundId)
    .where('s.suggestion_id', '<>', id)
    .where('s.standing', '=', 1)
    .orderBy('s.first_ordinal')
    .limit(MOST_HINTS)
    .execute();
  return others
    .map(({ suggestion_id, meeting_id }): Hint => {
      const atIts = meeting_id !== null && meeting_id === meetingId;
      return { code: atIts ? 'same-text-at-the-meeting' : 'same-text-in-the-round', id: suggestion_id };
    })
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

/** Rounds whose codes differ from that of another by capitals alone. */
export async function caseTwins(db: Kysely<HintTables>, id: string, { code }: SentToHint): Promise<Hint[]> {
  if (code === undefined) return [];
  const rows = await db
    .selectFrom('rounds')
    .select('round_id')
    .where(sql`lower(code)`, '=', code.toLowerCase())
    .where('round_id', '<>', id)
    .distinct()
    .limit(MOST_HINTS)
    .execute();
  return rows.map(({ round_id }) => ({ code: 'code-differs-by-case-alone', id: round_id }));
}

/** Departments whose codes differ by capitals alone from the one that was recorded or named. */
export async function departmentTwins(db: Kysely<HintTables>, _: string, sent: SentToHint): Promise<Hint[]> {
  const code = sent.code ?? sent.department;
  if (code === undefined) return [];
  const rows = await db
    .selectFrom('departments')
    .select('code')
    .where(sql`lower(code)`, '=', code.toLowerCase())
    .where('code', '<>', code)
    .distinct()
    .orderBy('code')
    .limit(MOST_HINTS)
    .execute();
  return rows.map((row) => ({ code: 'code-differs-by-case-alone', id: row.code }));
}

/** The id of the round that was told, or that its meeting is of. */
async function roundOf(db: Kysely<HintTables>, { round, meetingId }: SentToHint): Promise<string | undefined> {
  if (typeof round === 'string') {
    const named = db
      .selectFrom('rounds')
      .select('round_id')
      .where((where) => where.or([where('code', '=', round), where('round_id', '=', round.toLowerCase())]));
    return (await named.limit(1).executeTakeFirst())?.round_id;
  }
  if (typeof meetingId !== 'string') return undefined;
  const meeting = db.selectFrom('meetings').select('round_id').where('meeting_id', '=', meetingId);
  return (await meeting.orderBy('known_from', 'desc').limit(1).executeTakeFirst())?.round_id;
}
