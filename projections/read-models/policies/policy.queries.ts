import type { Kysely } from 'kysely';
import { NOTHING_SET, type Policy, withSet } from '../../../src/policies/in-force.js';
import type { PolicyEvent } from '../../../src/policies/policy.events.js';
import { knownAt } from '../../asking/known-at.js';
import type { Moment } from '../../asking/moment/moment.js';
import type { Versioned } from '../../engine/read-model/versioned-rows.js';
import type { PolicyRow } from './policy.tables.js';

export interface PolicyTables {
  policy_rules: Versioned<PolicyRow>;
}

/** All that the city has set, as known at a moment; `in-force.ts` says what of it holds on a day. */
export async function policyKnownAt(db: Kysely<PolicyTables>, moment: Moment): Promise<Policy> {
  const rows = await db
    .selectFrom('policy_rules')
    .select(['type', 'data'])
    .where(knownAt(moment))
    .orderBy('valid_from')
    .execute();
  return rows
    .map(({ type, data }) => ({ type, data: JSON.parse(data) as unknown }) as PolicyEvent)
    .reduce(withSet, NOTHING_SET);
}
