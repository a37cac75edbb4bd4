import type { Kysely } from 'kysely';
import * as shown from '../../../src/http/shown.js';
import { allWordsOn, inForceOn, proposerKindsOn } from '../../../src/policies/in-force.js';
import {
  fieldsOfWorkSet,
  officeHoursSet,
  oralDefaultSet,
  proposerKindsSet,
  statusWordsSet,
} from '../../../src/policies/policy.events.js';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import { policyKnownAt, type PolicyTables } from './policy.queries.js';

const policyList = shown.object({
  ...stated,
  statusWords: shown.list(shown.object(statusWordsSet), { about: 'By kind of report' }),
  fieldsOfWork: shown.orNull(shown.object(fieldsOfWorkSet)),
  proposerKinds: shown.object(
    {
      validFrom: shown.orNull(proposerKindsSet.validFrom),
      basis: shown.orNull(proposerKindsSet.basis),
      kinds: proposerKindsSet.kinds,
    },
    { about: 'While none are set, the built-in ones hold: their day and basis are null' },
  ),
  oralSuggestionDefault: shown.orNull(shown.object(oralDefaultSet)),
  officeHours: shown.orNull(shown.object(officeHoursSet)),
  changesOn: shown.list(shown.day(), { about: 'Days after the one asked for on which something else is to hold' }),
});

/** What holds on the day; null where nothing was set for it. */
export type PolicyList = shown.Of<typeof policyList>;

export const listPolicies = question({
  name: 'ListPolicies',
  summary: 'The city’s own words, lists, defaults and hours that hold on a day',
  tag: 'policies',
  path: 'v1/policies',
  asks: MomentAsked,
  answers: policyList,
  reads: ['policies'],
  answer: () => async (db: Kysely<PolicyTables>, known) => {
    const { asOf } = known.moment;
    const policy = await policyKnownAt(db, known.moment);
    const days = Object.values(policy).flatMap((all: readonly { validFrom: string }[]) =>
      all.map((one) => one.validFrom),
    );
    return {
      ...known,
      statusWords: allWordsOn(policy, asOf),
      fieldsOfWork: inForceOn(policy.FieldsOfWorkSet, asOf) ?? null,
      proposerKinds: inForceOn(policy.ProposerKindsSet, asOf) ?? {
        validFrom: null,
        basis: null,
        kinds: proposerKindsOn(policy, asOf),
      },
      oralSuggestionDefault: inForceOn(policy.OralSuggestionDefaultSet, asOf) ?? null,
      officeHours: inForceOn(policy.OfficeHoursSet, asOf) ?? null,
      changesOn: [...new Set(days.filter((day) => day > asOf))].sort(),
    };
  },
});
