import type { Kysely } from 'kysely';
import { documentReferred } from '../../../src/history/document.js';
import * as shown from '../../../src/http/shown.js';
import { knownAt } from '../../asking/known-at.js';
import type { Stated } from '../../asking/stated.js';
import type { Versioned } from '../../engine/read-model/versioned-rows.js';
import type { DocumentRow } from './document.tables.js';

export interface DocumentTables {
  documents: Versioned<DocumentRow>;
}

const document = shown.object({ eventId: shown.id(), ...documentReferred });
export type DocumentView = shown.Of<typeof document>;

/** What the answer about one thing says of its documents. */
export const documentsShown = {
  documents: shown.list(document, { about: 'What it refers to (문서), in the order of recording' }),
};

/** The documents that a thing refers to, by its stream. */
export async function documentsOf(
  db: Kysely<DocumentTables>,
  stream: string,
  { moment }: Stated,
): Promise<shown.Showing<typeof documentsShown>> {
  const rows = await db
    .selectFrom('documents')
    .select(['event_id', 'data'])
    .where('stream', '=', stream)
    .where(knownAt(moment))
    .orderBy('ordinal')
    .execute();
  const documents = rows.map(
    ({ event_id: eventId, data }) => ({ eventId, ...(JSON.parse(data) as object) }) as DocumentView,
  );
  return { documents };
}
