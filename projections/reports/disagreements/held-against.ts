import { contains, type Period, periodText } from '../../../src/history/days.js';
import { mayBeOf, type Place } from '../../../src/meetings/meeting.events.js';
import { placeNamed } from '../../read-models/jurisdiction/jurisdiction.queries.js';
import type { DongRow } from '../../read-models/jurisdiction/jurisdiction.tables.js';
import type { MeetingRow } from '../../read-models/meetings/meeting.tables.js';
import type { RoundRow } from '../../read-models/rounds/round.tables.js';
import type { SuggestionRow } from '../../read-models/suggestion-progress/suggestion.tables.js';
import type { Disagreement } from './disagreement.js';
import { type About, disagrees } from './in-words.js';

/** What the records of meetings and suggestions are held against. */
export interface Around {
  readonly rounds: ReadonlyMap<string, RoundRow>;
  readonly dongs: ReadonlyMap<string, DongRow>;
}

/** A suggestion beside its meeting, as far as figures tell them apart. */
export type Paired = Pick<
  SuggestionRow,
  'suggestion_id' | 'round_id' | 'dong' | 'district' | 'raised_on' | 'outside_period_reason' | 'meeting_id'
> & {
  readonly m_round: string | null;
  readonly m_places: string | null;
  readonly m_phase: string | null;
  readonly m_day: string | null;
};

export function meetingDisagreements(meeting: MeetingRow, { rounds, dongs }: Around): Disagreement[] {
  if (meeting.phase === 'cancelled') return [];
  const day = meeting.held_on ?? meeting.scheduled_on ?? '';
  const round = rounds.get(meeting.round_id);
  const about = { about: 'meeting', id: meeting.meeting_id } as const;
  const period = round && { from: round.meetings_from, to: round.meetings_to };
  return [
    ...withRound({ ...about, with: 'round', withId: meeting.round_id }, round, day, period),
    ...(JSON.parse(meeting.places) as Place[]).flatMap(({ dong, district }) =>
      withDong({ ...about, with: 'dong', withId: dong }, dongs, district, day),
    ),
  ];
}

export function withMeeting(row: Paired): Disagreement[] {
  if (row.meeting_id === null) return [];
  const about = { about: 'suggestion', id: row.suggestion_id, with: 'meeting', withId: row.meeting_id } as const;
  if (row.m_phase === null) return [disagrees(about, 'meeting-voided', {})];
  const found: Disagreement[] = [];
  if (row.m_phase === 'cancelled') found.push(disagrees(about, 'meeting-cancelled', {}));
  if (row.m_day !== row.raised_on) {
    found.push(disagrees(about, 'meeting-on-other-day', { day: row.raised_on, other: row.m_day }));
  }
  const places = JSON.parse(row.m_places ?? '[]') as Place[];
  if (row.dong !== null && !mayBeOf(places, row.dong)) {
    const others = places.map(({ dong }) => dong);
    found.push(disagrees(about, 'meeting-in-other-dong', { dong: row.dong, others }));
  }
  if (row.m_round !== row.round_id) {
    found.push(disagrees(about, 'meeting-of-other-round', { round: row.round_id, other: row.m_round }));
  }
  return found;
}

export function withPlace(row: Paired, { rounds, dongs }: Around): Disagreement[] {
  const about = { about: 'suggestion', id: row.suggestion_id } as const;
  const round = rounds.get(row.round_id);
  const excused = row.outside_period_reason !== null;
  const period = round && !excused ? { from: round.suggestions_from, to: round.suggestions_to } : null;
  return [
    ...withRound({ ...about, with: 'round', withId: row.round_id }, round, row.raised_on, period),
    ...(row.dong === null || row.district === null
      ? []
      : withDong({ ...about, with: 'dong', withId: row.dong }, dongs, row.district, row.raised_on)),
  ];
}

/** `period` is null where the day need not lie in one. */
function withRound(
  about: About,
  round: RoundRow | undefined,
  day: string,
  period: Period | null | undefined,
): Disagreement[] {
  if (!round) return [disagrees(about, 'round-voided', {})];
  if (round.counting === 'carried' && round.superseded_on === null) {
    return [disagrees(about, 'round-is-carried', { round: round.code })];
  }
  const found: Disagreement[] = [];
  if (period && !contains(period, day)) {
    found.push(disagrees(about, 'outside-period', { day, period: periodText(period) }));
  }
  if (round.closed_on !== null && day > round.closed_on) {
    found.push(disagrees(about, 'after-closure', { day, closedOn: round.closed_on }));
  }
  return found;
}

function withDong(about: About, dongs: Around['dongs'], district: string, day: string): Disagreement[] {
  const dong = dongs.get(about.withId);
  const begun = dong && (dong.valid_from === null || dong.valid_from <= day);
  if (!dong || !begun || (dong.valid_to !== null && dong.valid_to < day)) {
    return [disagrees(about, 'dong-not-valid', { dong: about.withId, day })];
  }
  if (dong.district === district) return [];
  const told = { district, dong: placeNamed(dong, day).name, other: dong.district };
  return [disagrees(about, 'dong-in-other-district', told)];
}
