import type { Kysely } from 'kysely';
import { isVoid } from '../../../src/history/corrected-history.js';
import type { Recorded } from '../../../src/history/event.js';
import { type Life, suggestionLife } from '../../../src/suggestions/suggestion.steps.js';
import type { Moment } from '../../asking/moment/moment.js';
import { policyKnownAt, type PolicyTables } from '../policies/policy.queries.js';
import { clockAsOf } from './suggestion-clock.js';
import { lifeOf, type LifeTold } from './suggestion-life.js';
import { correctedIn, entryIn, entryKeys } from './suggestion-past.js';
import { rowOfHistory } from './suggestion-row.js';
import { type SuggestionTables, viewOf } from './suggestion.queries.js';

/** One suggestion with its clock as of a day, as known at a moment; voided or not; undefined where none had the id. */
export async function suggestionAt(
  db: Kysely<SuggestionTables & PolicyTables>,
  id: string,
  moment: Moment,
  life: Life = suggestionLife,
) {
  const row = await db
    .selectFrom('suggestions')
    .leftJoin('suggestion_numbers as numbered', 'numbered.suggestion_id', 'suggestions.suggestion_id')
    .selectAll('suggestions')
    .select(['numbered.year', 'numbered.number'])
    .where('suggestions.suggestion_id', '=', id)
    .executeTakeFirst();
  const all = row ? entryKeys(row).flat() : [];
  const known = all.filter((ordinal) => ordinal <= moment.knownAt.ordinal);
  if (!row || known.length === 0) return undefined;
  const rows = await db
    .selectFrom('suggestion_entries')
    .selectAll()
    .where('ordinal', 'in', known)
    .orderBy('ordinal')
    .execute();
  const past = rows.map(entryIn);
  const told = lifeOf(past, life);
  const upTo = asOf(told.received ? told : lifeOf(beforeVoided(past), life), moment.asOf);
  const revision = row.revision - (all.length - known.length);
  const ordinals = new Map(past.map((one, index) => [one.id, known[index]!]));
  const made = rowOfHistory(upTo, row, { revision, entries: known.join() }, ordinals, correctedIn(past))!;
  const recorded = (ordinal: number) => rows[known.indexOf(ordinal)]!.entry;
  const view = viewOf(
    {
      ...made,
      standing: told.received ? 1 : 0,
      year: row.year,
      number: row.number,
      received: recorded(row.first_ordinal),
      phased: recorded(made.phase_by),
    },
    moment.asOf,
  );
  return { ...view, clock: clockAsOf(past, moment.asOf, await policyKnownAt(db, moment)) };
}

/** What had happened by the end of a day. Of one that was raised later, its receipt alone. */
function asOf({ received, steps }: LifeTold, day: string): LifeTold {
  return { received, steps: steps.filter(({ step }, index) => index === 0 || step.day <= day) };
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
