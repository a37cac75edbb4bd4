import { about, useCase } from '../http/use-case.js';
import { closed } from './round.events.js';
import { closeRound as close } from './round.js';
import { rounds } from './round.stream.js';

/** Closes a round; late records of its own period are still taken. */
export const closeRound = useCase({
  name: 'CloseRound',
  summary: 'Close a round',
  at: about(rounds, 'round', 'closure'),
  body: closed,
  decide: ({ state, today }, body) => close(state, body, today),
});
