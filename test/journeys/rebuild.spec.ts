import { setTimeout as delay } from 'node:timers/promises';
import { engines, type TestDatabase, testDatabase } from '../../projections/engine/testing/test-database.js';
import { CityHall, DONGS, handedIn, liveRound, onSite } from './city-hall.js';

const EVERYTHING = [
  '/v1/district-totals',
  '/v1/district-totals?from=2022-04&to=2022-04&asOf=2022-05-01',
  '/v1/sheets/2-2-4',
  '/v1/suggestions?limit=500',
  `/v1/rounds/${liveRound.code}/meetings`,
  '/v1/rounds',
  '/v1/districts?asOf=2021-12-31',
  '/v1/disagreements',
];

interface Status {
  readonly builds: readonly { readonly name: string; readonly build: number; readonly serving: boolean }[];
}

describe.each(engines)('building the read models anew on %s while the server runs', (engine) => {
  let database: TestDatabase;
  let hall: CityHall;

  beforeAll(async () => {
    database = await testDatabase(engine);
    const url = database.databaseUrl;
    hall = await CityHall.open('2022-05-10', url === undefined ? {} : { DATABASE_URL: url });
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
    await hall.done('/v1/pledge-items/7-2-2-4/rounds', { round: liveRound.code, block: '2021H2', order: 2 });
    const meetings: string[] = [];
    for (const dong of [DONGS.samsong1, DONGS.siksa, DONGS.jugyo]) {
      meetings.push(await hall.done('/v1/meetings', { round: liveRound.code, dong, heldOn: '2022-04-12' }));
    }
    for (let n = 0; n < 30; n++) {
      const id = await hall.done('/v1/suggestions', { ...onSite, meetingId: meetings[n % 3] });
      const outcome = { outcome: 'completed', resolvedOn: '2022-05-01' };
      if (n % 3 === 0) await hall.done(`/v1/suggestions/${id}/resolution`, outcome);
      if (n % 7 === 0) await hall.done(`/v1/suggestions/${id}/void`, { why: '두 번 입력함' });
      if (n % 14 === 0) await hall.done(`/v1/suggestions/${id}/restoration`, { why: '실은 두 건임' });
    }
    await hall.done(`/v1/meetings/${meetings[2]!}/void`, { why: '실수' });
  });
  afterAll(async () => {
    await hall.close();
    await database.drop();
  });

  const all = () => Promise.all(EVERYTHING.map((path) => hall.get<object>(path)));
  const serving = async () => {
    const { builds } = (await (await hall.fetch('/v1/read-models')).json()) as Status;
    return builds.filter((one) => one.serving).map(({ build }) => build);
  };

  it('answers all the while, then alike out of other tables', async () => {
    const before = await all();
    const old = await serving();
    let asking = true;
    const asked = (async () => {
      let times = 0;
      for (; asking; times++) expect(await all()).toEqual(before);
      return times;
    })();
    const request = await hall.post('/v1/read-models/requests', { kind: 'rebuild' });
    expect(request.status).toBe(202);
    const last = performance.now() + 30_000;
    while ((await serving()).some((build) => old.includes(build))) {
      if (performance.now() > last) throw new Error('the new builds did not take over within 30 s');
      await delay(10);
    }
    asking = false;
    expect(await asked).toBeGreaterThan(0);
    expect(await serving()).toHaveLength(old.length);
    expect(await all()).toEqual(before);
  }, 60_000);

  it('goes on counting afterwards', async () => {
    const before = (await hall.totals(liveRound.code)).suggestions.total;
    const apart = { ...handedIn, round: liveRound.code, dong: DONGS.jugyo, raisedOn: '2022-04-20' };
    await hall.done('/v1/suggestions', apart);
    expect((await hall.totals(liveRound.code)).suggestions.total).toBe((before ?? 0) + 1);
  });
});
