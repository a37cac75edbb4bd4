import type { Recorded } from '../../../src/history/event.js';
import { jurisdictionContracts, type JurisdictionEvent } from '../../../src/jurisdiction/jurisdiction.events.js';
import { made, versionedRows, versionedTable } from '../../engine/read-model/versioned-rows.js';

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
  /** JSON array of days on which its boundary changed, with a note. */
  boundary_changes: string;
  source: string;
  confidence: string;
  note: string | null;
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
    boundary_changes: 'text',
    source: 'text',
    confidence: 'text',
    note: 'text?',
  },
  key: ['code'],
});

/** Districts and dongs over time. */
export const jurisdictionModel = versionedRows<JurisdictionEvent>({
  name: 'jurisdiction',
  version: 1,
  tables: [districts, dongs],
  category: 'jurisdiction',
  contracts: jurisdictionContracts,
  rowsOf: (history) => [
    ...districtRows(history).map((row) => made(districts, row)),
    ...dongRows(history).map((row) => made(dongs, row)),
  ],
});

function districtRows(history: readonly Recorded<JurisdictionEvent>[]): DistrictRow[] {
  return history.flatMap((event) => (event.type === 'DistrictRegistered' ? [event.data] : []));
}

function dongRows(history: readonly Recorded<JurisdictionEvent>[]): DongRow[] {
  return history.flatMap((event): DongRow[] => {
    if (event.type !== 'DongEstablished') return [];
    const { code, validFrom, predecessors, ...rest } = event.data;
    const abolished = history.find((other) => other.type === 'DongAbolished' && other.data.code === code);
    const end = abolished?.type === 'DongAbolished' ? abolished.data : undefined;
    const changes = history.flatMap((other) =>
      other.type === 'DongBoundaryChanged' && other.data.code === code
        ? [{ changedOn: other.data.changedOn, note: other.data.note }]
        : [],
    );
    return [
      {
        ...rest,
        code,
        valid_from: validFrom,
        valid_to: end?.validTo ?? null,
        predecessors: JSON.stringify(predecessors),
        successors: JSON.stringify(end?.successors ?? []),
        boundary_changes: JSON.stringify(changes),
      },
    ];
  });
}
