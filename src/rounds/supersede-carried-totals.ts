import { about, useCase } from '../http/use-case.js';
import { superseded } from './round.events.js';
import { supersedeCarriedTotals as supersede } from './round.js';
import { rounds } from './round.stream.js';

/** The details behind carried totals were found: from then on they alone count. */
export const supersedeCarriedTotals = useCase({
  name: 'SupersedeCarriedTotals',
  summary: 'Say that the details behind carried totals were found',
  at: about(rounds, 'round', 'carried-totals/supersession'),
  body: superseded,
  decide: ({ state, today }, body) => supersede(state, body, today),
});
