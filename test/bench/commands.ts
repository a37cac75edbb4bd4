import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { settingsFrom } from '../../src/config/settings.js';
import { EventStore } from '../../src/event-store/event-store.js';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { exampleInput } from '../../src/example/example-input.js';
import { loadExample } from '../../src/example/load-example.js';
import { createApp } from '../../src/http/create-app.js';
import { openLog } from '../../src/logging/log.js';
import { type Benchmark, besideEachOther, perSecond } from './benchmark.js';
import { atOnce, newStream } from './event-store-load.js';

const ROUNDS = 3;
const ROUND = {
  code: 'bench',
  counting: 'live',
  kind: { code: 'resident-autonomy', ko: '동 주민자치 소통 간담회', en: 'autonomy meeting' },
  participants: '각 동 주민자치위원 등',
  agenda: '동별 현안사항 및 민원 청취',
  meetingPeriod: { from: '2022-03', to: '2022-06' },
  suggestionPeriod: { from: '2022-03', to: '2022-06' },
  participationKind: 'briefing',
};
const DONG = '4128151000';

/** A command from its request to its answer, in the example's city, beside the bare append of the event that it decides. */
export const commandsBenchmark: Benchmark = {
  name: 'commands',
  description: 'suggestions received through the whole application, beside bare appends of their events',
  async run({ engine, events = 2_000 }, tell) {
    if (engine !== undefined && engine !== 'sqlite') return;
    const dataDir = await mkdtemp(join(tmpdir(), 'ledger-bench-'));
    const settings = settingsFrom({ DATA_DIR: dataDir, ROLE: 'api' });
    const app = await createApp(AppModule.with(settings), openLog('silent'));
    await app.init();
    const bare = await SqliteEventStore.open(join(dataDir, 'bare.sqlite'));
    try {
      await loadExample(app.get(CommandBus), exampleInput);
      await posted(app, '/v1/rounds', ROUND);
      const meetingId = await posted(app, '/v1/meetings', { round: 'bench', dong: DONG, heldOn: '2022-04-12' });
      const receive = (n: number) =>
        posted(app, '/v1/suggestions', {
          meetingId,
          channel: 'on-site',
          proposerKind: 'resident',
          text: `버스 정류장 ${String(n % 100)}에 그늘막을 설치해 주세요`,
        });
      const decided = await firstEvent(app.get(EventStore), await receive(0));
      for (const [figure, width] of [
        ['suggestions received, one by one', 1],
        ['suggestions received, 64 at once', 64],
      ] as const) {
        const { value, reference } = await besideEachOther(
          ROUNDS,
          () => perSecond(() => atOnce(events, width, receive)),
          () => perSecond(() => atOnce(events, width, () => bare.append(newStream(), 'no-stream', [decided]))),
        );
        tell({ figure, engine: 'sqlite', events, value, unit: 'commands/s', reference });
      }
    } finally {
      await bare.close();
      await app.close();
      await rm(dataDir, { recursive: true });
    }
  },
};

/** Sends a command without a socket between; the id of what it is about. */
async function posted(app: NestFastifyApplication, url: string, payload: object): Promise<string> {
  const response = await app.inject({ method: 'POST', url, payload });
  if (response.statusCode >= 300) throw new Error(`${url}: ${response.body}`);
  return response.json<{ id: string }>().id;
}

async function firstEvent(store: EventStore, suggestionId: string) {
  for await (const event of store.readStream(`suggestion-${suggestionId}`)) return event;
  throw new Error(`suggestion ${suggestionId} is not in the log`);
}
