import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Controller, Get } from '@nestjs/common';
import { type AppUnderTest, start } from './app-under-test.js';
import { NoticesController } from './notices.js';

@Controller('v1/echoes')
class EchoesController {
  @Get()
  all(): string[] {
    return [];
  }
}

interface Problem {
  readonly status: number;
  readonly type: string;
  readonly detail: string;
  readonly errors: { field: string; problem: string }[];
  readonly errorsLeftOut?: number;
}

const RIGHT = { text: 'a', place: { board: 'b' } };
const MANY = 80_000;
const many = (value: unknown) => Object.fromEntries(Array.from({ length: MANY }, (_, i) => [`k${String(i)}`, value]));

describe('a request', () => {
  let app: AppUnderTest;
  beforeAll(async () => (app = await start([NoticesController, EchoesController])));
  afterAll(() => app.close());

  const sent = (body: string | Buffer, headers: Record<string, string> = {}) =>
    app.fetch('/v1/notices', {
      method: 'POST',
      body: new Uint8Array(Buffer.from(body)),
      headers: { 'Content-Type': 'application/json', ...headers },
    });
  const refused = async (response: Response | Promise<Response>) => {
    const text = await (await response).text();
    // Whatever was sent, the answer stays small.
    expect(text.length).toBeLessThan(60_000);
    return JSON.parse(text) as Problem;
  };

  it.each([
    ['80,000 unknown fields', { ...RIGHT, ...many(1) }, '', 'has 80002 fields; at most 200 are taken'],
    [
      '80,000 fields in one of its fields',
      { ...RIGHT, place: many(1) },
      '/place',
      'has 80000 fields; at most 200 are taken',
    ],
    ['80,000 items', { ...RIGHT, tags: Array(MANY).fill(1) }, '/tags', 'has 80000 items; at most 1000 are taken'],
    [
      'more values than are taken, in lists of a size that is',
      { ...RIGHT, tags: Array(80).fill(Array(1_000).fill(1)) },
      '',
      'holds more than 10000 values, the most that is taken at once',
    ],
    [
      'a name of 900,000 characters',
      { ['n'.repeat(900_000)]: 1 },
      `/${'n'.repeat(299)}…`,
      'has a name longer than 100 characters',
    ],
    ['a text of 900,000 characters', { text: 'n'.repeat(900_000) }, '/text', 'is longer than any text that is taken'],
  ])('with %s is refused before any of it is converted', async (_, body, field, problem) => {
    expect((await refused(sent(JSON.stringify(body)))).errors).toEqual([{ field, problem }]);
  });

  it('is told of a hundred wrong fields, and how many more there are', async () => {
    const body = Object.fromEntries(Array.from({ length: 180 }, (_, i) => [`k${String(i)}`, 1]));
    const problem = await refused(sent(JSON.stringify({ ...RIGHT, ...body })));
    expect(problem.errors).toHaveLength(100);
    expect(problem.errorsLeftOut).toBe(80);
    expect(problem.detail).toBe('180 fields are wrong; errors names the first 100.');
  });

  it('is told of an address no more than its beginning', async () => {
    const problem = await refused(app.fetch(`/v1/nothing/${'x'.repeat(9_000)}`));
    expect(problem.status).toBe(404);
    expect(JSON.stringify(problem).length).toBeLessThan(1_500);
  });

  it('names each field once', async () => {
    expect((await refused(sent('{"text": "a", "place": {"board": "b", "board": "c"}, "text": "d"}'))).errors).toEqual([
      { field: '/place/board', problem: 'is named twice in one object: say it once' },
      { field: '/text', problem: 'is named twice in one object: say it once' },
    ]);
  });

  it('is composed: what was sent decomposed (NFD) is stored and answered as NFC', async () => {
    const text = '행신동 공원';
    const key = '018f4e6e-0000-7000-8000-000000000001';
    const post = (said: string) => sent(JSON.stringify({ ...RIGHT, text: said }), { 'Idempotency-Key': key });
    const first = await post(text.normalize('NFD'));
    expect(first.status).toBe(201);
    // The same command: its fingerprint is that of the composed text.
    expect((await post(text)).status).toBeLessThan(300);
  });

  it.each(['gzip', 'br', 'deflate, gzip', 'x-unheard-of'])('is not taken in Content-Encoding %s', async (encoding) => {
    const response = await sent(gzipSync(JSON.stringify(RIGHT)), { 'Content-Encoding': encoding });
    expect(response.headers.get('accept-encoding')).toBe('identity');
    const problem = await refused(response);
    expect(problem).toMatchObject({ status: 415, type: 'unsupported-content-encoding' });
    expect(problem.detail).toContain(encoding);
  });

  it.each(['euc-kr', 'iso-8859-1', '"utf-16"', 'cp949'])('is not taken in charset %s', async (charset) => {
    const type = `application/json; charset=${charset}`;
    const problem = await refused(sent(JSON.stringify(RIGHT), { 'Content-Type': type }));
    expect(problem).toMatchObject({ status: 415, type: 'unsupported-charset' });
    expect(problem.detail).toContain(charset.replaceAll('"', ''));
  });

  it.each(['application/json; charset=utf-8', 'application/json;charset="UTF-8"', 'application/json; v=1'])(
    'is taken as %s',
    async (type) => {
      expect((await sent(JSON.stringify(RIGHT), { 'Content-Type': type, 'Content-Encoding': 'identity' })).status).toBe(
        201,
      );
    },
  );

  it.each([
    ['GET', '/v1/echoes?limit=5'],
    ['GET', '/health/live?x=1'],
    ['GET', '/docs?x=1'],
    ['GET', '/openapi.json?x=1'],
    ['POST', '/v1/notices?dryRun=true'],
  ])('%s %s is refused: what no route looks at would seem to have been heeded', async (method, path) => {
    const body = method === 'POST' ? JSON.stringify(RIGHT) : undefined;
    const headers = method === 'POST' ? { 'Content-Type': 'application/json' } : undefined;
    const problem = await refused(
      app.fetch(path, { method, ...(body ? { body } : {}), ...(headers ? { headers } : {}) }),
    );
    expect(problem).toMatchObject({
      status: 400,
      errors: [{ field: `/${/\?(\w+)/.exec(path)![1]!}`, problem: 'is not a parameter that is known here' }],
    });
  });

  it('with Korean bare in its address, as curl sends it, is told how to escape it', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(new URL(app.url).port), '127.0.0.1', () => {
        socket.write('GET /v1/notices?교통과=1 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n');
      });
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => {
        resolve(text);
      });
      socket.on('error', reject);
    });
    expect(answer).toContain('--data-urlencode');
  });
});
