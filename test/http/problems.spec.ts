import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { Controller, Param, Post } from '@nestjs/common';
import {
  ConflictError,
  DamagedLogError,
  InvalidAppendError,
  LogGoneError,
  NotALogError,
  NotPermittedError,
  NotWritableError,
  OutcomeUnknownError,
  StreamClosedError,
  TooLargeError,
  UnavailableError,
} from '../../src/event-store/errors.js';
import { RuleBroken, TooMuchContention } from '../../src/recording/refusals.js';
import { type AppUnderTest, start } from './app-under-test.js';
import { NoticesController } from './notices.js';

const FULL = { ko: '디스크가 가득 찼습니다. 자리를 비우십시오', en: 'its disk is full; free some space there' };
const FAILURES: Readonly<Record<string, () => Error>> = {
  away: () => new UnavailableError('connection refused by 10.0.0.7'),
  full: () => new NotWritableError('/srv/data/events.sqlite', FULL),
  damaged: () => new DamagedLogError('events.sqlite', 'event 17 (revision 2 of stream note-1): its data is no JSON'),
  gone: () => new LogGoneError('events.sqlite', 'was removed'),
  'no-log': () => new NotALogError('events.sqlite', 'it is a directory'),
  unknown: () => new OutcomeUnknownError('no answer'),
  large: () => new TooLargeError(1_100_000, 1_048_576),
  conflict: () => new ConflictError('notice-1', 3, 4),
  closed: () => new StreamClosedError('notice-1', 'deleted'),
  forbidden: () => new NotPermittedError('no right to append'),
  'not-an-append': () => new InvalidAppendError('no events'),
  contention: () => new TooMuchContention('notice-1', { ko: '20번 바뀌었습니다', en: 'changed 20 times' }),
  rule: () =>
    new RuleBroken(
      'entry-needed',
      {},
      { ko: '먼저 있습니다', en: 'it stands in the way' },
      { id: 'e', type: 'NoticePutUp', revision: 0 },
    ),
  bug: () => new TypeError("Cannot read properties of undefined (reading 'secret')"),
};

@Controller('v1/failures')
class FailuresController {
  @Post(':kind')
  fail(@Param('kind') kind: string): never {
    throw FAILURES[kind]!();
  }
}

