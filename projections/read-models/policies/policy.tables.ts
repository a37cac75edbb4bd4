import { policyContracts, type PolicyEvent } from '../../../src/policies/policy.events.js';
import { made, versionedRows, versionedTable } from '../../engine/read-model/versioned-rows.js';

export type PolicyRow = Readonly<{
  /** The type of the event that set it. */
  type: string;
  /** The kind of report whose words it sets; empty for all else. */
  report: string;
  valid_from: string;
  /** All that was set, as JSON. */
  data: string;
}>;

export const policyRules = versionedTable<PolicyRow>({
  name: 'policy_rules',
  columns: { type: 'text', report: 'text', valid_from: 'text', data: 'text' },
  key: ['type', 'report', 'valid_from'],
});

/** The city's own rules over time. Each entry makes a row of its own. */
export const policiesModel = versionedRows<PolicyEvent, PolicyRow>({
  name: 'policies',
  version: 2,
  tables: [policyRules],
  category: 'policy',
  contracts: policyContracts,
  partOf: ({ id }) => id,
  evolve: (_before, { type, data }) => ({
    type,
    report: 'set' in data ? data.set : '',
    valid_from: data.validFrom,
    data: JSON.stringify(data),
  }),
  rowsOf: (row) => [made(policyRules, row)],
});
