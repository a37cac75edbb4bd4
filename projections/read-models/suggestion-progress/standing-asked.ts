import type { Kysely } from 'kysely';
import type { Stated } from '../../asking/stated.js';
import { roundsAsked } from '../rounds/round.queries.js';
import { mustBeKnown, type NamedTables } from './names-asked.js';
import { conditionsOf, type SuggestionFilter } from './suggestion-filter.js';
import type { StandingAsked } from './suggestion-list.queries.js';

/** What is asked of suggestions, of the moment of an answer. Throws Problem `not-found` for what was never known. */
export async function standingAsked(
  db: Kysely<NamedTables>,
  asked: SuggestionFilter,
  stated: Stated,
): Promise<StandingAsked> {
  const [roundId] = (await roundsAsked(db, asked.round, stated)) ?? [];
  await mustBeKnown(db, asked, stated);
  const { moment } = stated;
  return {
    moment,
    past: asked.asOf !== undefined || asked.knownAt !== undefined,
    ahead: asked.ahead === 'true',
    conditions: conditionsOf(asked, roundId, moment),
  };
}
