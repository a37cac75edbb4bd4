import { text } from '../history/fields.js';
import { aText, isUuid } from '../history/value-checks.js';
import { cityNow } from '../jurisdiction/jurisdiction.stream.js';
import { idFromCode } from '../recording/command.js';
import type { StreamRules, Streams } from '../recording/recorder.js';
import type { Things } from '../recording/things.js';
import { type RoundEvent, roundStream } from './round.events.js';
import { judgeRoundAcross, type Round, round } from './round.js';

/** A round's carried totals name districts that stood in it. */
const rules: StreamRules<Round, RoundEvent> = {
  aggregate: round,
  judgeAcross: async (event, streams, _today, _stream, history) => {
    if (event.type === 'CarriedTotalsRecorded' || event.type === 'RoundOpened') {
      judgeRoundAcross(event, history(), await cityNow(streams));
    }
  },
};

export const rounds: Things<Round, RoundEvent> = {
  name: 'rounds',
  one: { ko: '회차', en: 'round' },
  rules,
  voidableWhole: true,
  streamOf: (named) => roundStream(roundIdOf(named)),
  readAt: (stream) => `/v1/rounds/${stream.slice('round-'.length)}`,
};

/** A round in what is sent, by its code or id. */
export const aRoundNamed = text(aText(60), {
  about: 'Code or id of the round',
  example: 'resident-autonomy-2022H1',
});

/** The id of a round that is named by its id or by its code: who names the same code means the same round. */
export function roundIdOf(idOrCode: string): string {
  const id = idOrCode.toLowerCase();
  return isUuid(id) ? id : idFromCode('round', idOrCode);
}

/** The round as it stands now. */
export function roundNow(streams: Streams, roundId: string): Promise<Round> {
  return streams.state(round, roundStream(roundId));
}
