import { getEventListeners, once } from 'node:events';
import { createServer } from 'node:net';
import { connectionTo } from './connections.js';
import { PostgresListener } from './listener.js';
import { Silence } from './silence.js';

it('leaves nothing behind of tries that came to nothing', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const connection = connectionTo(`postgres://nobody@127.0.0.1:${String(port)}/ledger`);
  const listener = new PostgresListener(connection, new Silence(connection));
  const stop = listener.add(() => undefined);
  for (let tries = 0; tries < 4; tries++) await once(server, 'connection');
  const { signal } = (listener as unknown as { stop: AbortController }).stop;
  expect(getEventListeners(signal, 'abort').length).toBeLessThanOrEqual(2);
  stop();
  await listener.close();
  server.close();
});
