import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ProgramUnderTest } from './process.js';

const MAIN = 'src/main.ts';
const SLOW = 'test/http/slow-server.ts';
const body = JSON.stringify({ text: 'a', place: { board: 'hall' } });
const post = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body };

const SLOWEST_MS = 30_000;

describe('the server as a process', () => {
  const programs: ProgramUnderTest[] = [];
  const run = (...args: ConstructorParameters<typeof ProgramUnderTest>) => {
    const program = new ProgramUnderTest(...args);
    programs.push(program);
    return program;
  };
  afterEach(async () => {
    await Promise.all(programs.splice(0).map((program) => program.end()));
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'finishes on %s what is under way, then ends with 0',
    async (signal) => {
      const program = run(SLOW);
      const url = await program.url();
      const underWay = fetch(`${url}/v1/slow-notices`, post);
      await program.line('told', 'under way');
      program.signal(signal);
      await program.line('message', 'stopping; what is under way is finished first');
      // npm hands Ctrl-C on to what the terminal has told already.
      program.signal(signal);
      await expect(fetch(`${url}/health/live`)).rejects.toThrow();
      program.write('go on\n');
      const response = await underWay;
      expect([response.status, response.headers.get('connection')]).toEqual([201, 'close']);
      expect(await program.exit()).toBe(0);
      expect(program.lines.map(({ told, message }) => told ?? message).slice(-3)).toEqual([
        'answered',
        'worker stopped behind NoticePutUp',
        'stopped',
      ]);
    },
    SLOWEST_MS,
  );

  it(
    'cuts off what takes too long, and says so by its exit code',
    async () => {
      const program = run(SLOW, { SHUTDOWN_MS: '100' });
      const cut = fetch(`${await program.url()}/v1/slow-notices/never`);
      await program.line('told', 'under way');
      program.signal('SIGTERM');
      await expect(cut).rejects.toThrow();
      expect(await program.exit()).toBe(1);
    },
    SLOWEST_MS,
  );

  it(
    'ends at once on a second signal',
    async () => {
      const program = run(SLOW);
      const lost = fetch(`${await program.url()}/v1/slow-notices/never`).catch(() => 'lost');
      await program.line('told', 'under way');
      program.signal('SIGINT');
      await program.line('message', 'stopping; what is under way is finished first');
      const again = setInterval(() => {
        program.signal('SIGINT');
      }, 100);
      expect(await program.exit()).toBe(130);
      clearInterval(again);
      expect(await lost).toBe('lost');
    },
    SLOWEST_MS,
  );

  it(
    'says in a sentence which variable is wrong, and ends with 78',
    async () => {
      const program = run(MAIN, { PORT: 'http', DATABASE_URL: 'mysql://root:changeit@db' });
      expect(await program.exit()).toBe(78);
      expect(program.stderr.trim().split('\n')).toEqual([
        expect.stringMatching(/^The environment variable PORT is "http"; set it to a whole number from 0 to 65535/),
        expect.stringMatching(/^The environment variable DATABASE_URL .*not shown.*; set it to a URL/),
      ]);
      expect(program.stderr).not.toContain('changeit');
    },
    SLOWEST_MS,
  );

  it(
    'says that the password of the event store cannot be read, and ends with 78',
    async () => {
      const program = run(MAIN, {
        EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false',
        EVENTSTORE_PASSWORD_FILE: '/not-there',
      });
      expect(await program.exit()).toBe(78);
      expect(program.stderr).toMatch(
        /^The event store cannot be opened: EVENTSTORE_PASSWORD_FILE cannot be read: .*\n$/,
      );
    },
    SLOWEST_MS,
  );

  it(
    'says that its port is taken, and ends with 69',
    async () => {
      const taken = createServer().listen(0, '127.0.0.1').unref();
      await once(taken, 'listening');
      const port = String((taken.address() as AddressInfo).port);
      const program = run(MAIN, { PORT: port });
      expect(await program.exit()).toBe(69);
      expect(program.stderr).toBe(
        `Port ${port} on 127.0.0.1 is taken: stop what listens there, or set PORT to another one.\n`,
      );
    },
    SLOWEST_MS,
  );

  it(
    'says that its directory cannot be written, and ends with 73',
    async () => {
      // A file, where a directory would have to be.
      const program = run(MAIN, { DATA_DIR: join(import.meta.filename, 'data') });
      expect(await program.exit()).toBe(73);
      expect(program.stderr).toMatch(
        /^The data directory .* cannot be used .*; set DATA_DIR to one that can be written\.\n$/,
      );
      expect(program.stderr).not.toContain('    at ');
    },
    SLOWEST_MS,
  );

  it(
    'answers, and logs nothing but lines of JSON',
    async () => {
      const program = run(MAIN, { LOG_LEVEL: 'trace' });
      const response = await fetch(`${await program.url()}/health/live`);
      expect(response.status).toBe(200);
      program.signal('SIGTERM');
      expect(await program.exit()).toBe(0);
      expect(program.lines.filter(({ level }) => level === undefined)).toEqual([]);
      expect(program.stderr).toBe('');
    },
    SLOWEST_MS,
  );
});
