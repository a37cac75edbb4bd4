import { about, useCase } from '../http/use-case.js';
import { carriedTotals } from './round.events.js';
import { recordCarriedTotals as record } from './round.js';
import { rounds } from './round.stream.js';

/** What a published sheet says of a past round. */
export const recordCarriedTotals = useCase({
  name: 'RecordCarriedTotals',
  summary: 'Record the published totals of a past round (기존 발표 실적)',
  at: about(rounds, 'round', 'carried-totals'),
  body: carriedTotals,
  decide: ({ state, today }, body) => record(state, body, today),
});
