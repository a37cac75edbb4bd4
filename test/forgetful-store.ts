import { OutcomeUnknownError, UnavailableError } from '../src/event-store/errors.js';
import type { Appended, EventToAppend, ExpectedRevision } from '../src/event-store/event-store.js';
import type { Recorded } from '../src/history/event.js';
import { SqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';

/** A store that writes and then loses some of its answers, as a broken connection does. */
export class ForgetfulStore extends SqliteEventStore {
  appends: { expected: ExpectedRevision; ids: string[] }[] = [];
  /** What to do with each append in turn: fail before it is written (`away`, `full`) or after (`lost`). */
  faults: ('away' | 'full' | 'lost' | 'fine')[] = [];

  /** Whether reading a stream finds the store away. */
  readsFail = false;

  override readStream(...read: Parameters<SqliteEventStore['readStream']>): AsyncIterable<Recorded> {
    if (this.readsFail) throw new UnavailableError('no connection');
    return super.readStream(...read);
  }

  override async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<Appended> {
    const fault = this.faults.shift() ?? 'fine';
    this.appends.push({ expected, ids: events.map(({ id }) => id) });
    if (fault === 'away') throw new UnavailableError('no connection');
    if (fault === 'full') throw new Error('disk full');
    const appended = await super.append(stream, expected, events);
    if (fault === 'lost') throw new OutcomeUnknownError('connection cut');
    return appended;
  }
}
