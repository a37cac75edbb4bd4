import { cityNow } from '../jurisdiction/jurisdiction.kind.js';
import { idFromCode } from '../recording/command.js';
import { isUuid } from '../history/value-checks.js';
import type { StreamKind, Streams } from '../recording/recorder.js';
import { type RoundEvent, roundStream } from './round.events.js';
import { judgeRoundAcross, type Round, round } from './round.js';

/** A round's stream; its carried totals name districts of the city. */
export function roundKind(city: string): StreamKind<Round, RoundEvent> {
  return {
    aggregate: round,
    judgeAcross: async (event, streams) => {
      if (event.type === 'CarriedTotalsRecorded') judgeRoundAcross(event, await cityNow(streams, city));
    },
  };
}

/** The id of a round that is named by its id or by its code: who names the same code means the same round. */
export function roundIdOf(idOrCode: string): string {
  const id = idOrCode.toLowerCase();
  return isUuid(id) ? id : idFromCode('round', idOrCode);
}

/** The round as it stands now. */
export function roundNow(streams: Streams, roundId: string): Promise<Round> {
  return streams.state(round, roundStream(roundId));
}
