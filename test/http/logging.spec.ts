import { Controller, Get, Logger, Post } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { type AppUnderTest, start } from './app-under-test.js';
import { NoticesController } from './notices.js';

@Controller('v1/talkers')
class TalkerController {
  private readonly logger = new Logger('Talker');

  @Get()
  async talk(): Promise<string> {
    await Promise.resolve();
    this.logger.log({ message: 'said', words: 3 });
    return 'ok';
  }

  @Post()
  async fail(): Promise<never> {
    await Promise.resolve();
    this.logger.warn('about to fail');
    throw Object.assign(new Error('the query failed'), { parameters: ['010-1234-5678'], code: '23505' });
  }

  @Post('broken')
  async repeat(): Promise<never> {
    await Promise.resolve();
    throw new Error('invalid input syntax for type integer: "010-1234-5678"');
  }
}

describe('the log', () => {
  let app: AppUnderTest;
  beforeAll(async () => (app = await start([NoticesController, TalkerController])));
  afterAll(() => app.close());

  const linesOf = (id: string) => app.lines.filter(({ correlationId }) => correlationId === id);

  it('has a line for each answer, with the correlation id, the route, the status and how long it took', async () => {
    const id = randomUUID();
    await app.fetch('/v1/notices/17', { headers: { 'X-Correlation-Id': id } });
    expect(linesOf(id)).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        pid: process.pid,
        correlationId: id,
        method: 'GET',
        route: '/v1/notices/:id',
        path: '/v1/notices/17',
        status: 404,
        problem: 'not-found',
        ms: expect.any(Number),
        message: 'answered',
      },
    ]);
  });

  it('has the correlation id on whatever is logged on the way', async () => {
    const id = randomUUID();
    await app.fetch('/v1/talkers', { headers: { 'X-Correlation-Id': id } });
    expect(linesOf(id)[0]).toMatchObject({ source: 'Talker', message: 'said', words: 3 });
  });

  it('has it on a request with a body too, which comes in by another way', async () => {
    const id = randomUUID();
    await app.post('/v1/talkers', { text: 'a' }, { 'X-Correlation-Id': id });
    const [about, failed] = linesOf(id);
    expect(about).toMatchObject({ level: 'warn', source: 'Talker', message: 'about to fail' });
    expect(failed).toMatchObject({
      level: 'error',
      source: 'Http',
      err: { name: 'Error', message: 'the query failed', code: '23505', stack: expect.any(String) },
    });
  });

  it('never holds what people typed', async () => {
    const secret = '홍길동';
    await app.post('/v1/notices', { text: secret, place: { board: secret }, [secret]: secret });
    await app.post('/v1/notices', { text: secret, place: { board: 'hall' } });
    await app.fetch(`/v1/notices?q=${secret}`);
    await app.fetch(`/v1/${secret}`);
    await app.post('/v1/talkers', { text: secret });
    const logged = JSON.stringify(app.lines);
    expect(logged).not.toContain(secret);
    expect(logged).not.toContain(encodeURIComponent(secret));
    expect(logged).not.toContain('010-1234-5678');
  });

  it.each(['010-1234-5678', '%30%31%30-1234-5678', 'hong@example.com', '%ED%99%8D%EA%B8%B8%EB%8F%99'])(
    'leaves an address out that somebody made of %s',
    async (name) => {
      const id = randomUUID();
      await app.fetch(`/v1/notices/${name}`, { headers: { 'X-Correlation-Id': id } });
      expect(linesOf(id)).toHaveLength(1);
      expect(JSON.stringify(linesOf(id))).not.toContain(name);
    },
  );

  it('leaves the message of an error out that repeats what somebody typed, in its stack too', async () => {
    const id = randomUUID();
    await app.post('/v1/talkers/broken', {}, { 'X-Correlation-Id': id });
    const logged = JSON.stringify(linesOf(id));
    expect(logged).toContain('left out: it holds a phone number');
    expect(logged).toContain('TalkerController');
    expect(logged).not.toContain('010-1234-5678');
  });

  it.each(['', 'a b', 'visit-17', '010-1234-5678', '<script>', randomUUID() + '0'])(
    'takes no correlation id like %j',
    async (id) => {
      const response = await app.fetch('/v1/talkers', { headers: { 'X-Correlation-Id': id } });
      expect(response.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(response.headers.get('x-correlation-id')).not.toBe(id);
    },
  );
});
