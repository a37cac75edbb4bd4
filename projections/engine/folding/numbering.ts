import { dayInSeoul, type LocalDate } from '../../../src/history/days.js';
import type { Recorded } from '../../../src/history/event.js';
import type { LedgerEvent } from '../read-model/projection.js';

/** Behind day and hour, in the form of `toISOString`. */
const WITHIN_AN_HOUR = /^.{13}:[0-5]\d:[0-5]\d\.\d{3}Z$/;

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
    const recordedAt = this.normal(event);
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

  /** RFC 3339 in the form whose text order is time order. What is no instant, whoever wrote it, changes no maximum. */
  private normal({ metadata }: Recorded): string {
    const recordedAt = (metadata as { recordedAt?: unknown } | null)?.recordedAt;
    if (typeof recordedAt !== 'string') return BEFORE_ALL;
    // The hour was seen before: what follows it is looked at, and no more.
    if (recordedAt.startsWith(this.hour) && this.hour !== '' && WITHIN_AN_HOUR.test(recordedAt)) return recordedAt;
    const ms = Date.parse(recordedAt);
    return Number.isNaN(ms) ? BEFORE_ALL : new Date(ms).toISOString();
  }
}
