import type { Kysely } from 'kysely';
import * as shown from '../../../src/http/shown.js';
import type { Versioned } from '../../engine/read-model/versioned-rows.js';
import type { DongRow } from '../../read-models/jurisdiction/jurisdiction.tables.js';
import type { DepartmentRow } from '../../read-models/organisation/organisation.tables.js';
import type { MeetingRow } from '../../read-models/meetings/meeting.tables.js';
import { knownAt } from '../../asking/known-at.js';
import type { Moment } from '../../asking/moment/moment.js';
import type { Stated } from '../../asking/stated.js';
import { cursorAfter } from '../../../src/http/paging/cursor.js';
import { nextCursor, type Page } from '../../../src/http/paging/page.js';
import type { PlacementRow } from '../../read-models/pledge-items/pledge-item.tables.js';
import type { RoundRow } from '../../read-models/rounds/round.tables.js';
import type { SuggestionRow } from '../../read-models/suggestion-progress/suggestion.tables.js';
import { disagreement, type Disagreement } from './disagreement.js';
import { type Around, meetingDisagreements, type Paired, withMeeting, withPlace } from './held-against.js';
import { disagrees } from './in-words.js';
import { RefusedReactions, type RefusedTables } from './refused.js';
import { withDepartment } from './with-department.js';

export interface DisagreementTables extends Omit<RefusedTables, 'suggestions'> {
  suggestions: SuggestionRow;
  meetings: Versioned<MeetingRow>;
  rounds: Versioned<RoundRow>;
  dongs: Versioned<DongRow>;
  departments: Versioned<DepartmentRow>;
  placements: Versioned<PlacementRow>;
}

/** The read models that disagreements are read from. */
export const DISAGREEMENT_MODELS = [
  'suggestion-progress',
  'meetings',
  'rounds',
  'jurisdiction',
  'organisation',
  'pledge-items',
] as const;

/** What is held against each other, and the departments besides. */
interface AllAround extends Around {
  readonly departments: ReadonlyMap<string, DepartmentRow>;
}

/** Cursors are ordinals: of meetings as they are, of suggestions above this, and after them come the sheets. */
const SUGGESTIONS = 10 ** 12;
const SHEETS = 2 * SUGGESTIONS;

export const disagreementsPage = { disagreements: shown.list(disagreement), nextCursor };

export type DisagreementsPage = shown.Showing<typeof disagreementsPage>;

/**
 * What disagrees at the last event applied: meetings in the order of what last changed them, suggestions in that of
 * their recording, then sheets. What one record disagrees with is on one page, and all of the sheets' too, so that a
 * page may hold more than its limit.
 */
export async function disagreementsNow(
  db: Kysely<DisagreementTables>,
  { moment }: Pick<Stated, 'moment'>,
  { after, limit }: Page,
): Promise<DisagreementsPage> {
  const disagreements: Disagreement[] = [];
  let last = after;
  for await (const { place, found } of placesFound(db, moment, after)) {
    if (found.length === 0) continue;
    if (disagreements.length >= limit) return { disagreements, nextCursor: cursorAfter('disagreements', last) };
    disagreements.push(...found);
    last = place;
  }
  return { disagreements, nextCursor: null };
}

/** What disagrees, record by record, in the order of the places that cursors tell. */
async function* placesFound(
  db: Kysely<DisagreementTables>,
  moment: Moment,
  after: number,
): AsyncGenerator<{ readonly place: number; readonly found: readonly Disagreement[] }> {
  const known = <T extends 'rounds' | 'dongs' | 'departments' | 'meetings' | 'placements'>(from: T, behind = 0) =>
    db
      .selectFrom(from as 'rounds')
      .selectAll()
      .where('known_from', '>', behind)
      .where(knownAt(moment))
      .orderBy('known_from')
      .execute() as unknown as Promise<DisagreementTables[T][]>;
  const around: AllAround = {
    rounds: new Map((await known('rounds')).map((row) => [row.round_id, row])),
    dongs: new Map((await known('dongs')).map((row) => [row.code, row])),
    departments: new Map((await known('departments')).map((row) => [row.code, row])),
  };
  if (after < SUGGESTIONS) {
    for (const meeting of await known('meetings', after)) {
      yield { place: meeting.known_from, found: meetingDisagreements(meeting, around) };
    }
  }
  if (after < SHEETS) {
    const refused = await RefusedReactions.known(db);
    for await (const row of pairs(db, moment, Math.max(0, after - SUGGESTIONS))) {
      yield {
        place: SUGGESTIONS + row.first_ordinal,
        found: [
          ...meetingOf(row, refused),
          ...withPlace(row, around),
          ...withDepartment(row, around.departments),
          ...refused.partsOf(row.suggestion_id),
        ],
      };
    }
    const placements = await known('placements');
    yield { place: SHEETS, found: placements.flatMap((placement) => placementDisagreements(placement, around)) };
  }
}

function placementDisagreements({ term, number, round_id }: PlacementRow, { rounds }: Around): Disagreement[] {
  if (rounds.has(round_id)) return [];
  const about = { about: 'pledge-item', id: `${String(term)}-${number}`, with: 'round', withId: round_id } as const;
  return [disagrees(about, 'round-on-sheet-voided', {}, 'round-voided')];
}

type Listed = Paired & Pick<SuggestionRow, 'first_ordinal' | 'department' | 'phase_since'>;

/** Each standing suggestion after an ordinal, beside its meeting. */
async function* pairs(db: Kysely<DisagreementTables>, moment: Moment, from: number): AsyncGenerator<Listed> {
  const page = 2_000;
  for (let after = from; ;) {
    const rows = await db
      .selectFrom('suggestions')
      .leftJoin('meetings', (join) =>
        join.onRef('meetings.meeting_id', '=', 'suggestions.meeting_id').on(knownAt(moment, 'meetings')),
      )
      .select([
        'suggestions.first_ordinal',
        'suggestions.suggestion_id',
        'suggestions.round_id',
        'suggestions.dong',
        'suggestions.district',
        'suggestions.raised_on',
        'suggestions.outside_period_reason',
        'suggestions.meeting_id',
        'suggestions.department',
        'suggestions.phase_since',
        'meetings.round_id as m_round',
        'meetings.places as m_places',
        'meetings.phase as m_phase',
      ])
      .select((row) => row.fn.coalesce('meetings.held_on', 'meetings.scheduled_on').as('m_day'))
      .where('suggestions.standing', '=', 1)
      .where('suggestions.first_ordinal', '>', after)
      // Where the meetings are behind, they do not know those of a suggestion that came later.
      .where('suggestions.first_ordinal', '<=', moment.knownAt.ordinal)
      .orderBy('suggestions.first_ordinal')
      .limit(page)
      .execute();
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last.first_ordinal;
  }
}

/** What it disagrees with its meeting in, and why it did not go along. */
function meetingOf(row: Paired, refused: RefusedReactions): readonly Disagreement[] {
  const found = withMeeting(row);
  return [...found, ...refused.notAlong(row.suggestion_id, row.meeting_id, found)];
}
