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
  readonly type?: string;
  readonly example?: unknown;
  readonly items?: Schema;
  readonly properties?: Record<string, Schema>;
}

interface OpenApi {
  readonly paths: Record<string, { post?: { requestBody?: { content: Record<string, { schema: Schema }> } } }>;
  readonly components: { schemas: Record<string, Schema> };
}

const PHONE = '010-1234-5678';
/** What names another thing is looked up, not stored. */
const NAMES_ANOTHER = /^\/(round|block)$/;

const ROUND = {
  code: 'a',
  counting: 'live',
  kind: { code: 'a', ko: '간담회', en: 'meeting' },
  participants: '통장',
  agenda: '건의',
  meetingPeriod: { from: '2022-03', to: '2022-06' },
  suggestionPeriod: { from: '2022-03', to: '2022-06' },
};
const ITEM = { term: 7, number: '2-2-4', title: '소통', departmentAsPrinted: '자치행정과', officers: [] };

describe('personal data in a command', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ledger-personal-'));
  let app: NestFastifyApplication;
  let api: OpenApi;

  beforeAll(async () => {
    app = await createApp(AppModule.with(settingsFrom({ DATA_DIR: dataDir })), openLog('silent'));
    await app.init();
    api = (await app.inject({ url: '/openapi.json' })).json();
  });
  afterAll(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  function resolved(schema: Schema): Schema {
    return schema.$ref === undefined ? schema : api.components.schemas[schema.$ref.split('/').at(-1)!]!;
  }

  /** Pointers to every text of a body, and the body with a phone number in each. */
  function texts(schema: Schema, at = ''): { pointer: string; value: unknown }[] {
    const { type, properties, items } = resolved(schema);
    if (properties) {
      return Object.entries(properties).flatMap(([name, inner]) =>
        texts(inner, `${at}/${name}`).map(({ pointer, value }) => ({ pointer, value: { [name]: value } })),
      );
    }
    if (items) return texts(items, `${at}/0`).map(({ pointer, value }) => ({ pointer, value: [value] }));
    return type === 'string' ? [{ pointer: at, value: PHONE }] : [];
  }

  it('is refused in every text that any command takes, with the field named', async () => {
    const taken: string[] = [];
    let looked = 0;
    for (const [path, { post }] of Object.entries(api.paths)) {
      const schema = post?.requestBody?.content['application/json']?.schema;
      if (!schema || /^\/v1\/(?:read-models|session)/.test(path)) continue;
      const url = path
        .replace('{collection}', 'rounds')
        .replace('{item}', '7-2-2-4')
        .replaceAll(/\{[^}]+\}/g, '018f4e6e-0000-7000-8000-000000000009');
      for (const { pointer, value } of texts(schema)) {
        looked += 1;
        const answer = await app.inject({ method: 'POST', url, payload: value as object });
        const { errors } = answer.json<{ errors?: { field: string }[] }>();
        // A period and a list of codes are named as a whole.
        const named = errors?.some(({ field }) => pointer === field || pointer.startsWith(`${field}/`)) === true;
        if (!named && !NAMES_ANOTHER.test(pointer)) taken.push(`${path} ${pointer}`);
      }
    }
    expect(looked).toBeGreaterThan(60);
    expect(taken).toEqual([]);
  });

  it.each([
    ['the code of a kind', '/v1/rounds', { ...ROUND, kind: { ...ROUND.kind, code: 'a010-1234-5678' } }, '/kind/code'],
    ['the two names of a kind', '/v1/rounds', { ...ROUND, kind: { code: 'a', ko: '010-1234', en: '5678' } }, '/kind'],
    ['the number of an item', '/v1/pledge-items', { ...ITEM, number: '010-123-456-78' }, '/number'],
    [
      'a label beside its text',
      '/v1/pledge-items/7-2-2-4/rounds',
      { round: 'a', block: 'b', order: 1, lines: [{ label: '010', text: '1234-5678' }] },
      '/lines/0',
    ],
    [
      "an operator's stream",
      '/v1/read-models/requests',
      { kind: 'retry', name: 'rounds', stream: 'suggestion-010-1234-5678' },
      '/stream',
    ],
  ])('is refused in %s', async (_, url, payload, field) => {
    const answer = await app.inject({ method: 'POST', url, payload });
    expect(answer.json<{ errors?: { field: string }[] }>().errors).toMatchObject([{ field }]);
  });
});
