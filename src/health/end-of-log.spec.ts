import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleEvent } from '../../test/event-store/sample-events.js';
import { UnavailableError } from '../event-store/errors.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import type { Recorded } from '../history/event.js';
import { EndOfLog } from './end-of-log.js';

/** A store that may be away, or say late what it was asked before. */
class LateStore extends SqliteEventStore {
  away = false;
  until: Promise<void> | undefined;

  override async lastEvent(): Promise<Recorded | undefined> {
    if (this.away) throw new UnavailableError('no connection');
    const { until } = this;
    const last = await super.lastEvent();
    await until;
    return last;
  }
}

describe('a position beyond the end of the log', () => {
  let dir: string;
  let store: LateStore;
  let end: EndOfLog;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'ledger-end-'));
    store = new LateStore(join(dir, 'events.sqlite'));
    end = new EndOfLog(store);
  });
  afterEach(async () => {
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const appended = async (n: number) =>
    (await store.append(`notes-${String(n)}`, 'no-stream', [sampleEvent(n)])).position;
  const refusal = (position: string) =>
    end.refuseBeyond(position).then(
      () => undefined,
      (error: unknown) => error,
    );

  it('is refused as the parameter after, with where the log ends', async () => {
    const beyond = '9'.repeat(20);
    const saying = (words: string) => ({
      details: {
        status: 400,
        errors: [{ field: '/after', problem: { en: expect.stringContaining(words) as string } }],
      },
    });
    expect(await refusal(beyond)).toMatchObject(saying('nothing was recorded yet'));
    const last = await appended(1);
    expect(await refusal(beyond)).toMatchObject(saying(`its last event stands at ${last}`));
    expect(await refusal(last)).toBeUndefined();
  });

  it('is none where it was recorded while the end was being asked for', async () => {
    await appended(1);
    let say: () => void = () => undefined;
    store.until = new Promise<void>((resolve) => (say = resolve));
    const asked = end.position();
    store.until = undefined;
    const recorded = refusal(await appended(2));
    say();
    expect(await asked).toBeDefined();
    expect(await recorded).toBeUndefined();
  });

  it('is not refused while the store does not say', async () => {
    store.away = true;
    expect(await refusal('9'.repeat(20))).toBeUndefined();
  });
});
