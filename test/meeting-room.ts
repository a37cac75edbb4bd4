import type { Event, Recorded } from '../src/history/event.js';
import type { EventStore } from '../src/event-store/event-store.js';
import { contract } from '../src/history/contract.js';
import { day } from '../src/history/fields.js';
import { type Aggregate, admitted } from '../src/recording/aggregate.js';
import type { CommandContext } from '../src/recording/command.js';
import type { Decision, StreamRules } from '../src/recording/recorder.js';
import { rules } from '../src/recording/rules.js';

const broken = rules({
  booked: { ko: '{day}은 예약되었습니다', en: '{day} is booked' },
  'house-shut': { ko: '{day}에는 문을 닫습니다', en: 'the house is shut on {day}' },
});

/** A meeting room: booked day by day, each day once, only while its house is open. */
type Booked = Event<'Booked', { day: string }>;
type Opened = Event<'Opened', { from: string }>;

export const room: Aggregate<readonly string[], Booked> = {
  category: 'room',
  contracts: { Booked: contract({ day: day() }, { version: 4 }) },
  initial: [],
  evolve: (days, { data }) => [...days, data.day],
  admit: (days, { data }) => {
    if (days.includes(data.day)) throw broken('booked', { day: data.day });
  },
};
const house: Aggregate<string | null, Opened> = {
  category: 'house',
  contracts: { Opened: contract({ from: day() }) },
  initial: null,
  evolve: (_from, { data }) => data.from,
  admit: () => undefined,
};
export const rooms: StreamRules<readonly string[], Booked> = {
  aggregate: room,
  judgeAcross: async ({ data }, streams) => {
    const from = await streams.state(house, 'house-1');
    if (from === null || data.day < from) throw broken('house-shut', { day: data.day });
  },
};
export const houses: StreamRules<string | null, Opened> = { aggregate: house, judgeAcross: () => Promise.resolve() };

type Book = Decision<readonly string[], Booked>;
export const book =
  (on: string): Book =>
  ({ state, today }) =>
    state.includes(on) ? [] : admitted(room, state, { type: 'Booked', data: { day: on } }, today);
export const bookAnew =
  (on: string): Book =>
  ({ state, today }) =>
    admitted(room, state, { type: 'Booked', data: { day: on } }, today);

export const opened = (from: string): Opened => ({ type: 'Opened', data: { from } });

let counter = 0;
export function command(over: Partial<CommandContext> = {}, body: unknown = {}): CommandContext {
  counter++;
  const commandId = `00000000-0000-7000-8000-${String(counter).padStart(12, '0')}`;
  const sent = { name: 'book', target: 'room-1', body };
  return { commandId, correlationId: commandId, causationId: commandId, sent, ...over };
}

export function streamOf(store: EventStore, name: string): Promise<Recorded[]> {
  return Array.fromAsync(store.readStream(name));
}
