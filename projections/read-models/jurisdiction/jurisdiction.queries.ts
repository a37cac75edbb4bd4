import type { Kysely } from 'kysely';
import { pick } from '../../../src/history/fields.js';
import * as shown from '../../../src/http/shown.js';
import {
  districtRegistered,
  dongAbolished,
  dongBoundaryChanged,
  dongEstablished,
} from '../../../src/jurisdiction/jurisdiction.events.js';
import type { Versioned } from '../../engine/read-model/versioned-rows.js';
import { knownAt } from '../../asking/known-at.js';
import type { Stated } from '../../asking/stated.js';
import type { BoundaryChangeRow, DistrictRow, DongRow } from './jurisdiction.tables.js';

export interface JurisdictionTables {
  districts: Versioned<DistrictRow>;
  dongs: Versioned<DongRow>;
  boundary_changes: Versioned<BoundaryChangeRow>;
}

const dong = shown.object({
  ...pick(dongEstablished, 'code', 'name', 'romanised', 'validFrom'),
  validTo: shown.orNull(shown.day({ about: 'Its last day; null where it is still there' })),
  ...pick(dongEstablished, 'predecessors'),
  successors: dongAbolished.successors,
  boundaryChanges: shown.list(shown.object(pick(dongBoundaryChanged, 'changedOn', 'note'))),
  ...pick(dongEstablished, 'source', 'confidence', 'note'),
});

export const district = shown.object({
  ...districtRegistered,
  dongs: shown.list(dong, { about: 'Those that are there on the day asked for' }),
});

export type DongView = shown.Of<typeof dong>;
export type DistrictView = shown.Of<typeof district>;

/** Districts with the dongs that were there on the day, as known at the moment. */
export async function districtsOn(db: Kysely<JurisdictionTables>, { moment }: Stated): Promise<DistrictView[]> {
  const { asOf } = moment;
  const districts = await db
    .selectFrom('districts')
    .select(['code', 'name', 'romanised'])
    .where(knownAt(moment))
    .orderBy('code')
    .execute();
  const dongs = await db
    .selectFrom('dongs')
    .selectAll()
    .where(knownAt(moment))
    .where((where) => where.or([where('valid_from', 'is', null), where('valid_from', '<=', asOf)]))
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', asOf)]))
    .orderBy('code')
    .execute();
  const changes = await db
    .selectFrom('boundary_changes')
    .select(['code', 'changed_on as changedOn', 'note'])
    .where(knownAt(moment))
    .orderBy('recorded')
    .execute();
  const changesOf = Map.groupBy(changes, ({ code }) => code);
  return districts.map((district) => ({
    ...district,
    dongs: dongs
      .filter((dong) => dong.district === district.code)
      .map((dong) => viewOf(dong, changesOf.get(dong.code) ?? [])),
  }));
}

function viewOf(row: DongRow, changes: DongView['boundaryChanges']): DongView {
  return {
    code: row.code,
    name: row.name,
    romanised: row.romanised,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    predecessors: JSON.parse(row.predecessors) as string[],
    successors: JSON.parse(row.successors) as string[],
    boundaryChanges: changes.map(({ changedOn, note }) => ({ changedOn, note })),
    source: row.source,
    confidence: row.confidence,
    note: row.note,
  };
}
