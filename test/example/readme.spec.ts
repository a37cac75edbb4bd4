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
import { DataDirs } from './ledger-on.js';

const SERVER = 'http://127.0.0.1:3000';

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** What the README shows of the answer, where it shows it. */
  readonly shown: Readonly<Record<string, unknown>> | undefined;
}

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

/** The calls in its shell blocks; a JSON block that follows shows the answer of the last one before it. */
function callsIn(text: string): readonly Call[] {
  const found: Call[] = [];
  for (const [, language, content] of text.matchAll(/^```(sh|json)\n(.*?)^```/gmsu)) {
    if (language === 'json') {
      found.push({ ...found.pop()!, shown: JSON.parse(content!) as Record<string, unknown> });
      continue;
    }
    const commands = content!.replaceAll('\\\n', ' ').split(/^(?=curl )/mu);
    found.push(...commands.filter((command) => command.startsWith('curl ')).map(callOf));
  }
  return found;
}

function callOf(command: string): Call {
  const words = [...command.matchAll(/'([^']*)'|[^\s']+/gu)].map(([word, quoted]) => quoted ?? word).slice(1);
  const headers: Record<string, string> = {};
  let path = '';
  let body: string | undefined;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-H') {
      const [name, value] = words.shift()!.split(': ');
      headers[name!.toLowerCase()] = value!;
    } else if (word === '-d') body = words.shift();
    else if (word.startsWith(SERVER)) path = word.slice(SERVER.length);
    else if (word !== '-s') throw new Error(`the README calls curl with ${word}, which this test does not know`);
  }
  return { method: body === undefined ? 'GET' : 'POST', path, headers, body, shown: undefined };
}
