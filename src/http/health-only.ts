import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.js';
import type { ProblemFilter } from './problem.filter.js';

/** What whoever watches a process asks of it. */
const WATCHED = /^\/(health|metrics)(\/|\?|$)/;

/** Answers for health and figures, and nothing else: the process only keeps the read models. */
export function answerForHealthOnly(fastify: FastifyInstance, filter: ProblemFilter): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (WATCHED.test(request.url)) {
      done();
      return;
    }
    filter.answer(NOT_HERE.details, NOT_HERE, request, reply);
  });
}

const NOT_HERE = new Problem({
  status: 404,
  type: 'not-found',
  detail: {
    ko:
      '이 프로세스는 조회 모델을 만들며(ROLE=projector) 상태와 지표만 답합니다. ' +
      'ROLE=api나 ROLE=all인 프로세스에 물어 주십시오.',
    en:
      'This process keeps the read models (ROLE=projector) and answers for its health and figures only; ' +
      'ask one of ROLE=api or ROLE=all.',
  },
});
