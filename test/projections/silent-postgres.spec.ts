import { Controller, Get } from '@nestjs/common';
import type { Database } from '../../projections/engine/database/database.js';
import { DATABASE, EngineModule } from '../../projections/engine/engine.module.js';
import { ReadModels } from '../../projections/engine/reading/read-models.js';
import { testDatabase, type TestDatabase } from '../../projections/engine/testing/test-database.js';
import { UnrulyNetwork } from '../event-store/unruly-network.js';
import { type AppUnderTest, start } from '../http/app-under-test.js';
import { NoticesController } from '../http/notices.js';
import { tally } from './tally.js';
import { applied } from './tally-served.js';

@Controller('v1/things')
class ThingsController {
  constructor(private readonly readModels: ReadModels) {}

  @Get()
  things(): Promise<unknown> {
    return this.readModels.read<{ tally_things: { id: string } }, unknown>(['tally'], (db) =>
      db.selectFrom('tally_things').select('id').execute(),
    );
  }
}

const ROUTES = ['/v1/things', '/v1/read-models', '/v1/read-models/quarantine', '/v1/read-models/requests/1'];

function serve(databaseUrl: string): Promise<AppUnderTest> {
  return start([NoticesController, ThingsController], [], { DATABASE_URL: databaseUrl }, [
    EngineModule.with([tally()]),
  ]);
}

/** Status, type of the problem and Retry-After. */
async function said(response: Response): Promise<unknown> {
  const { type } = (await response.json()) as { type?: string };
  return [response.status, type, response.headers.get('retry-after')];
}

const rebuild = (app: AppUnderTest) => app.post('/v1/read-models/requests', { kind: 'rebuild' });
const putUp = (app: AppUnderTest) => app.post('/v1/notices', { text: 'a', place: { board: 'hall' } });

/** A database of a test's own, and the way to it through a network that may fail. */
async function overNetwork(): Promise<{ made: TestDatabase; network: UnrulyNetwork; url: string }> {
  const made = await testDatabase('postgres');
  const url = new URL(made.databaseUrl!);
  const network = await UnrulyNetwork.to(Number(url.port));
  url.port = String(network.port);
  return { made, network, url: url.href };
}

/** With a further setting of its connections. */
function withOption(url: string, option: string): string {
  const changed = new URL(url);
  changed.searchParams.set('options', `${changed.searchParams.get('options')!} -c ${option}`);
  return changed.href.replaceAll('+', '%20');
}

describe('while PostgreSQL is silent, its connections open', () => {
  let made: TestDatabase;
  let network: UnrulyNetwork;
  let app: AppUnderTest;
  beforeAll(async () => {
    let url: string;
    ({ made, network, url } = await overNetwork());
    app = await serve(url);
    await applied(app, 'thing-1', 'red');
    network.cut();
  });
  afterAll(async () => {
    await app.close();
    await network.close();
    await made.drop();
  });

  it('commands are answered at once', async () => {
    const began = performance.now();
    for (let i = 0; i < 3; i++) expect((await putUp(app)).status).toBe(201);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('what asks the read models is answered with 503, and says when to ask again', async () => {
    const began = performance.now();
    const answers = [...ROUTES, ...ROUTES, ...ROUTES].map((route) => app.fetch(route).then(said));
    answers.push(rebuild(app).then(said));
    for (const answer of answers) expect(await answer).toEqual([503, 'read-models-away', '5']);
    expect(performance.now() - began).toBeLessThan(15_000);
  }, 60_000);

  it('health and metrics name it at once', async () => {
    const began = performance.now();
    const [health, metrics] = await Promise.all([app.fetch('/health/ready'), app.fetch('/metrics')]);
    expect([health.status, await health.json()]).toMatchObject([503, { parts: { 'read-models': { status: 'down' } } }]);
    expect(await metrics.text()).toContain('ledger_read_model_database_up 0');
    expect(performance.now() - began).toBeLessThan(3_500);
  });

  it('and once it is heard again, all goes on by itself', async () => {
    network.mend();
    while ((await app.fetch('/v1/things')).status !== 200) continue;
    await applied(app, 'thing-2', 'blue');
    expect(await (await app.fetch('/v1/things')).json()).toEqual([{ id: 'thing-1' }, { id: 'thing-2' }]);
  }, 60_000);
});

describe('where PostgreSQL answers and does not do what is asked', () => {
  let made: TestDatabase;
  let app: AppUnderTest | undefined;
  beforeEach(async () => {
    made = await testDatabase('postgres');
    app = await serve(made.databaseUrl!);
    await applied(app, 'thing-1', 'red');
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
    await made.drop();
  });

  it('too many queries at a time are told that it is busy', async () => {
    const database = app!.get<Database>(DATABASE as never);
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const others = Array.from({ length: 8 }, () => database.read(() => ended));
    expect(await said(await app!.fetch('/v1/things'))).toEqual([503, 'read-models-busy', '1']);
    end();
    await Promise.all(others);
    expect((await app!.fetch('/v1/things')).status).toBe(200);
  }, 20_000);

  it('a request is answered with 503 where the server takes only what reads', async () => {
    await app!.close();
    app = await serve(withOption(made.databaseUrl!, 'default_transaction_read_only=on'));
    expect((await app.fetch('/v1/things')).status).toBe(200);
    expect(await said(await rebuild(app))).toEqual([503, 'read-models-away', '5']);
  });

  it('everything is answered with 503 where the tables are not to be found', async () => {
    await app!.close();
    app = await serve(withOption(made.databaseUrl!, 'search_path='));
    for (const route of ROUTES.slice(1)) {
      expect(await said(await app.fetch(route))).toEqual([503, 'read-models-damaged', null]);
    }
    expect((await app.fetch('/v1/things')).status).toBe(503);
    expect(await said(await rebuild(app))).toEqual([503, 'read-models-damaged', null]);
    expect((await app.fetch('/metrics')).status).toBe(200);
  });

  it('commands are refused at once where the read models are of another log, be the database silent or not', async () => {
    await app!.close();
    app = undefined;
    const direct = new URL(made.databaseUrl!);
    const network = await UnrulyNetwork.to(Number(direct.port));
    direct.port = String(network.port);
    const other = await serve(direct.href);
    try {
      expect(await said(await putUp(other))).toEqual([503, 'wrong-log', null]);
      network.cut();
      let isSilent = false;
      const asked = other.fetch('/v1/read-models').then(() => (isSilent = true));
      while (!isSilent) expect(await said(await putUp(other))).toEqual([503, 'wrong-log', null]);
      await asked;
    } finally {
      await other.close();
      await network.close();
    }
  }, 60_000);
});
