import { getEventListeners, once } from 'node:events';
import { createServer } from 'node:net';
import { PostgresListener } from './listener.js';

it('leaves nothing behind of tries that came to nothing', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const listener = new PostgresListener(`postgres://nobody@127.0.0.1:${String(port)}/ledger`);
  const stop = listener.add(() => undefined);
  for (let tries = 0; tries < 4; tries++) await once(server, 'connection');
  const { signal } = (listener as unknown as { stop: AbortController }).stop;
  expect(getEventListeners(signal, 'abort').length).toBeLessThanOrEqual(2);
  stop();
  await listener.close();
  server.close();
});