describe('what goes wrong', () => {
  let app: AppUnderTest;
  beforeAll(async () => (app = await start([NoticesController, FailuresController])));
  afterAll(() => app.close());

  async function problem(response: Response): Promise<Record<string, unknown>> {
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const body = (await response.json()) as Record<string, unknown>;
    expect(body.status).toBe(response.status);
    expect(body.correlationId).toBe(response.headers.get('x-correlation-id'));
    return body;
  }

  const raw = (body: string | Buffer, headers: Record<string, string> = { 'Content-Type': 'application/json' }) =>
    app.fetch('/v1/notices', { method: 'POST', body: new Uint8Array(Buffer.from(body)), headers });

  it('is told with type, title, status, detail, the address, the correlation id and the command', async () => {
    const key = randomUUID();
    const correlationId = randomUUID();
    const response = await app.post(
      '/v1/notices/17/change',
      { text: 'a' },
      { 'Idempotency-Key': key, 'X-Correlation-Id': correlationId.toUpperCase() },
    );
    expect(await problem(response)).toEqual({
      type: 'not-found',
      title: 'Not found',
      status: 404,
      detail: 'there is no notice 17',
      instance: '/v1/notices/17/change',
      correlationId,
      commandId: key,
    });
    expect(response.headers.get('idempotency-key')).toBe(key);
  });

  it('is the broken rule by its name', async () => {
    const { id } = (await (await app.post('/v1/notices', { text: 'a', place: { board: 'b' } })).json()) as {
      id: string;
    };
    const body = await problem(await app.post(`/v1/notices/${id}/change`, { text: 'shout' }));
    expect(body).toMatchObject({ status: 422, type: 'no-shouting', title: 'No shouting' });
    expect(body.detail).toContain("'shout'");
  });

  it('is every wrong field, inner and unknown ones among them', async () => {
    const body = await problem(
      await app.post('/v1/notices', { copies: '2', place: { board: '', colour: 'red' }, by: 1 }),
    );
    expect(body).toMatchObject({ status: 400, type: 'invalid-input' });
    expect((body.errors as { field: string }[]).map(({ field }) => field).sort()).toEqual([
      '/by',
      '/copies',
      '/place/board',
      '/place/colour',
      '/text',
    ]);
  });

  it('is told in Korean first, in English to who prefers it, under the same code', async () => {
    const asked = async (accepted: string) => {
      const response = await app.post(
        '/v1/notices',
        { text: 5, place: { board: 'b' } },
        { 'Accept-Language': accepted },
      );
      expect(response.headers.get('vary')).toContain('Accept-Language');
      return [response.headers.get('content-language'), (await problem(response)).errors];
    };
    const korean = { field: '/text', problem: '1자 이상 50자 이하의 글이어야 합니다' };
    const english = { field: '/text', problem: 'must be a text of 1 to 50 characters' };
    for (const accepted of ['*', 'ko', 'fr', 'en;q=0.5, ko-KR'])
      expect(await asked(accepted)).toEqual(['ko', [korean]]);
    for (const accepted of ['en', 'en-GB, ko;q=0.5']) expect(await asked(accepted)).toEqual(['en', [english]]);
  });

  it.each(['[]', 'null', '"text"', '5'])('is a body of %s', async (body) => {
    expect(await problem(await raw(body))).toMatchObject({
      status: 400,
      type: 'invalid-input',
      errors: [{ field: '', problem: 'must be a JSON object' }],
    });
  });

  it('is a body that reaches into prototypes', async () => {
    const body = await problem(await raw('{"text": "a", "place": {"board": "b"}, "__proto__": {"admin": true}}'));
    expect(body).toMatchObject({ status: 400, errors: [{ field: '/__proto__' }] });
  });

  it('is a query with a parameter given twice, a wrong one or an unknown one', async () => {
    const asked = async (query: string) => problem(await app.fetch(`/v1/notices?${query}`));
    expect(await asked('limit=1&limit=2')).toMatchObject({
      errors: [{ field: '/limit', problem: 'must be given once' }],
    });
    expect(await asked('limit=few')).toMatchObject({ errors: [{ field: '/limit' }] });
    expect(await asked('limt=1')).toMatchObject({ errors: [{ field: '/limt' }] });
    expect(await asked('__proto__=1')).toMatchObject({ errors: [{ field: '/__proto__' }] });
    expect(await (await app.fetch('/v1/notices?limit=5')).json()).toEqual({ limit: 5 });
  });

  it.each(['{', '{"text": }', 'text', '{"text": "a"} more'])('is malformed JSON: %s', async (body) => {
    expect(await problem(await raw(body))).toMatchObject({ status: 400, type: 'malformed-json' });
  });

  it('is JSON in another encoding than UTF-8', async () => {
    const inCp949 = Buffer.concat([
      Buffer.from('{"text": "'),
      Buffer.from([0xb0, 0xc7, 0xc0, 0xc7]),
      Buffer.from('"}'),
    ]);
    const body = await problem(await raw(inCp949));
    expect(body).toMatchObject({ status: 400, type: 'malformed-json' });
    expect(body.detail).toContain('UTF-8');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])('is a body of %s', async (type) => {
    expect(await problem(await raw('text=a', { 'Content-Type': type }))).toMatchObject({
      status: 415,
      type: 'unsupported-content-type',
    });
  });

  it('is a body that is too large', async () => {
    const response = await raw(JSON.stringify({ text: 'x'.repeat(1_100_000) }));
    expect(await problem(response)).toMatchObject({ status: 413, type: 'too-large' });
  });

  it('is an unknown address', async () => {
    expect(await problem(await app.fetch('/v1/nothing?name=kim'))).toMatchObject({
      status: 404,
      type: 'not-found',
      instance: '/v1/nothing',
    });
    expect(await problem(await app.fetch('/docs/nothing.js'))).toMatchObject({ status: 404 });
  });

  it('is a method that the address does not have', async () => {
    const response = await app.fetch('/v1/notices/17/change', { method: 'DELETE' });
    expect(await problem(response)).toMatchObject({ status: 405, type: 'method-not-allowed' });
    expect(response.headers.get('allow')).toBe('POST');
  });

  it.each([
    ['Sec-Fetch-Site', 'cross-site'],
    ['Origin', 'https://elsewhere.example'],
  ])('is a command that a page from elsewhere has a browser send: %s: %s', async (name, value) => {
    const sent = app.post('/v1/notices', { text: 'a', place: { board: 'b' } }, { [name]: value });
    expect(await problem(await sent)).toMatchObject({ status: 403, type: 'forbidden' });
  });

  it('is an address that cannot be decoded', async () => {
    for (const path of ['/v1/notices/%ZZ', '/v1/notices/%EA%B5']) {
      const told = await problem(await app.fetch(path));
      expect(told).toMatchObject({ status: 400, type: 'bad-request' });
      expect(told.detail).toContain('a % that escapes nothing');
    }
  });

  it('is an address with a part that is longer than any id', async () => {
    const told = await problem(await app.fetch(`/v1/notices/${'x'.repeat(3_000)}`));
    expect(told).toMatchObject({ status: 414, type: 'uri-too-long' });
    expect(told.detail).toBe('A part of the address is longer than 100 characters; no id and no code is so long.');
  });

  it('is something that is not HTTP', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(new URL(app.url).port), '127.0.0.1', () => socket.write('HELLO\r\n\r\n'));
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => {
        resolve(text);
      });
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
    expect(answer).toContain('"type":"malformed-request"');
  });

  it.each([
    ['away', 503, 'event-store-away', '5'],
    ['unknown', 503, 'outcome-unknown', '5'],
    ['full', 503, 'event-store-not-writable', '5'],
    ['damaged', 503, 'log-damaged', null],
    ['gone', 503, 'log-gone', null],
    ['no-log', 503, 'not-a-log', null],
    ['forbidden', 503, 'event-store-not-permitted', null],
    ['large', 413, 'too-large', null],
    ['conflict', 409, 'concurrent-change', '1'],
    ['contention', 409, 'concurrent-change', '1'],
    ['closed', 409, 'stream-closed', null],
    ['rule', 422, 'entry-needed', null],
    ['not-an-append', 500, 'unexpected', null],
    ['bug', 500, 'unexpected', null],
  ])('of kind %s is %i %s', async (kind, status, type, retryAfter) => {
    const key = randomUUID();
    const response = await app.post(`/v1/failures/${kind}`, {}, { 'Idempotency-Key': key });
    expect(await problem(response)).toMatchObject({ status, type, commandId: key });
    expect(response.headers.get('retry-after')).toBe(retryAfter);
    expect(response.headers.get('idempotency-key')).toBe(key);
  });

  it.each(Object.keys(FAILURES))(
    'of kind %s is titled and told in Korean, under the code it has in English',
    async (kind) => {
      const asked = async (locale: string) =>
        problem(await app.post(`/v1/failures/${kind}`, {}, { 'Accept-Language': locale }));
      const [korean, english] = [await asked('ko'), await asked('en')];
      expect(korean.type).toBe(english.type);
      for (const told of [korean.title, korean.detail]) expect(told).toMatch(/\p{Script=Hangul}/u);
      for (const told of [english.title, english.detail]) expect(told).not.toMatch(/\p{Script=Hangul}/u);
    },
  );

  it('names the entry that is in the way', async () => {
    expect(await problem(await app.post('/v1/failures/rule', {}))).toMatchObject({
      entry: { id: 'e', type: 'NoticePutUp', revision: 0 },
    });
  });

  it.each([
    ['full', /nothing was recorded: its disk is full; free some space there, and send the same again/],
    ['damaged', /event 17 \(revision 2 of stream note-1\): its data is no JSON; .*"ledger restore"/],
    ['gone', /events\.sqlite was removed .* put the right file in place/],
  ])('of kind %s says what is wrong with the log and what to do', async (kind, told) => {
    expect((await problem(await app.post(`/v1/failures/${kind}`, {}))).detail).toMatch(told);
  });

  it.each(['bug', 'away', 'forbidden'])('of kind %s keeps its details to the log', async (kind) => {
    const id = randomUUID();
    const response = await app.post(`/v1/failures/${kind}`, {}, { 'X-Correlation-Id': id });
    expect(JSON.stringify(await problem(response))).not.toMatch(/secret|10\.0\.0\.7|right to append|stack/);
    const told = app.lines.filter((line) => line.correlationId === id && line.level !== 'info');
    expect(JSON.stringify(told)).toMatch(/secret|10\.0\.0\.7|right to append/);
  });
});
