import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { EventStoreDBClient } from '@eventstore/db-client';
import { run } from '../../src/cli/program.js';
import { NotPermittedError } from '../../src/event-store/errors.js';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { RunningStandIn } from '../stand-in/running.js';
import { collected, rejection, sampleEvents } from './sample-events.js';
import { serverUnderTest } from './server-under-test.js';

const CERTIFICATE = 'test/stand-in/tls/certificate.pem';
const TLS = ['--tls-key', 'test/stand-in/tls/key.pem', '--tls-certificate', CERTIFICATE];
const USERS = ['--user', 'admin:changeit', '--user', 'ledger:a p@ss:word'];

async function ledger(env: Record<string, string>, ...args: string[]): Promise<{ code: number; out: string }> {
  const out = new PassThrough({ encoding: 'utf8' });
  const code = await run(args, { env, out, err: new PassThrough() });
  return { code, out: String(out.read() ?? '') };
}

/** A server with certificate and users: what the ledger's user may do, and what is said of what does not fit. */
describe('EventStoreDB with users and TLS', () => {
  let server: RunningStandIn;
  const stores: EventStoreDbEventStore[] = [];
  beforeEach(async () => {
    server = await RunningStandIn.start([...TLS, ...USERS]);
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await server.kill();
  });
  const user = { username: 'ledger', password: 'a p@ss:word' };

  function storeWith(
    settings: Partial<ConstructorParameters<typeof EventStoreDbEventStore>[0]>,
  ): EventStoreDbEventStore {
    const store = new EventStoreDbEventStore({ url: server.url, caFile: CERTIFICATE, timeoutMs: 5_000, ...settings });
    stores.push(store);
    return store;
  }
  const environment = (more: Record<string, string> = {}) => ({
    EVENTSTORE_URL: server.url,
    EVENTSTORE_CA_FILE: CERTIFICATE,
    EVENTSTORE_USERNAME: user.username,
    EVENTSTORE_PASSWORD: user.password,
    ...more,
  });

  it('appends and reads streams with the right certificate and password', async () => {
    const store = storeWith(user);
    await store.append('contract-a', 'no-stream', sampleEvents(1));
    expect(await collected(store.readStream('contract-a'))).toHaveLength(1);
  });

  it.each<[string, () => EventStoreDbEventStore]>([
    ['a wrong password', () => storeWith({ ...user, password: 'wrong' })],
    ['a certificate that nobody vouches for', () => storeWith({ ...user, caFile: undefined })],
  ])('says that it is not permitted, not that the store is away: %s', async (_, store) => {
    expect(await rejection(store().append('contract-a', 'no-stream', sampleEvents(1)))).toBeInstanceOf(
      NotPermittedError,
    );
    expect(await rejection(store().lastEvent())).toBeInstanceOf(NotPermittedError);
  });

  it('asks whether TLS is wanted where a plain connection is not understood', async () => {
    const plain = storeWith({ url: server.url.replace('true', 'false') });
    expect(((await rejection(plain.lastEvent())) as Error).message).toContain('does it want TLS');
  });

  it('lets an ordinary user not read all until it is set up; then it may append and read, and nothing else', async () => {
    const store = storeWith(user);
    expect(await rejection(store.lastEvent())).toBeInstanceOf(NotPermittedError);
    const following = collected(store.subscribe({ batch: 1, signal: new AbortController().signal }));
    expect(await rejection(following)).toBeInstanceOf(NotPermittedError);
    const before = await ledger(environment(), 'check');
    expect(before.code).toBe(1);
    expect(before.out).toContain('could delete streams and hide them by metadata');

    const admin = environment({ EVENTSTORE_ADMIN_PASSWORD: 'changeit' });
    const setup = await ledger(admin, 'eventstore', 'setup');
    expect(setup).toMatchObject({ code: 0, out: expect.stringMatching(/^changed .*\nchanged .*\n$/) as string });
    const again = await ledger(admin, 'eventstore', 'setup');
    expect(again).toMatchObject({ code: 0, out: expect.stringMatching(/^stood .*\nstood .*\n$/) as string });

    await store.append('contract-b', 'no-stream', sampleEvents(1));
    expect((await store.lastEvent())?.stream).toBe('contract-b');
    const after = await ledger(environment(), 'check', '--json');
    expect(
      after.out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { verdict: string }).verdict),
    ).toEqual(Array.from({ length: 6 }, () => 'good'));
    expect(after.code).toBe(0);
  });

  it('warns an administrator that it could delete, and writes nothing when it checks', async () => {
    const admin = { EVENTSTORE_USERNAME: 'admin', EVENTSTORE_PASSWORD: 'changeit' };
    const { code, out } = await ledger(environment(admin), 'check');
    expect(code).toBe(0);
    expect(out).toMatch(/warning {2}This user could delete streams/);
    expect(await storeWith({ username: 'admin', password: 'changeit' }).lastEvent()).toBeUndefined();
  });

  it('refuses set-up with a wrong administrator, naming no password', async () => {
    const wrong = environment({ EVENTSTORE_ADMIN_PASSWORD: 'not this one' });
    const refused = (await rejection(ledger(wrong, 'eventstore', 'setup'))) as Error;
    expect(refused.message).toMatch(/^It is not set up: .*permit/);
    expect(refused.message).not.toContain('not this one');
  });
});

/** As compose files for trying out start it: whoever comes may do everything. */
describe('EventStoreDB without security', () => {
  const { url } = serverUnderTest();
  const environment = () => ({ EVENTSTORE_URL: url(), EVENTSTORE_USERNAME: 'ledger', EVENTSTORE_PASSWORD: 'x' });

  it('is set up in nothing, and says why', async () => {
    const admin = { ...environment(), EVENTSTORE_ADMIN_PASSWORD: 'changeit' };
    const refused = (await rejection(ledger(admin, 'eventstore', 'setup'))) as Error;
    expect(refused.message).toMatch(
      /^It is not set up: .*without security \(EVENTSTORE_INSECURE\).*nothing was changed/,
    );
  });

  it('is said by a check to let anybody delete, which no set-up takes away', async () => {
    const { out } = await ledger(environment(), 'check');
    expect(out).toMatch(/warning {2}Anybody could delete streams and hide them by metadata: .*no set-up changes that/);
  });

  it('is checked for streams from which events were taken away', async () => {
    const stream = `contract-${randomUUID()}`;
    const store = new EventStoreDbEventStore({ url: url() });
    await store.append(stream, 'no-stream', sampleEvents(2));
    await store.close();
    const client = EventStoreDBClient.connectionString(url());
    await client.tombstoneStream(stream);
    await client.dispose();
    const { code, out } = await ledger(environment(), 'check', '--json');
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>);
    expect(lines.find(({ what }) => what === 'losses')).toMatchObject({ verdict: 'bad' });
    expect([code, lines.at(-1)!.sentence]).toEqual([1, expect.stringContaining('taken away')]);
  });
});

it('of an EventStoreDB that is away a check says what it could not see', async () => {
  const { code, out } = await ledger({ EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false' }, 'check');
  expect(code).toBe(1);
  const lines = out.trim().split('\n');
  expect(lines).toHaveLength(6);
  expect(lines[0]).toMatch(/^FAILED {3}Which version it is could not be seen: the event store is away/);
  for (const line of lines.slice(1)) expect(line).toMatch(/^unseen {3}.* could not be seen: the event store is away/);
}, 60_000);
