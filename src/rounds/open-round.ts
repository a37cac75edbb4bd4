import { making, useCase } from '../http/use-case.js';
import { opened, roundStream } from './round.events.js';
import { openRound as open } from './round.js';
import { roundIdOf, rounds } from './round.stream.js';

/** Opens a round (간담회 회차), carried or live. */
export const openRound = useCase({
  name: 'OpenRound',
  summary: 'Open a round (간담회 회차)',
  at: making(rounds, ({ body }) => roundStream(roundIdOf((body as { code: string }).code))),
  body: opened,
  decide: ({ state, today }, body) => open(state, body, today),
});
