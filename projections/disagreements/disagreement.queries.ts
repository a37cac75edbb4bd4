import type { Kysely } from 'kysely';
import { contains, periodText } from '../../src/history/days.js';
import type { Versioned } from '../engine/versioned-rows.js';
import type { MeetingRow } from '../meetings/meeting.tables.js';
import type { Stated } from '../moment/reports.queries.js';
import type { RoundRow } from '../rounds/round.tables.js';
import type { SuggestionRow } from '../suggestion-progress/suggestion.tables.js';

export interface DisagreementTables {
  suggestions: SuggestionRow;
  meetings: Versioned<MeetingRow>;
  rounds: Versioned<RoundRow>;
}

/** Something recorded that other streams no longer bear out. It stays counted until somebody puts it right. */
export interface Disagreement {
  readonly about: 'suggestion' | 'meeting';
  readonly id: string;
  /** What it disagrees with. */
  readonly with: 'meeting' | 'round';
  readonly withId: string;
  readonly code:
    | 'meeting-voided'
    | 'meeting-cancelled'
    | 'meeting-on-other-day'
    | 'meeting-in-other-dong'
    | 'meeting-of-other-round'
    | 'round-voided'
    | 'round-is-carried'
    | 'outside-period';
  readonly detail: string;
}

type Known = (row: { known_from: number; known_to: number }) => boolean;

/** What disagrees at the last event applied, in the order in which it was recorded. */
export async function disagreementsNow(
  db: Kysely<DisagreementTables>,
  { moment }: Stated,
): Promise<readonly Disagreement[]> {
  const { ordinal } = moment.knownAt;
  const known: Known = (row) => row.known_from <= ordinal && row.known_to > ordinal;
  const roundRows = await db.selectFrom('rounds').selectAll().execute();
  const rounds = new Map(roundRows.filter(known).map((row) => [row.round_id, row]));
  const meetings = await db
    .selectFrom('meetings')
    .selectAll()
    .where('known_from', '<=', ordinal)
    .where('known_to', '>', ordinal)
    .orderBy('known_from')
    .execute();
  return [
    ...meetings.flatMap((meeting) => meetingDisagreements(meeting, rounds)),
    ...(await suggestionDisagreements(db, rounds)),
  ];
}

function meetingDisagreements(meeting: MeetingRow, rounds: ReadonlyMap<string, RoundRow>): Disagreement[] {
  const about = { about: 'meeting', id: meeting.meeting_id, with: 'round', withId: meeting.round_id } as const;
  if (meeting.phase === 'cancelled') return [];
  const day = meeting.held_on ?? meeting.scheduled_on ?? '';
  const round = rounds.get(meeting.round_id);
  if (!round) return [{ ...about, code: 'round-voided', detail: `its round is voided` }];
  if (round.counting === 'carried' && round.superseded_on === null) {
    return [{ ...about, code: 'round-is-carried', detail: `its round ${round.code} is carried` }];
  }
  const period = { from: round.meetings_from, to: round.meetings_to };
  if (contains(period, day)) return [];
  return [
    { ...about, code: 'outside-period', detail: `on ${day}, outside its round's meetings (${periodText(period)})` },
  ];
}

type Paired = Pick<
  SuggestionRow,
  'suggestion_id' | 'round_id' | 'dong' | 'raised_on' | 'outside_period_reason' | 'meeting_id'
> & {
  readonly m_round: string | null;
  readonly m_dong: string | null;
  readonly m_phase: string | null;
  readonly m_day: string | null;
};

/** Each standing suggestion beside its meeting; those that agree with it and with their round are left out. */
async function suggestionDisagreements(
  db: Kysely<DisagreementTables>,
  rounds: ReadonlyMap<string, RoundRow>,
): Promise<Disagreement[]> {
  const found: Disagreement[] = [];
  const page = 2_000;
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom('suggestions')
      .leftJoin('meetings', (join) =>
        join
          .onRef('meetings.meeting_id', '=', 'suggestions.meeting_id')
          .on('meetings.known_to', '=', Number.MAX_SAFE_INTEGER),
      )
      .select([
        'suggestions.first_ordinal',
        'suggestions.suggestion_id',
        'suggestions.round_id',
        'suggestions.dong',
        'suggestions.raised_on',
        'suggestions.outside_period_reason',
        'suggestions.meeting_id',
        'meetings.round_id as m_round',
        'meetings.dong as m_dong',
        'meetings.phase as m_phase',
      ])
      .select((row) => row.fn.coalesce('meetings.held_on', 'meetings.scheduled_on').as('m_day'))
      .where('suggestions.standing', '=', 1)
      .where('suggestions.first_ordinal', '>', after)
      .orderBy('suggestions.first_ordinal')
      .limit(page)
      .execute();
    found.push(...rows.flatMap((row) => [...withMeeting(row), ...withRound(row, rounds)]));
    const last = rows.at(-1);
    if (!last || rows.length < page) return found;
    after = last.first_ordinal;
  }
}

function withMeeting(row: Paired): Disagreement[] {
  if (row.meeting_id === null) return [];
  const about = { about: 'suggestion', id: row.suggestion_id, with: 'meeting', withId: row.meeting_id } as const;
  if (row.m_phase === null) return [{ ...about, code: 'meeting-voided', detail: 'its meeting is voided' }];
  const found: Disagreement[] = [];
  if (row.m_phase === 'cancelled') {
    found.push({ ...about, code: 'meeting-cancelled', detail: 'its meeting was cancelled' });
  }
  if (row.m_day !== row.raised_on) {
    const detail = `raised on ${row.raised_on}, its meeting is on ${String(row.m_day)}`;
    found.push({ ...about, code: 'meeting-on-other-day', detail });
  }
  if (row.m_dong !== row.dong) {
    const detail = `in dong ${row.dong}, its meeting is in ${String(row.m_dong)}`;
    found.push({ ...about, code: 'meeting-in-other-dong', detail });
  }
  if (row.m_round !== row.round_id) {
    const detail = `of round ${row.round_id}, its meeting is of ${String(row.m_round)}`;
    found.push({ ...about, code: 'meeting-of-other-round', detail });
  }
  return found;
}

function withRound(row: Paired, rounds: ReadonlyMap<string, RoundRow>): Disagreement[] {
  const about = { about: 'suggestion', id: row.suggestion_id, with: 'round', withId: row.round_id } as const;
  const round = rounds.get(row.round_id);
  if (!round) return [{ ...about, code: 'round-voided', detail: 'its round is voided' }];
  if (round.counting === 'carried' && round.superseded_on === null) {
    return [{ ...about, code: 'round-is-carried', detail: `its round ${round.code} is carried` }];
  }
  const period = { from: round.suggestions_from, to: round.suggestions_to };
  if (row.outside_period_reason !== null || contains(period, row.raised_on)) return [];
  const detail = `raised on ${row.raised_on}, outside its round's suggestions (${periodText(period)})`;
  return [{ ...about, code: 'outside-period', detail }];
}
