import type { Appended, Position } from '../event-store/event-store.js';
import type { Recorded } from '../history/event.js';
import { IdempotencyKeyReused } from './refusals.js';

/** What a recorded command answers; all of it stands in its events, so that a repeated command answers the same. */
export interface Receipt {
  readonly commandId: string;
  readonly stream: string;
  /** Of the last event of the command; of the stream where nothing was decided; -1 where that is empty. */
  readonly revision: number;
  readonly position: Position | null;
  /** made: it decided the stream's first events; changed: it decided events; nothing: none were needed. */
  readonly outcome: 'made' | 'changed' | 'nothing';
  /** This command was recorded before, and this is its first answer. */
  readonly repeated: boolean;
}

interface Identified {
  readonly commandId: string;
  readonly fingerprint: string;
}

/** The answer to a command whose last event stands there, in a stream that held so many events before. */
export function receiptOf({ commandId }: Identified, stream: string, before: number, last: Appended): Receipt {
  const { revision, position } = last;
  return { commandId, stream, revision, position, outcome: before === 0 ? 'made' : 'changed', repeated: false };
}

/** The answer to a command that needed nothing: where the stream stands. */
export function nothingNeeded({ commandId }: Identified, stream: string, raw: readonly Recorded[]): Receipt {
  const { revision, position } = raw.at(-1) ?? { revision: -1, position: null };
  return { commandId, stream, revision, position, outcome: 'nothing', repeated: false };
}

/**
 * The first answer to a command whose events are in the raw stream, voided ones among them; undefined where there are
 * none. Throws IdempotencyKeyReused where they are of other content.
 */
export function firstAnswer(command: Identified, stream: string, raw: readonly Recorded[]): Receipt | undefined {
  const its = raw.filter(({ metadata }) => metadata.commandId === command.commandId);
  const [first] = its;
  if (!first) return undefined;
  if (first.metadata.fingerprint !== command.fingerprint) throw new IdempotencyKeyReused(command.commandId);
  return { ...receiptOf(command, stream, first.revision, its.at(-1)!), repeated: true };
}
