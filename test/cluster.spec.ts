import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { settingsFrom } from '../src/config/settings.js';
import { connectionSettings } from '../src/event-store/eventstoredb/connection-settings.js';
import { eventStoreDbSettings } from '../src/event-store/open-event-store.js';

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly networks?: { readonly cluster?: { readonly ipv4_address: string } };
  readonly ports?: readonly string[];
  readonly restart?: string;
  readonly command?: string;
}

const text = readFileSync('docker-compose.cluster.yml', 'utf8').replace(/\$\{\w+:[-?]([^}]*)\}/g, '$1');
const { services } = parse(text, { merge: true }) as { readonly services: Readonly<Record<string, Service>> };
const nodes = Object.entries(services).filter(([name]) => name.startsWith('node'));
const address = (node: Service) => node.networks?.cluster?.ipv4_address ?? '';

describe('docker-compose.cluster.yml', () => {
  it('has as many nodes as the cluster expects, which are started again when they stop', () => {
    expect(nodes).toHaveLength(3);
    for (const [, { environment, restart }] of nodes) {
      expect(environment?.EVENTSTORE_CLUSTER_SIZE).toBe('3');
      expect(restart).toBe('unless-stopped');
    }
  });

  it.each(nodes)('tells %s its own address and those of the others, and has its certificate made', (name, node) => {
    const own = address(node);
    const others = nodes.map(([, other]) => address(other)).filter((other) => other !== own);
    expect(node.environment).toMatchObject({
      EVENTSTORE_REPLICATION_IP: own,
      EVENTSTORE_ADVERTISE_HOST_TO_CLIENT_AS: own,
      EVENTSTORE_GOSSIP_SEED: others.map((other) => `${other}:2113`).join(','),
      EVENTSTORE_CERTIFICATE_FILE: `/certificates/${name}/node.crt`,
    });
    expect(services.certificates?.command).toContain(`-out ./${name} -ip-addresses 127.0.0.1,${own} `);
  });

  it('binds every port to loopback', () => {
    for (const port of Object.values(services).flatMap(({ ports = [] }) => ports))
      expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('starts the ledger with settings that name all three nodes and a user of its own', () => {
    const { eventStore } = settingsFrom(services.ledger?.environment ?? {});
    const { place, credentials } = connectionSettings(
      eventStoreDbSettings({ ...eventStore, url: eventStore.url ?? '', caFile: undefined }),
    );
    expect(place).toBe(`esdb://${nodes.map(([, node]) => `${address(node)}:2113`).join(',')}`);
    expect(credentials?.username).toBe('ledger');
  });
});
