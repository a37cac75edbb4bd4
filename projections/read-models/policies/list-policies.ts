import type { Kysely } from 'kysely';
import {
  allWordsOn,
  type FieldsOfWork,
  inForceOn,
  type OfficeHours,
  type OralDefault,
  type ProposerKinds,
  proposerKindsOn,
  type StatusWords,
} from '../../../src/policies/in-force.js';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import { question } from '../../asking/question.js';
import type { Stated } from '../../asking/stated.js';
import { policyKnownAt, type PolicyTables } from './policy.queries.js';

/** What holds on the day; null where nothing was set for it. */
export interface PolicyList extends Stated {
  /** By kind of report. */
  readonly statusWords: readonly StatusWords[];
  readonly fieldsOfWork: FieldsOfWork | null;
  /** While none are set, the built-in ones hold: their day and basis are null. */
  readonly proposerKinds:
    ProposerKinds | { readonly validFrom: null; readonly basis: null; readonly kinds: ProposerKinds['kinds'] };
  readonly oralSuggestionDefault: OralDefault | null;
  readonly officeHours: OfficeHours | null;
  /** Days after the one asked for on which something else is to hold. */
  readonly changesOn: readonly string[];
}

export const listPolicies = question({
  name: 'ListPolicies',
  summary: 'The city’s own words, lists, defaults and hours that hold on a day',
  tag: 'policies',
  path: 'v1/policies',
  asks: MomentAsked,
  reads: ['policies'],
  answer:
    () =>
    async (db: Kysely<PolicyTables>, stated): Promise<PolicyList> => {
      const { asOf } = stated.moment;
      const policy = await policyKnownAt(db, stated.moment);
      const days = Object.values(policy).flatMap((all: readonly { validFrom: string }[]) =>
        all.map((one) => one.validFrom),
      );
      return {
        ...stated,
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
