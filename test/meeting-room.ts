import type { Event, Recorded } from '../src/history/event.js';
import type { EventStore } from '../src/event-store/event-store.js';
import { aDay } from '../src/history/value-checks.js';
import { type Aggregate, admitted } from '../src/recording/aggregate.js';
import type { CommandContext } from '../src/recording/command.js';
import type { Decision, StreamKind } from '../src/recording/recorder.js';
import { RuleBroken } from '../src/recording/refusals.js';

/** A meeting room: booked day by day, each day once, only while its house is open. */
type Booked = Event<'Booked', { day: string }>;
type Opened = Event<'Opened', { from: string }>;

export const room: Aggregate<readonly string[], Booked> = {
  category: 'room',
  contracts: { Booked: { version: 4, voidable: true, correctable: { '/day': aDay } } },
  initial: [],
  evolve: (days, { data }) => [...days, data.day],
  admit: (days, { data }) => {
    if (days.includes(data.day)) throw new RuleBroken('booked', `${data.day} is booked`);
  },
};
const house: Aggregate<string | null, Opened> = {
  category: 'house',
  contracts: { Opened: { version: 1, voidable: true, correctable: { '/from': aDay } } },
  initial: null,
  evolve: (_from, { data }) => data.from,
  admit: () => undefined,
};
export const rooms: StreamKind<readonly string[], Booked> = {
  aggregate: room,
  judgeAcross: async ({ data }, streams) => {
    const from = await streams.state(house, 'house-1');
    if (from === null || data.day < from) throw new RuleBroken('house-shut', `the house is shut on ${data.day}`);
  },
};
export const houses: StreamKind<string | null, Opened> = { aggregate: house, judgeAcross: () => Promise.resolve() };

type Book = Decision<readonly string[], Booked>;
export const book =
  (day: string): Book =>
  ({ state, today }) =>
    state.includes(day) ? [] : admitted(room, state, { type: 'Booked', data: { day } }, today);
export const bookAnew =
  (day: string): Book =>
  ({ state, today }) =>
    admitted(room, state, { type: 'Booked', data: { day } }, today);

export const opened = (from: string): Opened => ({ type: 'Opened', data: { from } });

let counter = 0;
export function command(over: Partial<CommandContext> = {}, body: unknown = {}): CommandContext {
  counter++;
  const commandId = `00000000-0000-7000-8000-${String(counter).padStart(12, '0')}`;
  const sent = { name: 'book', target: 'room-1', body };
  return { commandId, correlationId: commandId, causationId: commandId, sent, ...over };
}

export async function streamOf(store: EventStore, name: string): Promise<Recorded[]> {
  const events: Recorded[] = [];
  for await (const event of store.readStream(name)) events.push(event);
  return events;
}
