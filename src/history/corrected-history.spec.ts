import { recorded } from '../../test/given.js';
import { type Contracts, contract } from './contract.js';
import { correctedHistory, voidedIds } from './corrected-history.js';
import type { Event, Recorded } from './event.js';
import { day, nullable, text, wholeNumber } from './fields.js';
import { aText } from './value-checks.js';

/** Three versions: `day` was once called `date`, and `place` came with the third. */
type Held = Event<'Held', { day: string; count: number; place: string | null }>;

const contracts: Contracts<Held> = {
  Held: contract(
    { day: day(), count: wholeNumber(0, 1_000), place: nullable(text(aText(50))) },
    {
      version: 3,
      upcasters: {
        1: (data) => {
          const { date, ...rest } = data as { date: string };
          return { ...rest, day: date };
        },
        2: (data) => ({ ...data, place: null }),
      },
    },
  ),
};

const held = (day: string, count = 1) =>
  ({ type: 'Held', data: { day, count, place: null }, schemaVersion: 3 }) as Event;
const voids = (eventId: string): Event => ({ type: 'EntryVoided', data: { eventId, why: 'slip' } });
const corrects = (eventId: string, schemaVersion: number, ...changes: [string, unknown, unknown][]): Event => ({
  type: 'EntryCorrected',
  data: {
    eventId,
    type: 'Held',
    schemaVersion,
    changes: changes.map(([path, from, to]) => ({ path, from, to })),
    why: 'slip',
  },
});

function history(...events: Event[]) {
  return correctedHistory(recorded(events), contracts).map(({ id, data }) => ({ id, ...data }));
}

describe('voids', () => {
  const first = { id: 'e0', day: '2021-08-10', count: 1, place: null };

  it('take out the entry they name, and none other', () => {
    expect(history(held('2021-08-10'), held('2021-08-11'), voids('e1'))).toEqual([first]);
  });

  it('of voids take the first one back, and of those take it out again', () => {
    const chain = [held('2021-08-10'), voids('e0'), voids('e1'), voids('e2'), voids('e3')];
    expect(history(...chain.slice(0, 2))).toEqual([]);
    expect(history(...chain.slice(0, 3))).toEqual([first]);
    expect(history(...chain.slice(0, 4))).toEqual([]);
    expect(history(...chain)).toEqual([first]);
  });

  it('that were taken back do not stand in the way of another', () => {
    expect(history(held('2021-08-10'), voids('e0'), voids('e1'), voids('e0'))).toEqual([]);
  });

  it('of a correction bring back what it replaced', () => {
    const correction = corrects('e0', 3, ['/day', '2021-08-10', '2021-08-12']);
    expect(history(held('2021-08-10'), correction)).toEqual([{ ...first, day: '2021-08-12' }]);
    expect(history(held('2021-08-10'), correction, voids('e1'))).toEqual([first]);
    expect(history(held('2021-08-10'), correction, voids('e1'), voids('e2'))).toEqual([
      { ...first, day: '2021-08-12' },
    ]);
  });

  it('of what is not there, or of themselves, take out nothing', () => {
    expect(history(held('2021-08-10'), voids('e9'), voids('e2'))).toEqual([first]);
    expect([...voidedIds(recorded([held('2021-08-10'), voids('e9')]))]).toEqual(['e9']);
  });
});

describe('corrections', () => {
  it('are applied in log order', () => {
    expect(
      history(
        held('2021-08-10'),
        corrects('e0', 3, ['/day', '2021-08-10', '2021-08-11'], ['/count', 1, 2]),
        corrects('e0', 3, ['/day', '2021-08-11', '2021-08-12']),
      ),
    ).toEqual([{ id: 'e0', day: '2021-08-12', count: 2, place: null }]);
  });

  it('stay with their entry when it is taken out and taken back', () => {
    const corrected = [held('2021-08-10'), corrects('e0', 3, ['/count', 1, 2])];
    expect(history(...corrected, voids('e0'))).toEqual([]);
    expect(history(...corrected, voids('e0'), voids('e2'))).toEqual([
      { id: 'e0', day: '2021-08-10', count: 2, place: null },
    ]);
  });

  it('are made at the version that they name, whatever the version of the entry and of today', () => {
    const old = { type: 'Held', data: { date: '2021-08-10', count: 1 }, schemaVersion: 1 } as Event;
    expect(history(old)).toEqual([{ id: 'e0', day: '2021-08-10', count: 1, place: null }]);
    expect(history(old, corrects('e0', 1, ['/date', '2021-08-10', '2021-08-11']))).toEqual([
      { id: 'e0', day: '2021-08-11', count: 1, place: null },
    ]);
    expect(
      history(
        old,
        corrects('e0', 1, ['/date', '2021-08-10', '2021-08-11']),
        corrects('e0', 2, ['/day', '2021-08-11', '2021-08-12']),
        corrects('e0', 3, ['/place', null, '주민센터'], ['/day', '2021-08-12', '2021-08-13']),
      ),
    ).toEqual([{ id: 'e0', day: '2021-08-13', count: 1, place: '주민센터' }]);
  });

  it('of a path that is not in that version change nothing', () => {
    const old = { type: 'Held', data: { date: '2021-08-10', count: 1 }, schemaVersion: 1 } as Event;
    expect(history(old, corrects('e0', 1, ['/place', null, '주민센터']))).toEqual(history(old));
  });

  it('leave what is stored as it was', () => {
    const raw = recorded([held('2021-08-10'), corrects('e0', 3, ['/day', '2021-08-10', '2021-08-11'])]);
    const before = structuredClone(raw);
    correctedHistory(raw, contracts);
    expect(raw).toEqual(before);
  });
});

describe('an entry of a type unknown to the program', () => {
  it('stands as it is, between the others, and can be taken out', () => {
    const later = { type: 'HeldOnline', data: { link: 'x' } };
    const raw: Recorded[] = recorded<Event>([held('2021-08-10'), later, corrects('e1', 1, ['/link', 'x', 'y'])]);
    expect(correctedHistory(raw, contracts).map(({ type, data }) => ({ type, data }))[1]).toEqual(later);
    expect(correctedHistory([...raw, ...recorded([voids('e1')], raw)], contracts)).toHaveLength(1);
  });

  it('is unknown also where every object has a property of that name', () => {
    expect(correctedHistory(recorded([{ type: 'toString', data: {} }]), contracts)).toHaveLength(1);
  });
});
