import { dayInSeoul, type LocalDate } from '../../../src/history/days.js';
import type { Recorded } from '../../../src/history/event.js';
import type { LedgerEvent } from '../projection.js';

const BEFORE_ALL = '1970-01-01T00:00:00.000Z';

/** Counts the ledger's events in log order and keeps the running maximum of when they were recorded. */
export class Numbering {
  private day: LocalDate = '';
  private hour = '';

  constructor(
    private last: number,
    private upTo: string = BEFORE_ALL,
  ) {}

  get ordinal(): number {
    return this.last;
  }

  get recordedUpTo(): string {
    return this.upTo;
  }

  next(event: Recorded): LedgerEvent {
    this.last += 1;
    const recordedAt = normal(event.metadata.recordedAt);
    if (recordedAt > this.upTo) this.upTo = recordedAt;
    return {
      id: event.id,
      stream: event.stream,
      revision: event.revision,
      position: event.position,
      type: event.type,
      data: event.data,
      metadata: event.metadata,
      ordinal: this.last,
      recordedUpTo: this.upTo,
      dayRecorded: this.dayOf(this.upTo),
    };
  }

  /** Seoul stands a whole number of hours from UTC, so the day changes with the hour at most. */
  private dayOf(instant: string): LocalDate {
    const hour = instant.slice(0, 13);
    if (hour !== this.hour) {
      this.hour = hour;
      this.day = dayInSeoul(instant);
    }
    return this.day;
  }
}

/** RFC 3339 in the form whose text order is time order. What is no instant changes no maximum. */
function normal(recordedAt: unknown): string {
  if (typeof recordedAt !== 'string') return BEFORE_ALL;
  if (recordedAt.length === 24 && recordedAt.endsWith('Z')) return recordedAt;
  const ms = Date.parse(recordedAt);
  return Number.isNaN(ms) ? BEFORE_ALL : new Date(ms).toISOString();
}
