import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { settingsFrom } from '../src/config/settings.js';
import { connectionSettings } from '../src/event-store/eventstoredb/connection-settings.js';
import { eventStoreDbSettings } from '../src/event-store/open-event-store.js';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly networks?: { readonly cluster?: { readonly ipv4_address: string } };
  readonly ports?: readonly string[];
  readonly restart?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly volumes?: readonly string[];
  readonly secrets?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const file = readFileSync('docker-compose.cluster.yml', 'utf8');
// As compose fills in what must be set, and what is not set, and takes $$ for $.
const text = file
  .replace(/(?<!\$)\$\{\w+:\?[^}]*\}/g, 'given')
  .replace(/(?<!\$)\$\{\w+:-([^}]*)\}/g, '$1')
  .replaceAll('$$', '$');
const { services, volumes, secrets } = parse(text, { merge: true }) as Compose;
const nodes = Object.entries(services).filter(([name]) => name.startsWith('node'));
const address = (node: Service) => node.networks?.cluster?.ipv4_address ?? '';
const mounted = ({ volumes: mounts = [] }: Service) => mounts.map((mount) => mount.split(':')[0]);

describe('docker-compose.cluster.yml', () => {
  it('has as many nodes as the cluster expects', () => {
    expect(nodes).toHaveLength(3);
    for (const [, { environment }] of nodes) expect(environment?.EVENTSTORE_CLUSTER_SIZE).toBe('3');
  });

  it.each(Object.entries(services).filter(([name]) => name !== 'certificates'))(
    'knows when %s is healthy, and starts it again when it stops',
    (_, { build, healthcheck, restart }) => {
      expect(build !== undefined || (healthcheck?.test.length ?? 0) > 1).toBe(true);
      expect(restart).toBe('unless-stopped');
    },
  );

  it.each(nodes)('tells %s its own address and those of the others, once its certificate is made', (name, node) => {
    const own = address(node);
    const others = nodes.map(([, other]) => address(other)).filter((other) => other !== own);
    expect(node.environment).toMatchObject({
      EVENTSTORE_REPLICATION_IP: own,
      EVENTSTORE_ADVERTISE_HOST_TO_CLIENT_AS: own,
      EVENTSTORE_GOSSIP_SEED: others.map((other) => `${other}:2113`).join(','),
      EVENTSTORE_CERTIFICATE_FILE: '/certificate/node.crt',
      EVENTSTORE_CERTIFICATE_PRIVATE_KEY_FILE: '/certificate/node.key',
      EVENTSTORE_TRUSTED_ROOT_CERTIFICATES_PATH: '/trust',
    });
    expect(node.environment).not.toHaveProperty('EVENTSTORE_INSECURE');
    expect(node.volumes).toEqual(expect.arrayContaining([`${name}-certificate:/certificate:ro`, 'trust:/trust:ro']));
    expect(node.depends_on).toEqual({ certificates: { condition: 'service_completed_successfully' } });
  });

  it('lets no service but the one that signs see the key of the authority, and no node the key of another', () => {
    const sees = (volume: string) =>
      Object.entries(services)
        .filter(([, service]) => mounted(service).includes(volume))
        .map(([name]) => name);
    expect(sees('authority')).toEqual(['certificates']);
    for (const [name] of nodes) expect(sees(`${name}-certificate`)).toEqual(['certificates', name]);
    expect(mounted(services.ledger ?? {})).toEqual(['trust']);
  });

  it('declares the volumes and secrets that it uses, and no others', () => {
    const used = new Set(Object.values(services).flatMap(mounted));
    expect([...used].sort()).toEqual(Object.keys(volumes).sort());
    expect(Object.values(services).flatMap(({ secrets: used = [] }) => used)).toEqual(Object.keys(secrets));
  });

  it('binds every port to loopback', () => {
    for (const port of Object.values(services).flatMap(({ ports = [] }) => ports))
      expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('knows no password of its own, and keeps those that are set out of the repository', () => {
    const defaults = [...file.matchAll(/\$\{(\w*PASSWORD\w*):(.)/g)].filter(([, , sign]) => sign !== '?');
    expect(defaults).toEqual([]);
    expect(readFileSync('.gitignore', 'utf8').split('\n')).toEqual(expect.arrayContaining(['.env', 'secrets/']));
    for (const { file: path } of Object.values(secrets)) expect(path).toMatch(/^\.\/secrets\//);
  });

  it('sets for the ledger what docker-compose.yml sets, and how it gets into the cluster', () => {
    const single = parse(readFileSync('docker-compose.yml', 'utf8')) as Compose;
    expect(Object.keys(services.ledger?.environment ?? {}).sort()).toEqual(
      [
        ...Object.keys(single.services.ledger?.environment ?? {}),
        'EVENTSTORE_CA_FILE',
        'EVENTSTORE_PASSWORD_FILE',
        'EVENTSTORE_USERNAME',
      ].sort(),
    );
  });

  it('starts the ledger with settings that name all three nodes, by TLS, and a user of its own', () => {
    const { eventStore } = settingsFrom(services.ledger?.environment ?? {});
    expect(eventStore).toMatchObject({
      caFile: '/trust/ca.crt',
      passwordFile: `/run/secrets/${services.ledger?.secrets?.[0] ?? ''}`,
    });
    inScratch((scratch) => {
      const passwordFile = join(scratch, 'password');
      writeFileSync(passwordFile, 'its own\n');
      const { place, credentials, channel } = connectionSettings(
        eventStoreDbSettings({ ...eventStore, url: eventStore.url ?? '', caFile: undefined, passwordFile }),
      );
      expect(place).toBe(`esdb://${nodes.map(([, node]) => `${address(node)}:2113`).join(',')}`);
      expect(credentials).toEqual({ username: 'ledger', password: 'its own' });
      expect(channel.insecure).toBe(false);
    });
  });
});

describe('the service that makes certificates', () => {
  it('makes one for each node, with its address in it, and hands out the public half of the authority', () => {
    inScratch((scratch) => {
      expect(made(scratch)).toBe(0);
      for (const [name, node] of nodes) {
        expect(certificate(scratch, name)).toContain(`-ip-addresses 127.0.0.1,${address(node)} -dns-names localhost`);
        expect(existsSync(join(scratch, 'certificates', name, 'node.key'))).toBe(true);
      }
      expect(existsSync(join(scratch, 'trust/ca.crt'))).toBe(true);
      expect(existsSync(join(scratch, 'trust/ca.key'))).toBe(false);
    });
  });

  it('changes nothing when it is run again, and makes new ones where it is asked to', () => {
    inScratch((scratch) => {
      made(scratch);
      const authority = readFileSync(join(scratch, 'trust/ca.crt'), 'utf8');
      const first = certificate(scratch, 'node2');
      expect(made(scratch)).toBe(0);
      expect(certificate(scratch, 'node2')).toBe(first);
      expect(made(scratch, { RENEW: 'yes' })).toBe(0);
      expect(certificate(scratch, 'node2')).not.toBe(first);
      expect(readFileSync(join(scratch, 'trust/ca.crt'), 'utf8')).toBe(authority);
    });
  });

  it('starts anew where the authority is gone: nobody trusts what the old one signed', () => {
    inScratch((scratch) => {
      made(scratch);
      const first = certificate(scratch, 'node3');
      rmSync(join(scratch, 'authority/ca'), { recursive: true });
      expect(made(scratch)).toBe(0);
      expect(certificate(scratch, 'node3')).not.toBe(first);
    });
  });

  it('fails where the tool makes no authority and says that all is well', () => {
    inScratch((scratch) => {
      expect(made(scratch, { NO_AUTHORITY: 'yes' })).not.toBe(0);
    });
  });
});

describe('docs/eventstoredb.md', () => {
  const page = readFileSync('docs/eventstoredb.md', 'utf8');

  it('names files that are there', () => {
    const named = [...page.matchAll(/`((?:src|test)\/[\w./-]+)`/g)].map(([, path]) => path ?? '');
    expect(named).not.toEqual([]);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('tells to set what the compose file asks for, and takes the certificate from where it is', () => {
    const asked = [...file.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name ?? '');
    for (const name of asked) expect(page).toContain(name);
    for (const { file: path } of Object.values(secrets)) expect(page).toContain(path.replace('./', '> '));
    expect(page).toContain(`node1:${services.ledger?.environment?.EVENTSTORE_CA_FILE ?? ''} `);
    for (const [, { ports = [] }] of nodes) expect(page).toContain(ports[0]?.split(':')[1]);
  });
});

/** Stands for the tool in the image: writes what it is called with, and how often it was called. */
const TOOL = `#!/usr/bin/env bash
set -eu
echo . >> "$CALLS"
if [ "$1" = create-ca ]; then
  if [ -n "\${NO_AUTHORITY:-}" ]; then exit 0; fi
  mkdir ca
  echo "$@" "$(wc -l < "$CALLS")" | tee ca/ca.crt > ca/ca.key
else
  test -f ca/ca.crt && test -f ca/ca.key
  mkdir "$3"
  echo "$@" "$(wc -l < "$CALLS")" | tee "$3/node.crt" > "$3/node.key"
fi
`;

/** Runs the service's script on directories under the scratch directory; answers its exit code. */
function made(scratch: string, env: Readonly<Record<string, string>> = {}): number | null {
  const { entrypoint = [], command = [] } = services.certificates ?? {};
  const [shell = '', ...options] = entrypoint;
  const script = command.join('\n').replaceAll(/\/(authority|trust|certificates)\b/g, join(scratch, '$1'));
  for (const name of ['bin', 'authority', 'trust', ...nodes.map(([node]) => `certificates/${node}`)]) {
    mkdirSync(join(scratch, name), { recursive: true });
  }
  for (const [name, content] of Object.entries({ 'es-gencert-cli': TOOL, chown: '#!/usr/bin/env bash\n' })) {
    writeFileSync(join(scratch, 'bin', name), content);
    chmodSync(join(scratch, 'bin', name), 0o755);
  }
  const path = `${join(scratch, 'bin')}:${process.env.PATH ?? ''}`;
  return spawnSync(shell, [...options, script], { env: { ...env, PATH: path, CALLS: join(scratch, 'calls') } }).status;
}

function certificate(scratch: string, node: string): string {
  return readFileSync(join(scratch, 'certificates', node, 'node.crt'), 'utf8');
}

function inScratch(work: (scratch: string) => void): void {
  const scratch = mkdtempSync(join(tmpdir(), 'cluster-'));
  try {
    work(scratch);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
