import type { Kysely } from 'kysely';
import * as shown from '../../../src/http/shown.js';
import { question } from '../../asking/question.js';
import type { SnapshotAsked } from '../../asking/snapshots.js';
import { entriesAfter, type EntryView } from './ledger-entry.queries.js';
import type { LedgerEntryTables } from './ledger-entry.tables.js';

/** What other systems follow: that something was recorded, not what it says. */
export const feedEntry = shown.object({
  ordinal: shown.integer({ about: 'Its number in the ledger, from 1' }),
  eventId: shown.id(),
  type: shown.text(),
  thing: shown.text(),
  thingId: shown.text(),
  readAt: shown.orNull(shown.text()),
  occurredOn: shown.orNull(shown.day()),
  recordedAt: shown.instant(),
  amends: shown.orNull(shown.text()),
  changedFields: shown.list(shown.text()),
});
export type FeedEntry = shown.Of<typeof feedEntry>;

export const feedPage = shown.object({
  entries: shown.list(feedEntry),
  next: shown.integer({ about: 'To ask with the next time: the ordinal after which it goes on' }),
  incompleteStreams: shown.integer({ about: 'Streams held back in quarantine; their entries stand here all the same' }),
});
export type FeedPage = shown.Of<typeof feedPage>;

export interface FeedAsked extends SnapshotAsked {
  readonly behind: number;
  readonly most: number;
}

/** A page of the feed, as much as is there. */
export const readFeed = question({
  name: 'ReadFeed',
  summary: 'Entries after an ordinal',
  tag: 'feed',
  path: 'v1/feed',
  asks: Object as unknown as new () => FeedAsked,
  answers: feedPage,
  reads: ['ledger-entries'],
  answer:
    ({ behind, most }) =>
    async (db: Kysely<LedgerEntryTables>, { moment, incompleteStreams }): Promise<FeedPage> => {
      const page = { after: behind, upTo: moment.knownAt.ordinal, limit: most };
      const entries = (await entriesAfter(db, {}, page)).map(inShort);
      return { entries, next: entries.at(-1)?.ordinal ?? behind, incompleteStreams };
    },
});

function inShort(entry: EntryView): FeedEntry {
  const { ordinal, eventId, type, thing, thingId, readAt, occurredOn, recordedAt, amends, changedFields } = entry;
  return { ordinal, eventId, type, thing, thingId, readAt, occurredOn, recordedAt, amends, changedFields };
}
