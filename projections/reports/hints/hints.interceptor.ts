import { setTimeout } from 'node:timers/promises';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import type { CommandAnswer, Hint } from '../../../src/http/answer.js';
import { ReadModels } from '../../engine/reading/read-models.js';
import { alike, caseTwins, departmentTwins, HINT_MODELS, type HintTables, type SentToHint } from './hint.queries.js';

/** How long an answer waits for its hints, in milliseconds. */
const WITHIN_MS = 200;

const LOOKING: readonly (readonly [path: RegExp, look: typeof alike])[] = [
  [/^\/v1\/suggestions$/, alike],
  [/^\/v1\/rounds$/, caseTwins],
  [/^\/v1\/departments$/, departmentTwins],
  [/^\/v1\/suggestions\/[^/]+\/assignment$/, departmentTwins],
];

/**
 * Tells who records something what there is like it already. It is recorded by then, and nothing is refused for it: where
 * the read models are away, behind or slow the answer has no hints, and one that is given again has none either.
 */
@Injectable()
export class HintsInterceptor implements NestInterceptor {
  constructor(private readonly readModels: ReadModels) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const { method, url, body } = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const path = url.split('?')[0]!;
    const look = method === 'POST' ? LOOKING.find(([its]) => its.test(path))?.[1] : undefined;
    if (!look) return next.handle();
    return next.handle().pipe(
      mergeMap(async (answer: CommandAnswer) => {
        if (reply.statusCode >= 300 || reply.hasHeader('Idempotency-Replayed')) return answer;
        const hints = await this.hints(look, answer.id, body as SentToHint);
        return hints.length === 0 ? answer : Object.assign(answer, { hints });
      }),
    );
  }

  private async hints(look: typeof alike, id: string, sent: SentToHint): Promise<readonly Hint[]> {
    const enough = new AbortController();
    const late = setTimeout(WITHIN_MS, [], { signal: enough.signal }).catch(() => []);
    const found = this.readModels.read<HintTables, Hint[]>(HINT_MODELS, (db) => look(db, id, sent)).catch(() => []);
    const hints = await Promise.race([found, late]);
    enough.abort();
    return hints;
  }
}
