import { type AppUnderTest, start } from './app-under-test.js';
import { NoticesController } from './notices.js';

interface OpenApi {
  readonly info: { title: string; description: string };
  readonly paths: Record<string, Record<string, { parameters: { name: string; in: string }[]; responses: object }>>;
}

describe('the documentation', () => {
  let app: AppUnderTest;
  beforeAll(async () => (app = await start([NoticesController])));
  afterAll(() => app.close());

  it('is a page whose scripts and styles its own security policy lets in', async () => {
    const page = await app.fetch('/docs');
    const html = await page.text();
    const policy = page.headers.get('content-security-policy');
    expect(page.status).toBe(200);
    expect(policy).toContain("script-src 'self'");
    const scripts = [...html.matchAll(/<script([^>]*)>([^<]*)/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes, inline] of scripts) {
      expect(inline?.trim()).toBe('');
      const source = /src="\.([^"]+)"/.exec(attributes!)?.[1];
      const script = await app.fetch(source!);
      expect(script.status).toBe(200);
      expect(await script.text()).not.toBe('');
    }
  });

  it('is a document too, with the headers and answers of a command', async () => {
    const api = (await (await app.fetch('/openapi.json')).json()) as OpenApi;
    expect(api.info.title).toBe('건의사항 관리대장 · Suggestion ledger');
    const command = api.paths['/v1/notices']!.post!;
    const headers = command.parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
    expect(headers.sort()).toEqual(['Idempotency-Key', 'If-Match']);
    expect(Object.keys(command.responses)).toEqual(expect.arrayContaining(['200', '201', '4XX', '5XX']));
    expect(JSON.stringify(command.responses)).toContain('application/problem+json');
    const answered = Object.keys((command.responses as Record<string, { headers: object }>)['201']!.headers);
    expect(answered.sort()).toEqual(['ETag', 'Idempotency-Key', 'Idempotency-Replayed', 'Location']);
  });
});
