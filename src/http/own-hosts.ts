import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.js';
import type { ProblemFilter } from './problem.filter.js';

const LOOPBACK = /^(?:localhost|[a-z0-9-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Refuses every request that names another host than the server's own: a page from elsewhere whose name is made to
 * point here (DNS rebinding) could read answers otherwise.
 */
export function refuseOtherHosts(fastify: FastifyInstance, filter: ProblemFilter, own: readonly string[]): void {
  const names = new Set(own.map((name) => name.toLowerCase()));
  fastify.addHook('onRequest', (request, reply, done) => {
    const name = (request.headers.host ?? '').replace(/:\d*$/, '').toLowerCase();
    if (LOOPBACK.test(name) || names.has(name)) {
      done();
      return;
    }
    filter.answer(NOT_THIS_HOST.details, NOT_THIS_HOST, request, reply);
  });
}

const NOT_THIS_HOST = new Problem({
  status: 421,
  type: 'misdirected-request',
  detail: {
    ko: 'Host 머리글의 이름은 이 서버의 이름이 아닙니다. 운영자가 ALLOWED_HOSTS에 적으면 받습니다.',
    en: 'The header Host names a host that this server does not go by; whoever runs it names it in ALLOWED_HOSTS.',
  },
});
