import { join } from 'node:path';
import { rmSync, mkdirSync } from 'node:fs';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { openDatabase } from '../../projections/engine/database/open-database.js';
import { Engine } from '../../projections/engine/engine.js';
import { ReadModels } from '../../projections/engine/reading/read-models.js';
import { painted } from '../projections/workshop.js';
import { tally } from '../projections/tally.js';
import { LogFile } from '../../src/event-store/sqlite/log-file.js';
const n = Number(process.argv[2] ?? 100000);
const dir = `/tmp/pf/${String(n)}`;
import { existsSync } from 'node:fs';
if (!existsSync(dir)) {
  mkdirSync(dir, { recursive: true });
  const file = new LogFile(join(dir, 'events.sqlite'));
  const colours = ['red', 'green', 'blue', 'white'];
  let i = 0;
  const per = 6;
  while (i < n) {
    file.transaction(() => {
      for (let k = 0; k < 2000 && i < n; k++) {
        const s = `thing-${String(Math.floor(i / per))}`;
        const rev = i % per;
        const e = painted(colours[(i * 7) % 4]!);
        file.append(s, rev === 0 ? 'no-stream' : rev - 1, [
          {
            id: e.id,
            type: e.type,
            data: JSON.stringify({ ...e.data, filler: 'x'.repeat(120) }),
            metadata: JSON.stringify(e.metadata),
          },
        ]);
        i++;
      }
    });
  }
  file.close();
}
for (const f of ['', '-wal', '-shm']) rmSync(join(dir, `read-models.sqlite${f}`), { force: true });
const store = new SqliteEventStore(join(dir, 'events.sqlite'));
const database = openDatabase({ dataDir: dir });
await database.prepare();
const models = [tally()];
const t = performance.now();
const engine = new Engine(database, store, models, {
  report: (m) => console.log(((performance.now() - t) / 1000).toFixed(2), m),
});
engine.start();
const last = await store.lastEvent();
const rm = new ReadModels(database, models);
let peak = 0;
const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 100);
for (;;) {
  const a = await rm.appliedTo().catch(() => undefined);
  if (a?.position === last!.position) break;
  await new Promise((r) => setTimeout(r, 20));
}
const s = (performance.now() - t) / 1000;
console.log(
  `${String(n)} events in ${s.toFixed(2)} s: ${String(Math.round(n / s))}/s, rss ${String(Math.round(peak / 1e6))} MB`,
);
clearInterval(timer);
// latency
const lat: number[] = [];
for (let k = 0; k < 300; k++) {
  const t0 = performance.now();
  const { position } = await store.append(`lat-${String(Math.random())}`, 'no-stream', [painted('red')]);
  const t1 = performance.now();
  await rm.waitFor(position);
  lat.push(performance.now() - t1);
  await new Promise((r) => setTimeout(r, 10));
}
lat.sort((a, b) => a - b);
console.log('append→visible ms p50', lat[150]!.toFixed(2), 'p99', lat[297]!.toFixed(2));
await engine.stop();
await store.close();
await database.close();
