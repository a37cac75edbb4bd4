import type { Kysely } from 'kysely';
import type { LocalDate } from '../../../src/history/days.js';
import { pick } from '../../../src/history/fields.js';
import { holdingOn } from '../../../src/history/holding.js';
import * as shown from '../../../src/http/shown.js';
import {
  districtAbolished,
  districtRegistered,
  dongAbolished,
  dongBoundaryChanged,
  dongEstablished,
} from '../../../src/jurisdiction/jurisdiction.events.js';
import type { Versioned } from '../../engine/read-model/versioned-rows.js';
import { knownAt } from '../../asking/known-at.js';
import type { Moment } from '../../asking/moment/moment.js';
import type { Stated } from '../../asking/stated.js';
import type { BoundaryChangeRow, DistrictRow, DongRow, NameFrom } from './jurisdiction.tables.js';

export interface JurisdictionTables {
  districts: Versioned<DistrictRow>;
  dongs: Versioned<DongRow>;
  boundary_changes: Versioned<BoundaryChangeRow>;
}

const placeFields = {
  name: shown.text({ about: 'That of the day asked for' }),
  names: shown.list(
    shown.object({ from: shown.orNull(shown.day()), ...pick(districtRegistered, 'name', 'romanised') }),
    { about: 'All that it ever had, each with the day from which it holds' },
  ),
  validTo: shown.orNull(shown.day({ about: 'Its last day; null where it is still there' })),
};

const dong = shown.object({
  ...pick(dongEstablished, 'code', 'romanised', 'validFrom', 'predecessors'),
  ...placeFields,
  successors: dongAbolished.successors,
  boundaryChanges: shown.list(shown.object(pick(dongBoundaryChanged, 'changedOn', 'note'))),
  ...pick(dongEstablished, 'source', 'confidence', 'note'),
});

export const district = shown.object({
  ...districtRegistered,
  ...placeFields,
  successors: districtAbolished.successors,
  dongs: shown.list(dong, { about: 'Those that are there on the day asked for' }),
});

export type DongView = shown.Of<typeof dong>;
export type DistrictView = shown.Of<typeof district>;
type PlaceView = Omit<DistrictView, 'dongs'>;

export interface PlaceNamed {
  readonly name: string;
  readonly romanised: string | null;
}

/** Districts and dongs that were there on the day, by their names of that day, as known at the moment. */
export async function districtsOn(db: Kysely<JurisdictionTables>, { moment }: Stated): Promise<DistrictView[]> {
  const { asOf } = moment;
  const [districts, dongs] = [await placesOn(db, 'districts', moment), await placesOn(db, 'dongs', moment)];
  const changes = await db
    .selectFrom('boundary_changes')
    .select(['code', 'changed_on as changedOn', 'note'])
    .where(knownAt(moment))
    .orderBy('recorded')
    .execute();
  const changesOf = Map.groupBy(changes, ({ code }) => code);
  const dongsOf = Map.groupBy(dongs, ({ district: its }) => its);
  return districts.map((one) => ({
    ...viewOf(one, asOf),
    dongs: (dongsOf.get(one.code) ?? []).map((its) => dongView(its, changesOf.get(its.code) ?? [], asOf)),
  }));
}

/** What a place is called on a day; before its first day, by its first name. */
export function placeNamed({ names }: Pick<DistrictRow, 'names'>, day: LocalDate): PlaceNamed {
  const all = JSON.parse(names) as readonly NameFrom[];
  const { name, romanised } = holdingOn(all, day) ?? all[0]!;
  return { name, romanised };
}

async function placesOn<T extends 'districts' | 'dongs'>(
  db: Kysely<JurisdictionTables>,
  from: T,
  moment: Moment,
): Promise<JurisdictionTables[T][]> {
  const { asOf } = moment;
  const rows = await db
    .selectFrom(from as 'districts')
    .selectAll()
    .where(knownAt(moment))
    .where((where) => where.or([where('valid_from', 'is', null), where('valid_from', '<=', asOf)]))
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', asOf)]))
    .orderBy('code')
    .execute();
  return rows as unknown as JurisdictionTables[T][];
}

function viewOf(row: DistrictRow, day: LocalDate): PlaceView {
  return {
    code: row.code,
    ...placeNamed(row, day),
    names: JSON.parse(row.names) as NameFrom[],
    validFrom: row.valid_from,
    validTo: row.valid_to,
    predecessors: JSON.parse(row.predecessors) as string[],
    successors: JSON.parse(row.successors) as string[],
  };
}

function dongView(row: DongRow, changes: DongView['boundaryChanges'], day: LocalDate): DongView {
  return {
    ...viewOf(row, day),
    boundaryChanges: changes.map(({ changedOn, note }) => ({ changedOn, note })),
    source: row.source,
    confidence: row.confidence,
    note: row.note,
  };
}
