import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { settingsFrom } from '../src/config/settings.js';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly restart?: string;
  readonly stop_grace_period?: string;
}

interface Compose {
  readonly services: Readonly<Record<'ledger' | 'eventstore' | 'postgres', Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly jobs: Readonly<
    Record<
      'stores',
      { readonly services: Readonly<Record<string, { readonly image: string; readonly options: string }>> }
    >
  >;
}

const compose = parse(interpolated(readFileSync('docker-compose.yml', 'utf8'))) as Compose;
const dockerfile = readFileSync('Dockerfile', 'utf8').replaceAll('\\\n', ' ').split('\n');
const { ledger, eventstore, postgres } = compose.services;
const services = Object.entries(compose.services);

it('no way of starting it has Node.js warn of a node that is named by its address', async () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const inImage = /^ENV NODE_OPTIONS=(.*)$/m.exec(dockerfile.join('\n'))![1]!;
  const connecting =
    "tls.connect({ host: '127.0.0.1', port: 1, servername: '127.0.0.1' }).on('error', () => undefined)";
  for (const start of [inImage, ...['start', 'example', 'rebuild', 'ledger'].map((name) => scripts[name]!)]) {
    const flags = start.split(' ').filter((word) => word.startsWith('--'));
    const { stderr } = await promisify(execFile)(process.execPath, [...flags, '-e', connecting]);
    expect(stderr).toBe('');
  }
});

describe('docker-compose.yml', () => {
  it('sets nothing for the ledger that it does not read', () => {
    const read = new Set<string>();
    settingsFrom(
      new Proxy<Record<string, string>>({}, { get: (_, name) => void read.add(String(name)), has: () => false }),
    );
    expect([...read]).toEqual(expect.arrayContaining(Object.keys(ledger.environment)));
  });

  it('starts the ledger with settings that it takes, on both stores', () => {
    const settings = settingsFrom(ledger.environment);
    expect(settings.eventStore.url).toBe(
      `esdb://eventstore:${String(eventstore.environment.EVENTSTORE_NODE_PORT)}?tls=false`,
    );
    const database = new URL(settings.databaseUrl ?? '');
    expect(database).toMatchObject({
      hostname: 'postgres',
      port: '5432',
      username: postgres.environment.POSTGRES_USER,
      password: postgres.environment.POSTGRES_PASSWORD,
      pathname: `/${String(postgres.environment.POSTGRES_DB)}`,
    });
  });

  it.each(services)('binds the ports of %s to loopback', (_, { ports = [] }) => {
    expect(ports).not.toEqual([]);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it('publishes the port on which the ledger listens', () => {
    expect(ledger.ports).toEqual([`127.0.0.1:3000:${String(ledger.environment.PORT)}`]);
  });

  it.each(services)('knows when %s is healthy, and starts it again', (_, { build, healthcheck, restart }) => {
    const inImage = build !== undefined && dockerfile.some((line) => line.startsWith('HEALTHCHECK '));
    expect(inImage || (healthcheck?.test.length ?? 0) > 1).toBe(true);
    expect(restart).toBe('unless-stopped');
  });

  it('starts the ledger once both stores are healthy', () => {
    expect(ledger.depends_on).toEqual({
      eventstore: { condition: 'service_healthy' },
      postgres: { condition: 'service_healthy' },
    });
  });

  it('keeps the data of both stores in named volumes', () => {
    const used = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]));
    expect(used.sort()).toEqual(Object.keys(compose.volumes).sort());
    expect(eventstore.volumes).toContain('eventstore-data:/var/lib/eventstore');
    expect(postgres.volumes).toContain('postgres-data:/var/lib/postgresql/data');
  });

  it('gives the ledger longer to stop than it takes', () => {
    const { shutdownMs } = settingsFrom(ledger.environment);
    expect(Number.parseInt(ledger.stop_grace_period ?? '0', 10) * 1_000).toBeGreaterThan(shutdownMs);
  });

  it('names the versions that the workflow tests', () => {
    const workflow = parse(readFileSync('.github/workflows/ci.yml', 'utf8')) as Workflow;
    const tested = workflow.jobs.stores.services;
    expect({ eventstore: tested.eventstore?.image, postgres: tested.postgres?.image }).toEqual({
      eventstore: eventstore.image,
      postgres: postgres.image,
    });
    for (const { options } of Object.values(tested)) expect(options).toContain('--health-cmd');
  });
});

describe('the Dockerfile', () => {
  const last = dockerfile.slice(dockerfile.findLastIndex((line) => line.startsWith('FROM ')));
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    'engines' | 'scripts',
    Record<string, string>
  >;

  it('runs what npm start runs, on a Node.js that is new enough, not as root', () => {
    const major = Number(/^FROM node:(\d+)/.exec(last[0] ?? '')?.[1]);
    expect(`>=${String(major)}`).toBe(manifest.engines.node);
    expect(JSON.parse(instruction('CMD')) as string[]).toEqual(manifest.scripts.start?.split(' '));
    expect(instruction('USER')).toBe('node');
  });

  it('takes no development packages along', () => {
    expect(instruction('COPY', '--from=packages')).toBe('/ledger/node_modules node_modules');
    expect(dockerfile).toContain('RUN npm ci --omit=dev --ignore-scripts');
  });

  it('finds all that it copies, in spite of .dockerignore', () => {
    const kept = readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = dockerfile
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect([...new Set(copied)].sort()).toEqual(kept.sort());
  });

  describe('asks for its health', () => {
    let server: Server;
    let status = 200;
    beforeAll(async () => {
      server = createServer((request, response) => {
        response.writeHead(request.url === '/health/ready' ? status : 404).end();
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
    });
    afterAll(() => {
      server.close();
    });

    it.each([
      [200, 0],
      [503, 1],
    ])('and takes %i for exit code %i', async (answered, code) => {
      status = answered;
      expect(await asked((server.address() as AddressInfo).port)).toBe(code);
    });

    it('and takes no answer for exit code 1', async () => {
      const closed = createServer().listen(0, '127.0.0.1');
      await once(closed, 'listening');
      const { port } = closed.address() as AddressInfo;
      closed.close();
      await once(closed, 'close');
      expect(await asked(port)).toBe(1);
    });

    async function asked(port: number): Promise<unknown> {
      const command = JSON.parse(instruction('HEALTHCHECK').replace(/^.*? CMD /, '')) as string[];
      expect(command[0]).toBe('node');
      const [code] = (await once(
        spawn(process.execPath, command.slice(1), { env: { PORT: String(port) }, stdio: 'ignore' }),
        'exit',
      )) as unknown[];
      return code;
    }
  });

  function instruction(name: string, first = ''): string {
    const start = `${name} ${first}`.trim();
    const found = last.find((line) => line.startsWith(`${start} `));
    expect(found).toBeDefined();
    return (found ?? '').slice(start.length).trim();
  }
});

/** As compose fills in `${NAME:-default}` where NAME is not set. */
function interpolated(text: string): string {
  return text.replaceAll(/\$\{[A-Z_]+:-([^}]*)\}/g, '$1');
}
