import type { Kysely } from 'kysely';
import { account } from '../../../src/history/facts.js';
import { aDay, aText, aUuid, matching, oneOf } from '../../../src/history/value-checks.js';
import { cursorAfter, numberIn } from '../../../src/http/paging/cursor.js';
import { DEFAULT_LIMIT, FitsCursor, FitsLimit, nextCursor } from '../../../src/http/paging/page.js';
import * as shown from '../../../src/http/shown.js';
import { aDepartmentCode } from '../../../src/organisation/organisation.events.js';
import { Asked } from '../../asking/asked.js';
import { mustRunForward } from '../../asking/days-asked.js';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import { entriesTable } from './entries-table.js';
import { entriesAfter, entry, THINGS } from './ledger-entry.queries.js';
import type { LedgerEntryTables } from './ledger-entry.tables.js';

const aType = matching(/^[A-Z][A-Za-z]{0,79}$/, {
  ko: 'SuggestionReceived와 같은 기록의 종류',
  en: 'a type of entry such as SuggestionReceived',
});

class EntriesAsked extends MomentAsked {
  @Asked(account().check, { description: 'Account of who recorded it, or of who acted' })
  actor?: string;

  @Asked(aType, { example: 'SuggestionResolved' })
  type?: string;

  @Asked(oneOf(...THINGS), { enum: [...THINGS], description: 'What it is about' })
  thing?: string;

  @Asked(aText(80), { description: 'The id of what it is about' })
  id?: string;

  @Asked(aDepartmentCode, { description: 'The department that it names, or that acted' })
  department?: string;

  @Asked(aDay, { format: 'date', description: 'Recorded on this day or later' })
  recordedFrom?: string;

  @Asked(aDay, { format: 'date', description: 'Recorded on this day or before' })
  recordedTo?: string;

  @Asked(aDay, { format: 'date', description: 'About this day or a later one' })
  occurredFrom?: string;

  @Asked(aDay, { format: 'date', description: 'About this day or an earlier one' })
  occurredTo?: string;

  @Asked(aUuid, { format: 'uuid', description: 'What belongs together, as X-Correlation-Id told it' })
  correlation?: string;

  @Asked(aUuid, { format: 'uuid', description: 'The command or the entry that it came of' })
  cause?: string;

  @Asked(oneOf('recorded', '-recorded'), { enum: ['recorded', '-recorded'], default: 'recorded' })
  sort?: string;

  @FitsCursor()
  cursor?: string;

  @FitsLimit()
  limit?: string;
}

const entryList = shown.object({ ...stated, entries: shown.list(entry), nextCursor });
export type EntryList = shown.Of<typeof entryList>;

/** The whole ledger, entry by entry. */
export const listEntries = question({
  name: 'ListEntries',
  summary: 'All entries of the ledger, by who, what, when, why; a page at a time',
  tag: 'history and corrections',
  path: 'v1/entries',
  asks: EntriesAsked,
  answers: entryList,
  table: entriesTable,
  reads: ['ledger-entries'],
  answer: ({ cursor, limit: most = String(DEFAULT_LIMIT), sort = 'recorded', ...asked }) => {
    const [down, limit] = [sort === '-recorded', Number(most)];
    const list = `entries${down ? '-back' : ''}` as const;
    mustRunForward(asked, 'recordedFrom', 'recordedTo');
    mustRunForward(asked, 'occurredFrom', 'occurredTo');
    const after = cursor === undefined ? (down ? Number.MAX_SAFE_INTEGER : 0) : numberIn(list, cursor);
    return async (db: Kysely<LedgerEntryTables>, stated) => {
      const upTo = stated.moment.knownAt.ordinal;
      const found = await entriesAfter(db, asked, { after, upTo, limit: limit + 1, down });
      const entries = found.slice(0, limit);
      const next = found.length > limit ? cursorAfter(list, entries.at(-1)!.ordinal) : null;
      return { ...stated, entries, nextCursor: next };
    };
  },
});
