import { Injectable } from '@nestjs/common';
import { EventStore } from '../event-store/event-store.js';
import { correctedHistory, isAmendment, isVoid, voidedIds } from '../history/corrected-history.js';
import type { Metadata, Recorded } from '../history/event.js';
import { NotThere } from '../recording/refusals.js';
import { Amendables } from './amendable.js';

/** One entry of a history: as recorded, and as it stands after corrections. */
export interface HistoryEntry {
  readonly eventId: string;
  readonly type: string;
  readonly revision: number;
  readonly position: string;
  /** standing · voided */
  readonly state: 'standing' | 'voided';
  /** As recorded, never changed. */
  readonly data: object;
  /** As it stands where corrections changed it; null where nothing did or the entry is voided. */
  readonly corrected: object | null;
  /** Ids of the entries that correct or void this one, and stand themselves. */
  readonly amendedBy: readonly string[];
  readonly metadata: Metadata;
}

/** Everything that was ever recorded of one thing; read from the event store itself. */
@Injectable()
export class EntryHistories {
  constructor(
    private readonly store: EventStore,
    private readonly amendables: Amendables,
  ) {}

  /** Throws NotThere where nothing was recorded. */
  async of(collection: string, id: string): Promise<readonly HistoryEntry[]> {
    const { kind, stream } = this.amendables.named(collection, id);
    const raw: Recorded[] = [];
    for await (const event of this.store.readStream(stream)) raw.push(event);
    if (raw.length === 0) throw new NotThere(`history of ${id} among the ${collection}`);
    const voided = voidedIds(raw);
    const standing = new Map(correctedHistory(raw, kind.aggregate.contracts).map((entry) => [entry.id, entry.data]));
    return raw.map((event) => {
      const amendments = raw.filter((other) => isAmendment(other) && other.data.eventId === event.id);
      const amendedBy = amendments.filter((other) => !voided.has(other.id));
      const changed = amendedBy.some((other) => !isVoid(other)) ? standing.get(event.id) : undefined;
      return {
        eventId: event.id,
        type: event.type,
        revision: event.revision,
        position: event.position,
        state: voided.has(event.id) ? 'voided' : 'standing',
        data: event.data,
        corrected: changed ?? null,
        amendedBy: amendedBy.map((other) => other.id),
        metadata: event.metadata,
      };
    });
  }
}
