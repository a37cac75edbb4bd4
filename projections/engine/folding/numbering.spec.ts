import type { Recorded } from '../../../src/history/event.js';
import { Numbering } from './numbering.js';

const at = (recordedAt: unknown) => ({ type: 'Said', data: {}, metadata: { recordedAt } }) as unknown as Recorded;

describe('the numbering of events', () => {
  it('counts from 1 and keeps the latest instant, also where clocks step back', () => {
    const numbering = new Numbering(0);
    const seen = ['2026-03-01T14:59:59.999Z', '2026-03-01T15:00:00.000Z', '2026-03-01T10:00:00.000Z'].map((instant) => {
      const { ordinal, recordedUpTo, dayRecorded } = numbering.next(at(instant));
      return [ordinal, recordedUpTo, dayRecorded];
    });
    expect(seen).toEqual([
      [1, '2026-03-01T14:59:59.999Z', '2026-03-01'],
      [2, '2026-03-01T15:00:00.000Z', '2026-03-02'],
      [3, '2026-03-01T15:00:00.000Z', '2026-03-02'],
    ]);
  });

  it('goes on from a checkpoint', () => {
    const event = new Numbering(41, '2026-03-01T00:00:00.000Z').next(at('2020-01-01T00:00:00.000Z'));
    expect(event).toMatchObject({ ordinal: 42, recordedUpTo: '2026-03-01T00:00:00.000Z', dayRecorded: '2026-03-01' });
  });

  it('compares instants, not their spelling', () => {
    const numbering = new Numbering(0);
    numbering.next(at('2026-03-01T09:00:00+09:00'));
    expect(numbering.next(at('2026-03-01T00:00:01Z')).recordedUpTo).toBe('2026-03-01T00:00:01.000Z');
  });

  it('takes null for metadata as no instant', () => {
    const event = { type: 'Said', data: {}, metadata: null } as unknown as Recorded;
    expect(new Numbering(0).next(event)).toMatchObject({ ordinal: 1, recordedUpTo: '1970-01-01T00:00:00.000Z' });
  });

  it.each([[undefined], ['yesterday'], [7], ['2026-99-99T99:99:99.999Z'], ['2026-03-01T00:99:00.000Z']])(
    'lets %p change nothing',
    (recordedAt) => {
      const numbering = new Numbering(1, '2026-03-01T00:00:00.000Z');
      expect(numbering.next(at(recordedAt))).toMatchObject({ ordinal: 2, recordedUpTo: '2026-03-01T00:00:00.000Z' });
    },
  );
});
