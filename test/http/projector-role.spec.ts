import { Controller, Get, Post } from '@nestjs/common';
import { type AppUnderTest, start } from './app-under-test.js';

@Controller('v1/notices')
class Notices {
  @Get()
  list(): string[] {
    return [];
  }

  @Post()
  post(): void {
    throw new Error('nothing is taken here');
  }
}

describe('a process of ROLE=projector', () => {
  let app: AppUnderTest;
  beforeAll(async () => {
    app = await start([Notices], [], { ROLE: 'projector' });
  });
  afterAll(() => app.close());

  it.each(['/health/live', '/health/ready', '/metrics'])('answers for its health at %s', async (path) => {
    expect((await app.fetch(path)).status).toBe(200);
  });

  it.each(['/v1/notices', '/v1/notices?limit=1', '/docs', '/healthy', '/nothing'])(
    'answers nothing at %s, and says why',
    async (path) => {
      const response = await app.fetch(path);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect([response.status, await response.json()]).toEqual([
        404,
        expect.objectContaining({ type: 'not-found', detail: expect.stringContaining('ROLE=projector') as string }),
      ]);
    },
  );

  it('takes no command', async () => {
    expect((await app.post('/v1/notices', {})).status).toBe(404);
  });
});
