import type { Kysely } from 'kysely';
import type { Versioned } from '../../engine/read-model/versioned-rows.js';
import { knownAt } from '../../asking/known-at.js';
import type { Stated } from '../../asking/stated.js';
import type { DistrictRow, DongRow } from './jurisdiction.tables.js';

export interface JurisdictionTables {
  districts: Versioned<DistrictRow>;
  dongs: Versioned<DongRow>;
}

export interface DongView {
  readonly code: string;
  readonly name: string;
  readonly romanised: string | null;
  /** First and last day; null where open. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly predecessors: readonly string[];
  readonly successors: readonly string[];
  readonly boundaryChanges: readonly { readonly changedOn: string; readonly note: string }[];
  readonly source: string;
  readonly confidence: string;
  readonly note: string | null;
}

export interface DistrictView {
  readonly code: string;
  readonly name: string;
  readonly romanised: string | null;
  /** The dongs that are there on the day asked for. */
  readonly dongs: readonly DongView[];
}

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
  return districts.map((district) => ({
    ...district,
    dongs: dongs.filter((dong) => dong.district === district.code).map(viewOf),
  }));
}

function viewOf(row: DongRow): DongView {
  return {
    code: row.code,
    name: row.name,
    romanised: row.romanised,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    predecessors: JSON.parse(row.predecessors) as string[],
    successors: JSON.parse(row.successors) as string[],
    boundaryChanges: JSON.parse(row.boundary_changes) as DongView['boundaryChanges'],
    source: row.source,
    confidence: row.confidence,
    note: row.note,
  };
}
