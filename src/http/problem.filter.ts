import { type ArgumentsHost, Catch, type ExceptionFilter, Logger, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Sentence } from '../history/sentence.js';
import { localeOf } from './negotiation.js';
import type { ProblemDetails } from './problem-details.js';
import { problemOf } from './problem.js';
import { titleOf } from './problem-titles.js';
import type { RouteTable } from './route-table.js';

/** Answers every error as application/problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  constructor(private readonly routes: RouteTable) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    this.answer(this.unrouted(error, request) ?? problemOf(error), error, request, reply);
  }

  answer(details: ProblemDetails<string>, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const { id: correlationId, commandId } = request;
    if (details.unexpected)
      this.logger.error({ message: 'not answered', type: details.type, correlationId, err: error });
    else if (details.status >= 500) this.logger.warn({ message: String(error), type: details.type, correlationId });
    request.problem = details.type;
    if (reply.sent) return;
    const { status, type, detail, errors, more, headers } = details;
    const locale = localeOf(request);
    void reply
      .status(status)
      .headers({
        'X-Correlation-Id': correlationId,
        'Cache-Control': 'no-store',
        'Content-Language': locale,
        Vary: 'Accept-Language',
        ...headers,
      })
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type,
          title: titleOf(type, locale),
          status,
          detail: detail[locale],
          instance: pathOf(request),
          correlationId,
          commandId,
          errors: errors?.map(({ field, problem }) => ({ field, problem: problem[locale] })),
          ...more,
        }),
      );
  }

  /** An unknown address, or a known one by a method that it does not have. */
  private unrouted(error: unknown, request: FastifyRequest): ProblemDetails | undefined {
    if (!(error instanceof NotFoundException) || !request.is404) return undefined;
    const path = pathOf(request);
    const methods = this.routes.methodsOf(request.url.split('?', 1)[0]!);
    if (methods.length === 0 || methods.includes(request.method))
      return { status: 404, type: 'not-found', detail: nothingAt(path) };
    const allow = methods.join(', ');
    return {
      status: 405,
      type: 'method-not-allowed',
      detail: {
        ko: `${path}에는 ${request.method}을(를) 보낼 수 없습니다. 받는 것: ${allow}.`,
        en: `${request.method} is not possible at ${path}; it takes ${allow}.`,
      },
      headers: { Allow: allow },
    };
  }
}

function nothingAt(path: string): Sentence {
  return {
    ko: `${path}에는 아무것도 없습니다. /docs에서 있는 것을 볼 수 있습니다.`,
    en: `There is nothing at ${path}; /docs lists what there is.`,
  };
}

/** The most of an address that is answered, in characters. */
const LONGEST_PATH = 300;

/** Without the query: what people search for does not belong in logs. */
function pathOf(request: FastifyRequest): string {
  const path = request.url.split('?', 1)[0]!;
  return path.length > LONGEST_PATH ? `${path.slice(0, LONGEST_PATH)}…` : path;
}
