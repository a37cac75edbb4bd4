import { v5 as uuidv5 } from 'uuid';
import { positionOf } from '../../../src/event-store/sqlite/position.js';
import type { Event, Metadata, Recorded } from '../../../src/history/event.js';

const NAMESPACE = '6f0c1b62-0c43-5c5e-8a52-2d1d3f6a9d11';

/** What may be said of an event besides its stream, type and data. */
export interface Said {
  /** By default 2026-01-01T00:00:00.000Z, a minute later for each event. */
  readonly recordedAt?: string;
  readonly schemaVersion?: number;
  /** Metadata's commandId; by default one for each event. */
  readonly commandId?: string;
}

/** What a test tells its events to. */
export interface Ledger {
  /** Everything said so far. */
  readonly log: readonly Recorded[];
  /** Says that an event was recorded next; hands it back as it stands in the log. */
  event<E extends Event>(stream: string, event: E, said?: Said): Recorded<E>;
}

/** A log that a test tells, in memory: told the same, the same events come out. */
export class ToldLog implements Ledger {
  readonly log: Recorded[] = [];
  private readonly revisions = new Map<string, number>();

  event<E extends Event>(stream: string, event: E, said: Said = {}): Recorded<E> {
    const sequence = this.log.length + 1;
    const revision = this.revisions.get(stream) ?? 0;
    this.revisions.set(stream, revision + 1);
    const id = uuidv5(`event ${String(sequence)}`, NAMESPACE);
    const commandId = said.commandId ?? uuidv5(`command ${String(sequence)}`, NAMESPACE);
    const metadata: Metadata = {
      commandId,
      fingerprint: '0'.repeat(64),
      correlationId: commandId,
      causationId: commandId,
      recordedAt: said.recordedAt ?? new Date(Date.UTC(2026, 0, 1, 0, sequence - 1)).toISOString(),
      recordedBy: { id: 'clerk', role: 'clerk', verified: false },
      schemaVersion: said.schemaVersion ?? 1,
    };
    // As it would come back from a store: plain JSON.
    const stored = JSON.parse(JSON.stringify({ ...event, metadata })) as E & { metadata: Metadata };
    const recorded: Recorded<E> = { ...stored, id, stream, revision, position: positionOf(sequence) };
    this.log.push(recorded);
    return recorded;
  }
}
