import type { Kysely } from 'kysely';
import { aText } from '../../../src/history/value-checks.js';
import { type DataOf, pick } from '../../../src/history/fields.js';
import * as shown from '../../../src/http/shown.js';
import {
  carriedTotals,
  closed,
  type Counting,
  opened,
  type ParticipationKind,
  type Source,
  superseded,
} from '../../../src/rounds/round.events.js';
import type { Versioned } from '../../engine/read-model/versioned-rows.js';
import { knownAt } from '../../asking/known-at.js';
import type { Moment } from '../../asking/moment/moment.js';
import { notKnown, type Stated } from '../../asking/stated.js';
import { standingOf, voidable } from '../../asking/voidable.js';
import type { CarriedRow, RoundRow } from './round.tables.js';

export interface RoundTables {
  rounds: Versioned<RoundRow>;
  carried_totals: Versioned<CarriedRow>;
}

/** How an address names a round. */
export const ROUND_NAMED = { description: 'Code or id of the round' };

/** A round as the API shows it. */
export const round = shown.object({
  id: shown.id(),
  ...voidable,
  ...opened,
  closedOn: shown.orNull(closed.closedOn, { about: 'Null where it is open' }),
  superseded: shown.orNull(shown.object({ on: superseded.supersededOn, why: superseded.why }), {
    about: 'Since when its details alone count; null where they always did or its carried totals do',
  }),
  carriedTotals: shown.orNull(
    shown.object({
      ...pick(carriedTotals, 'source', 'cityWide', 'splits'),
      eventId: shown.id({ about: 'The entry that recorded them' }),
    }),
    { about: 'Its carried totals: where they were published, and what was printed besides the districts’ figures' },
  ),
});

export type RoundView = shown.Of<typeof round>;

/** The rounds known at a moment, in the order of their codes. */
export async function roundsAt(db: Kysely<Pick<RoundTables, 'rounds'>>, { moment }: Stated): Promise<RoundView[]> {
  const rows = await db.selectFrom('rounds').selectAll().where(knownAt(moment)).orderBy('code').execute();
  return rows.map((row) => viewOf(row, moment));
}

const NO_ROUND = { ko: '그 코드나 id의 회차가 없습니다.', en: 'There is no round of that code or id.' };

/**
 * The round that is named by its id or its code, as last known at a moment, voided or not. Throws Problem
 * `not-found` where none was known by then.
 */
export async function roundNamed(
  db: Kysely<Pick<RoundTables, 'rounds'>>,
  idOrCode: string,
  stated: Stated,
): Promise<Versioned<RoundRow>> {
  const missing = notKnown(NO_ROUND, stated);
  // PostgreSQL takes no text that cannot be stored.
  if (aText(60)(idOrCode) !== undefined) throw missing;
  const row = await db
    .selectFrom('rounds')
    .selectAll()
    .where((where) => where.or([where('round_id', '=', idOrCode.toLowerCase()), where('code', '=', idOrCode)]))
    .where('known_from', '<=', stated.moment.knownAt.ordinal)
    .orderBy('known_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) throw missing;
  return row;
}

/** The ids of the rounds that are asked about: of the one that is named, or undefined for all. Throws as roundNamed. */
export async function roundsAsked(
  db: Kysely<Pick<RoundTables, 'rounds'>>,
  idOrCode: string | undefined,
  stated: Stated,
): Promise<readonly string[] | undefined> {
  return idOrCode === undefined ? undefined : [(await roundNamed(db, idOrCode, stated)).round_id];
}

export function viewOf(row: Versioned<RoundRow>, moment: Moment): RoundView {
  return {
    id: row.round_id,
    ...standingOf('rounds', row.round_id, row, moment),
    code: row.code,
    counting: row.counting as Counting,
    kind: { code: row.kind_code, ko: row.kind_ko, en: row.kind_en },
    participants: row.participants,
    agenda: row.agenda,
    meetingPeriod: { from: row.meetings_from, to: row.meetings_to },
    suggestionPeriod: { from: row.suggestions_from, to: row.suggestions_to },
    participationKind: row.participation_kind as ParticipationKind | null,
    closedOn: row.closed_on,
    superseded: row.superseded_on === null ? null : { on: row.superseded_on, why: row.superseded_why ?? '' },
    carriedTotals:
      row.source === null || row.carried_event_id === null
        ? null
        : { source: JSON.parse(row.source) as Source, ...printedIn(row), eventId: row.carried_event_id },
  };
}

type Printed = Pick<DataOf<typeof carriedTotals>, 'cityWide' | 'splits'>;

/** What was printed of a past round besides its districts' figures. */
export function printedIn({ city_wide, splits }: Pick<RoundRow, 'city_wide' | 'splits'>): Printed {
  const cityWide = city_wide === null ? null : (JSON.parse(city_wide) as Printed['cityWide']);
  return { cityWide, splits: JSON.parse(splits) as Printed['splits'] };
}
