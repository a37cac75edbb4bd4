import { type FromDay, withOneMore } from '../../../src/history/holding.js';
import { jurisdictionContracts, type JurisdictionEvent } from '../../../src/jurisdiction/jurisdiction.events.js';
import { type Entry, made, versionedRows, versionedTable } from '../../engine/read-model/versioned-rows.js';

export type DistrictRow = Readonly<{
  code: string;
  /** JSON array of names with the days from which they hold, in the order of those. */
  names: string;
  /** First and last day; null where open. */
  valid_from: string | null;
  valid_to: string | null;
  /** JSON arrays of codes. */
  predecessors: string;
  successors: string;
}>;

export type DongRow = DistrictRow &
  Readonly<{
    district: string;
    source: string;
    confidence: string;
    note: string | null;
  }>;

export type BoundaryChangeRow = Readonly<{
  /** Of the dong. */
  code: string;
  /** Ordinal of the entry that recorded it: changes stand in this order. */
  recorded: number;
  changed_on: string;
  note: string;
}>;

/** A name, from a day on. */
export interface NameFrom extends FromDay {
  readonly name: string;
  readonly romanised: string | null;
}

const place = {
  code: 'text',
  names: 'text',
  valid_from: 'text?',
  valid_to: 'text?',
  predecessors: 'text',
  successors: 'text',
} as const;

export const districts = versionedTable<DistrictRow>({ name: 'districts', columns: place, key: ['code'] });

export const dongs = versionedTable<DongRow>({
  name: 'dongs',
  columns: { ...place, district: 'text', source: 'text', confidence: 'text', note: 'text?' },
  key: ['code'],
});

export const boundaryChanges = versionedTable<BoundaryChangeRow>({
  name: 'boundary_changes',
  columns: { code: 'text', recorded: 'integer', changed_on: 'text', note: 'text' },
  key: ['code', 'recorded'],
});

/** What is known of one district, one dong, or one change of a boundary. */
type Known =
  | { readonly is: 'district'; readonly row: DistrictRow }
  | { readonly is: 'dong'; readonly row: DongRow }
  | { readonly is: 'change'; readonly row: BoundaryChangeRow };

/** Districts and dongs over time. */
export const jurisdictionModel = versionedRows<JurisdictionEvent, Known>({
  name: 'jurisdiction',
  version: 3,
  tables: [districts, dongs, boundaryChanges],
  category: 'jurisdiction',
  contracts: jurisdictionContracts,
  // A district's code has 5 digits, a dong's 10.
  partOf: ({ type, id, data }) => (type === 'DongBoundaryChanged' ? id : data.code),
  evolve,
  rowsOf(known) {
    switch (known.is) {
      case 'district':
        return [made(districts, known.row)];
      case 'dong':
        return [made(dongs, known.row)];
      case 'change':
        return [made(boundaryChanges, known.row)];
    }
  },
});

function evolve(known: Known | undefined, event: Entry<JurisdictionEvent>): Known | undefined {
  switch (event.type) {
    case 'DistrictRegistered':
      return { is: 'district', row: begun(event.data) };
    case 'DongEstablished': {
      const { district, source, confidence, note } = event.data;
      return { is: 'dong', row: { ...begun(event.data), district, source, confidence, note } };
    }
    case 'DistrictRenamed':
    case 'DongRenamed': {
      if (!known || known.is === 'change') return known;
      const { renamedOn: from, name, romanised } = event.data;
      const names = withOneMore(JSON.parse(known.row.names) as NameFrom[], { from, name, romanised });
      return changed(known, { names: JSON.stringify(names) });
    }
    case 'DistrictAbolished':
    case 'DongAbolished': {
      const { validTo, successors } = event.data;
      return known && changed(known, { valid_to: validTo, successors: JSON.stringify(successors) });
    }
    case 'DongBoundaryChanged': {
      const { code, changedOn, note } = event.data;
      return { is: 'change', row: { code, recorded: event.ordinal, changed_on: changedOn, note } };
    }
    default:
      return event satisfies never;
  }
}

function begun({
  code,
  name,
  romanised,
  validFrom,
  predecessors,
}: Pick<NameFrom, 'name' | 'romanised'> & {
  readonly code: string;
  readonly validFrom: string | null;
  readonly predecessors: readonly string[];
}): DistrictRow {
  const names: readonly NameFrom[] = [{ from: validFrom, name, romanised }];
  return {
    code,
    names: JSON.stringify(names),
    valid_from: validFrom,
    valid_to: null,
    predecessors: JSON.stringify(predecessors),
    successors: '[]',
  };
}

function changed(known: Known, to: Partial<DistrictRow>): Known {
  return known.is === 'change' ? known : ({ ...known, row: { ...known.row, ...to } } as Known);
}
