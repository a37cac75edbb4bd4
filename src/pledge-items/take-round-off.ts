import { pick } from '../history/fields.js';
import { useCase } from '../http/use-case.js';
import { aRoundNamed, roundIdOf } from '../rounds/round.stream.js';
import { takenOff } from './pledge-item.events.js';
import { takeRoundOff as takeOff } from './pledge-item.js';
import { onTheItem } from './pledge-item.stream.js';

export const takeRoundOff = useCase({
  name: 'TakeRoundOff',
  summary: 'Take a round off its sheet; it may be placed again',
  at: onTheItem('rounds/removal'),
  body: { round: aRoundNamed, ...pick(takenOff, 'why') },
  decide: ({ state, today }, { round, ...told }) => takeOff(state, { ...told, roundId: roundIdOf(round) }, today),
});
