import { pick } from '../history/fields.js';
import { useCase } from '../http/use-case.js';
import { aRoundNamed, roundIdOf } from '../rounds/round.stream.js';
import { roundPlaced } from './pledge-item.events.js';
import { placeRound as place } from './pledge-item.js';
import { onTheItem } from './pledge-item.stream.js';

/** What is not given is generated from the round. */
export const placeRound = useCase({
  name: 'PlaceRound',
  summary: 'Place a round on its sheet',
  at: onTheItem('rounds'),
  body: {
    round: aRoundNamed,
    ...pick(roundPlaced, 'block', 'order', 'heading', 'lines', 'suggestionHeading', 'suggestionLine'),
  },
  decide: ({ state, today }, { round, ...told }) => place(state, { ...told, roundId: roundIdOf(round) }, today),
});
