import fc from 'fast-check';
import { recorded } from '../../test/given.js';
import { room } from '../../test/meeting-room.js';
import { correctedHistory } from '../history/corrected-history.js';
import type { Event, Recorded } from '../history/event.js';
import { fold } from './aggregate.js';
import { KnownStream } from './known-stream.js';

const booked = (n: number): Event => ({ type: 'Booked', data: { day: `day ${String(n)}` } });
const corrected = (n: number, to: number): Event => ({
  type: 'EntryCorrected',
  data: {
    eventId: `e${String(n)}`,
    type: 'Booked',
    schemaVersion: 4,
    changes: [{ path: '/day', from: '', to: `day ${String(to)}` }],
    why: '',
  },
});
const voided = (n: number): Event => ({ type: 'EntryVoided', data: { eventId: `e${String(n)}`, why: '' } });

/** Any history, also one that no program wrote: an amendment may name an entry that comes after it. */
const small = fc.nat({ max: 12 });
const anEvent = fc.oneof(
  { weight: 4, arbitrary: small.map(booked) },
  { weight: 1, arbitrary: fc.tuple(small, small).map(([n, to]) => corrected(n, to)) },
  { weight: 1, arbitrary: small.map(voided) },
);
const histories = fc.array(fc.array(anEvent, { maxLength: 4 }), { maxLength: 6 });

function inParts(parts: readonly (readonly Event[])[]): Recorded[][] {
  let all: Recorded[] = [];
  return parts.map((part) => {
    const next = recorded(
      part.map((event) => ({ ...event, schemaVersion: 4 })),
      all,
    );
    all = [...all, ...next];
    return next;
  });
}

describe('a stream read on', () => {
  it('part by part makes the state that it makes read at once, whatever amends it', () => {
    fc.assert(
      fc.property(histories, (history) => {
        let stream = KnownStream.EMPTY;
        const parts = inParts(history);
        for (const [index, part] of parts.entries()) {
          stream = stream.followedBy(part);
          const raw = parts.slice(0, index + 1).flat();
          expect(stream.state(room)).toEqual(fold(room, correctedHistory(raw, room.contracts)));
          expect(stream.raw).toEqual(raw);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leaves what was known before as it was', () => {
    const [first, second] = inParts([[booked(1)], [booked(2)]]);
    const before = KnownStream.EMPTY.followedBy(first!);
    expect(before.state(room)).toEqual(['day 1']);
    before.followedBy(second!).state(room);
    expect(before.state(room)).toEqual(['day 1']);
    expect(before.raw).toHaveLength(1);
  });

  it('folds the new entries alone', () => {
    let folded = 0;
    const counting: typeof room = {
      ...room,
      evolve: (days, event) => {
        folded++;
        return room.evolve(days, event);
      },
    };
    const [first, second] = inParts([[booked(1), booked(2), booked(3)], [booked(4)]]);
    const before = KnownStream.EMPTY.followedBy(first!);
    before.state(counting);
    expect(before.followedBy(second!).state(counting)).toHaveLength(4);
    expect(folded).toBe(4);
  });
});
