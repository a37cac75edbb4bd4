import type { Kysely } from 'kysely';
import { isVoid } from '../../../src/history/corrected-history.js';
import type { Recorded } from '../../../src/history/event.js';
import { type Life, suggestionLife } from '../../../src/suggestions/suggestion.steps.js';
import type { Moment } from '../../asking/moment/moment.js';
import { policyKnownAt, type PolicyTables } from '../policies/policy.queries.js';
import * as shown from '../../../src/http/shown.js';
import { clockAsOf, suggestionClock } from './suggestion-clock.js';
import { lifeOf, type LifeTold } from './suggestion-life.js';
import { entryIn, entryKeys } from './suggestion-past.js';
import { suggestionFields, type SuggestionTables, viewOf } from './suggestion.queries.js';
import type { SuggestionEntryRow } from './suggestion.tables.js';

/** A suggestion with its clock. */
export const suggestionAtMoment = {
  ...suggestionFields,
  clock: shown.orNull(suggestionClock, { about: '답변 기한; null before the clock began, and where it is voided' }),
};
export type SuggestionAt = shown.Showing<typeof suggestionAtMoment>;

/** Suggestions as of a day, as known at a moment; voided or not, in the order given; those that none had then are left out. */
export async function suggestionsAt(
  db: Kysely<SuggestionTables & PolicyTables>,
  ids: readonly string[],
  moment: Moment,
  life: Life = suggestionLife,
): Promise<SuggestionAt[]> {
  if (ids.length === 0) return [];
  const found = await db
    .selectFrom('suggestions')
    .leftJoin('suggestion_numbers as numbered', 'numbered.suggestion_id', 'suggestions.suggestion_id')
    .select(['suggestions.suggestion_id', 'first_ordinal', 'revision', 'entries'])
    .select(['numbered.year', 'numbered.number'])
    .where('suggestions.suggestion_id', 'in', ids)
    .execute();
  const rows = new Map(found.map((row) => [row.suggestion_id, row]));
  const isKnown = (ordinal: number) => ordinal <= moment.knownAt.ordinal;
  const entries = await entriesOf(
    db,
    found.flatMap((row) => entryKeys(row).flat().filter(isKnown)),
  );
  const policy = await policyKnownAt(db, moment);
  return ids.flatMap((id) => {
    const row = rows.get(id);
    const all = row ? entryKeys(row).flat() : [];
    const past = all.filter(isKnown).map((ordinal, index) => entryIn(entries.get(ordinal)!, index));
    if (!row || past.length === 0) return [];
    const told = lifeOf(past, life);
    const last = told.received ? told : lifeOf(beforeVoided(past), life);
    const revision = row.revision - (all.length - past.length);
    const view = viewOf(row, asOf(last, moment.asOf), { revision, voided: !told.received, asOf: moment.asOf });
    return [{ ...view, clock: clockAsOf(told.clock, moment.asOf, policy) }];
  });
}

/** More than this of one statement are refused by SQLite. */
const AT_ONCE = 10_000;

async function entriesOf(
  db: Kysely<SuggestionTables>,
  ordinals: readonly number[],
): Promise<ReadonlyMap<number, SuggestionEntryRow>> {
  const rows: SuggestionEntryRow[] = [];
  for (let from = 0; from < ordinals.length; from += AT_ONCE) {
    const some = ordinals.slice(from, from + AT_ONCE);
    rows.push(...(await db.selectFrom('suggestion_entries').selectAll().where('ordinal', 'in', some).execute()));
  }
  return new Map(rows.map((row) => [row.ordinal, row]));
}

/** What had happened by the end of a day. Of one that was raised later, its receipt alone. */
function asOf(told: LifeTold, day: string): LifeTold {
  return { ...told, steps: told.steps.filter(({ step }, index) => index === 0 || step.day <= day) };
}

/** What stood before the voids, of one append, of which the last took out the receipt. */
function beforeVoided(past: readonly Recorded[]): readonly Recorded[] {
  const receipts = new Set(past.filter(({ type }) => type === 'SuggestionReceived').map(({ id }) => id));
  const last = past.findLastIndex((one) => isVoid(one) && receipts.has(one.data.eventId));
  const { recordedAt } = past[last]!.metadata;
  const alike = (one: Recorded) => isVoid(one) && one.metadata.recordedAt === recordedAt;
  const first = past.slice(0, last + 1).findLastIndex((one) => !alike(one));
  return past.slice(0, first + 1);
}
