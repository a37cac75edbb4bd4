import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { correlated } from '../logging/log.js';
import { personalDataIn } from '../privacy/personal-data.js';

/** Asked every few seconds by whoever watches the process. */
const WATCHING = '/health/';

/** A line for each answer, and the correlation id on every line that is logged on the way to it. */
export function logRequests(fastify: FastifyInstance, log: Logger): void {
  // From here on everything runs in the request's context; before, while the body comes in, nothing is logged.
  fastify.addHook('preValidation', (request, _, done) => {
    correlated.run({ correlationId: request.id }, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { id: correlationId, method, commandId, problem } = request;
    const route = request.routeOptions.url;
    log[route?.startsWith(WATCHING) ? 'debug' : 'info']({
      correlationId,
      method,
      // An address that is not known may hold anything.
      ...(route === undefined ? {} : { route, path: pathOf(request.url) }),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      problem,
      commandId,
      message: 'answered',
    });
    done();
  });
}

/** Things are addressed by ids and codes; what else somebody put there is not logged. */
function pathOf(url: string): string | undefined {
  const path = url.split('?', 1)[0]!;
  return /^[\w/.-]*$/.test(path) && personalDataIn(path) === undefined ? path : undefined;
}
