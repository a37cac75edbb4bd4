import { readFileSync } from 'node:fs';
import { ReadModels } from '../../projections/engine/reading/read-models.js';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { settingsFrom } from '../../src/config/settings.js';
import { exampleInput } from '../../src/example/example-input.js';
import { loadExample } from '../../src/example/load-example.js';
import { createApp } from '../../src/http/create-app.js';
import { openLog } from '../../src/logging/log.js';
import { callsIn } from './documented-calls.js';
import { DataDirs } from './ledger-on.js';

const readme = readFileSync('README.md', 'utf8');
const calls = callsIn(readme);

describe("the README's settings", () => {
  it('are those that the environment is asked for', () => {
    const table = /^## Settings\n(.*?)^## /msu.exec(readme)![1]!;
    const asked = [...readFileSync('src/config/settings.ts', 'utf8').matchAll(/^ {2}([A-Z_]+): /gmu)];
    const named = [...table.matchAll(/`([A-Z]+(?:_[A-Z]+)*)`/gu)];
    expect(named.map(([, name]) => name).sort()).toEqual(asked.map(([, name]) => name).sort());
  });
});

describe("the README's calls, one after the other", () => {
  const dirs = new DataDirs();
  let app: NestFastifyApplication;
  beforeAll(async () => {
    const settings = settingsFrom({ DATA_DIR: dirs.make() });
    app = await createApp(AppModule.with(settings), openLog('silent'));
    await app.init();
    const { position } = await loadExample(app.get(CommandBus), exampleInput);
    await app.get(ReadModels).waitFor(position!, 30_000);
  });
  afterAll(async () => {
    await app.close();
    dirs.removeAll();
  });

  it.each(calls.map((call) => [`${call.method} ${call.path}`, call] as const))(
    '%s answers as shown',
    async (_, { method, path, headers, body, shown }) => {
      const answer = await app.inject({ method, url: path, headers, ...(body === undefined ? {} : { body }) });
      const said = answer.json<Record<string, unknown>>();
      const refused = shown?.status;
      // Arrays are compared whole: where a list is cut short, the README would mislead.
      expect(said).toMatchObject({ ...shown });
      expect(refused === undefined ? [200, 201, 202] : [refused]).toContain(answer.statusCode);
      if (typeof said.position === 'string') await app.get(ReadModels).waitFor(said.position, 30_000);
    },
  );

  it('are found', () => {
    expect(calls.length).toBeGreaterThan(10);
    expect(calls.filter(({ shown }) => shown !== undefined)).toHaveLength(6);
  });
});
