import { type CommonEntry, commonContracts } from '../../../src/history/common-entries.js';
import { made, versionedRows, versionedTable } from '../../engine/read-model/versioned-rows.js';

export type DocumentRow = Readonly<{
  /** Of the entry that refers to it. */
  event_id: string;
  stream: string;
  ordinal: number;
  /** All that was said of it, as JSON. */
  data: string;
}>;

export const documents = versionedTable<DocumentRow>({
  name: 'documents',
  columns: { event_id: 'text', stream: 'text', ordinal: 'integer', data: 'text' },
  key: ['event_id'],
  indexes: [{ columns: ['stream', 'ordinal'] }],
});

/** The documents that things of every kind refer to. Each entry makes a row of its own. */
export const documentsModel = versionedRows<CommonEntry, DocumentRow>({
  name: 'documents',
  version: 1,
  tables: [documents],
  category: null,
  contracts: commonContracts,
  partOf: ({ id }) => id,
  evolve: (_before, { id, ordinal, data }, stream) => ({ event_id: id, stream, ordinal, data: JSON.stringify(data) }),
  rowsOf: (row) => [made(documents, row)],
});
