import { randomUUID } from 'node:crypto';
import type { EventStore } from '../../src/event-store/event-store.js';
import { contract } from '../../src/history/contract.js';
import type { Event } from '../../src/history/event.js';
import { fixed, wholeNumber } from '../../src/history/fields.js';
import type { CommandContext } from '../../src/recording/command.js';
import { Recorder, type StreamRules } from '../../src/recording/recorder.js';

type NoteTaken = Event<'NoteTaken', { readonly n: number }>;

/** The smallest kind of stream there is: it counts its notes. */
const NOTES: StreamRules<number, NoteTaken> = {
  aggregate: {
    category: 'contract',
    contracts: { NoteTaken: contract({ n: fixed(wholeNumber(0, 1_000_000)) }) },
    initial: 0,
    evolve: (count) => count + 1,
    admit: () => undefined,
  },
  judgeAcross: () => Promise.resolve(),
};

export function recorderOver(store: EventStore, settleForMs = 10_000): Recorder {
  return new Recorder(store, {
    city: '41280',
    recordedBy: { id: 'clerk', role: 'clerk', verified: false },
    now: () => new Date('2026-03-02T01:02:03.004Z'),
    attempts: 50,
    settleForMs,
  });
}

export function commandToTakeNote(commandId: string = randomUUID(), body: unknown = {}): CommandContext {
  return {
    commandId,
    correlationId: commandId,
    causationId: commandId,
    sent: { name: 'take-note', target: null, body },
  };
}

/** Records one more note, numbered after those that are there. */
export function takeNote(recorder: Recorder, stream: string, command: CommandContext = commandToTakeNote()) {
  return recorder.record(NOTES, stream, command, ({ state }): NoteTaken[] => [
    { type: 'NoteTaken', data: { n: state } },
  ]);
}
