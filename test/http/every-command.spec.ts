import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { settingsFrom } from '../../src/config/settings.js';
import { createApp } from '../../src/http/create-app.js';
import { openLog } from '../../src/logging/log.js';

interface Schema {
  readonly $ref?: string;
  readonly example?: unknown;
  readonly properties?: Record<string, Schema>;
}

interface OpenApi {
  readonly paths: Record<string, { post?: { requestBody?: { content: Record<string, { schema: Schema }> } } }>;
  readonly components: { schemas: Record<string, Schema> };
}

describe('every command of the API', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ledger-every-'));
  let app: NestFastifyApplication;
  let api: OpenApi;

  beforeAll(async () => {
    const settings = settingsFrom({ DATA_DIR: dataDir });
    app = await createApp(AppModule.with(settings), openLog('silent'));
    await app.init();
    api = (await app.inject({ url: '/openapi.json' })).json();
  });

  afterAll(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** A body as the documentation shows it. */
  function example(schema: Schema | undefined): unknown {
    if (schema?.$ref !== undefined) return example(api.components.schemas[schema.$ref.split('/').at(-1)!]);
    if (schema?.properties === undefined || schema.example !== undefined) return schema?.example ?? null;
    return Object.fromEntries(Object.entries(schema.properties).map(([name, inner]) => [name, example(inner)]));
  }

  function commands(): { path: string; body: Record<string, unknown> }[] {
    return Object.entries(api.paths).flatMap(([path, { post }]) =>
      post
        ? [
            {
              path,
              body: (example(post.requestBody?.content['application/json']?.schema) ?? {}) as Record<string, unknown>,
            },
          ]
        : [],
    );
  }

  const value = fc.oneof(
    fc.json().map((text) => JSON.parse(text) as unknown),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '2022-02-30',
      '0000-00-00',
      '9999-12-31',
      '41281',
      '4128157600',
      '2022-13',
      -1,
      1e300,
      [],
      {},
      null,
    ),
  );

  it('refuses whatever stands in any field with a problem, never with an error of its own', async () => {
    const all = commands();
    expect(all.length).toBeGreaterThan(10);
    const sent = fc.record({
      command: fc.nat(all.length - 1),
      segment: fc.oneof(fc.constantFrom('x', '7-2-2-4', '41280', 'rounds', '%00', '$all', '..'), fc.string()),
      wrong: fc.dictionary(fc.nat(20).map(String), value, { maxKeys: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(sent, async ({ command, segment, wrong }) => {
        const { path, body } = all[command]!;
        const names = Object.keys(body);
        const changed = { ...body };
        for (const [index, instead] of Object.entries(wrong)) changed[names[Number(index)] ?? `more${index}`] = instead;
        const url = path.replaceAll(/\{[^}]+\}/g, encodeURIComponent(segment) || 'x');
        const answer = await app.inject({ method: 'POST', url, payload: changed });
        if (answer.statusCode >= 500) throw new Error(`${url} ${JSON.stringify(changed)}: ${answer.body}`);
        if (answer.statusCode >= 400) expect(answer.headers['content-type']).toMatch(/problem\+json/);
      }),
      { numRuns: 1_000, seed: 20_200_801 },
    );
  }, 60_000);
});
