import { jurisdictionContracts, type JurisdictionEvent } from '../../../src/jurisdiction/jurisdiction.events.js';
import { type Entry, made, versionedRows, versionedTable } from '../../engine/read-model/versioned-rows.js';

export type DistrictRow = Readonly<{ code: string; name: string; romanised: string | null }>;

export type DongRow = Readonly<{
  code: string;
  district: string;
  name: string;
  romanised: string | null;
  /** First and last day; null where open. */
  valid_from: string | null;
  valid_to: string | null;
  /** JSON arrays of dong codes. */
  predecessors: string;
  successors: string;
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

export const districts = versionedTable<DistrictRow>({
  name: 'districts',
  columns: { code: 'text', name: 'text', romanised: 'text?' },
  key: ['code'],
});

export const dongs = versionedTable<DongRow>({
  name: 'dongs',
  columns: {
    code: 'text',
    district: 'text',
    name: 'text',
    romanised: 'text?',
    valid_from: 'text?',
    valid_to: 'text?',
    predecessors: 'text',
    successors: 'text',
    source: 'text',
    confidence: 'text',
    note: 'text?',
  },
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
  version: 2,
  tables: [districts, dongs, boundaryChanges],
  category: 'jurisdiction',
  contracts: jurisdictionContracts,
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
      return { is: 'district', row: event.data };
    case 'DongEstablished': {
      const { validFrom, predecessors, ...rest } = event.data;
      const open = { valid_from: validFrom, valid_to: null, successors: '[]' };
      return { is: 'dong', row: { ...rest, ...open, predecessors: JSON.stringify(predecessors) } };
    }
    case 'DongAbolished': {
      if (known?.is !== 'dong') return known;
      const { validTo, successors } = event.data;
      return { is: 'dong', row: { ...known.row, valid_to: validTo, successors: JSON.stringify(successors) } };
    }
    case 'DongBoundaryChanged': {
      const { code, changedOn, note } = event.data;
      return { is: 'change', row: { code, recorded: event.ordinal, changed_on: changedOn, note } };
    }
    default:
      return event satisfies never;
  }
}
