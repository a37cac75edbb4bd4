import { useCase } from '../http/use-case.js';
import { proposerKindsSet } from './policy.events.js';
import { setPolicy } from './policy.js';
import { inThePolicy } from './policy.stream.js';

/** Which kinds of proposers there are, from a day on. */
export const setProposerKinds = useCase({
  name: 'SetProposerKinds',
  summary: 'Set the city’s list of kinds of proposers (제안자 구분), from a day on',
  at: inThePolicy('proposer-kinds'),
  body: proposerKindsSet,
  decide: ({ state, today }, data) => setPolicy(state, { type: 'ProposerKindsSet', data }, today),
});
