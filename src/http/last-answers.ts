import type { FastifyInstance } from 'fastify';

/** While the server stops, every answer is the last on its connection, and says so: no caller sends another into it. */
export function closeAfterLastAnswers(fastify: FastifyInstance): void {
  let stopping = false;
  fastify.addHook('preClose', (done) => {
    stopping = true;
    done();
  });
  fastify.addHook('onSend', (_, reply, payload, done) => {
    if (stopping) void reply.header('Connection', 'close');
    done(null, payload);
  });
}
