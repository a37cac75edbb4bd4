import { request } from 'node:http';
import { type AppUnderTest, start } from './app-under-test.js';
import { NoticesController } from './notices.js';

describe('a request whose Host', () => {
  let app: AppUnderTest;
  beforeAll(async () => {
    app = await start([NoticesController], [], { ALLOWED_HOSTS: 'ledger.example.go.kr, ledger' });
  });
  afterAll(() => app.close());

  const asked = (host: string, path = '/health/live', method = 'GET') =>
    new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const { hostname, port } = new URL(app.url);
      request({ hostname, port, path, method, headers: { Host: host } }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => {
          resolve({ status: response.statusCode, body });
        });
      })
        .on('error', reject)
        .end();
    });

  it.each([
    '127.0.0.1',
    'localhost:3000',
    'LOCALHOST',
    '127.0.0.2:1',
    '[::1]:3000',
    'a.localhost',
    'ledger:80',
    'Ledger.example.go.kr',
  ])('is %s is answered', async (host) => {
    expect((await asked(host)).status).toBe(200);
  });

  it.each([
    'elsewhere.example',
    'elsewhere.example:3000',
    'localhost.elsewhere.example',
    '127.0.0.1.elsewhere.example',
    '10.0.0.7',
    'x',
  ])('is %s is refused, also for reads and figures', async (host) => {
    for (const [path, method] of [
      ['/health/live'],
      ['/metrics'],
      ['/v1/notices/17'],
      ['/v1/notices', 'POST'],
      ['/nothing'],
    ]) {
      const { status, body } = await asked(host, path, method);
      expect([status, JSON.parse(body)]).toMatchObject([421, { type: 'misdirected-request' }]);
    }
  });
});
