/** Starts the server by hand or for a test: `npm run stand-in -- --port 2113`. */
import { Command } from 'commander';
import type { Faults } from './faults.js';
import { startStandIn } from './server.js';

interface Flags {
  readonly port: string;
  readonly file?: string;
  readonly tlsKey?: string;
  readonly tlsCertificate?: string;
  readonly user: readonly string[];
}

const program = new Command('stand-in')
  .description(
    'A server for development that answers as EventStoreDB does; see test/stand-in/server.ts for what it leaves out.',
  )
  .option('--port <port>', 'port on 127.0.0.1; 0 takes a free one', '2113')
  .option('--file <path>', 'keep the log in this file; without it the log is in memory')
  .option('--tls-key <pem>', 'private key, for a TLS port')
  .option('--tls-certificate <pem>', 'certificate, for a TLS port')
  .option('--user <name:password...>', 'ask for these users; admin is the administrator', [])
  .parse();

const flags = program.opts<Flags>();
const { port, faults, open, scavenge } = await startStandIn({
  port: Number(flags.port),
  file: flags.file,
  tls: flags.tlsKey && flags.tlsCertificate ? { key: flags.tlsKey, certificate: flags.tlsCertificate } : undefined,
  users: new Map(flags.user.map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)])),
});

if (process.send) {
  // A test's own: it is told how to misbehave, and ends with the test.
  process.on('message', (message: Faults | 'open calls' | 'scavenge') => {
    if (message === 'scavenge') scavenge();
    else if (message !== 'open calls') faults.set(message);
    process.send?.({ open: open.size });
  });
  process.on('disconnect', () => process.exit(0));
  process.send({ port });
} else {
  const where = flags.file ?? 'memory';
  const tls = flags.tlsKey ? 'true' : 'false';
  console.log(`A stand-in for EventStoreDB, its log in ${where}. Stop it with Ctrl-C.`);
  console.log(`EVENTSTORE_URL='esdb://127.0.0.1:${String(port)}?tls=${tls}'`);
}
