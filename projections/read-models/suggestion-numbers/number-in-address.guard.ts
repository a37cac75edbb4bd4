import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Settings } from '../../../src/config/settings.js';
import { EndOfLog } from '../../../src/health/end-of-log.js';
import { Problem } from '../../../src/http/problem.js';
import { ReadModels } from '../../engine/reading/read-models.js';
import { isNumber, suggestionNumbered, type SuggestionNumberTables } from './suggestion-number.queries.js';

const SUGGESTION = /^\/v1\/suggestions\/([^/?]+)/;
const A_POSITION = /^\d{20}(\.\d{20})?$/;

/**
 * Takes a suggestion's number (2026-0123) wherever an address has its id, and puts the id in its place before anything
 * else looks: a command is the same command, and is known again, however the suggestion is named.
 */
@Injectable()
export class NumberInAddressGuard implements CanActivate {
  constructor(
    private readonly readModels: ReadModels,
    private readonly settings: Settings,
    private readonly endOfLog: EndOfLog,
  ) {}

  /** Throws Problem: 400 for an `after` beyond the log, 404 for a number that none has, 503 where the read models are away or not so far yet. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const named = SUGGESTION.exec(request.url)?.[1];
    if (named === undefined || !isNumber(named)) return true;
    const id = await this.idOf(named, request);
    if (id === undefined) {
      const detail = {
        ko: `접수번호가 ${named}인 건의사항이 없습니다.`,
        en: `There is no suggestion of the number ${named}.`,
      };
      throw new Problem({ status: 404, type: 'not-found', detail });
    }
    const params = request.params as Record<string, string>;
    for (const [name, value] of Object.entries(params)) if (value === named) params[name] = id;
    return true;
  }

  private async idOf(named: string, { method, query }: FastifyRequest): Promise<string | undefined> {
    const { after } = query as { readonly after?: unknown };
    const id = await this.lookUp(named, typeof after === 'string' && A_POSITION.test(after) ? after : undefined);
    if (id !== undefined || method === 'GET' || method === 'HEAD') return id;
    // It may have been given a moment ago: the read models are let come to where the log ends now.
    const end = await this.endOfLog.position().catch(() => undefined);
    return end === undefined ? undefined : this.lookUp(named, end);
  }

  private lookUp(named: string, after: string | undefined): Promise<string | undefined> {
    return this.readModels.read<SuggestionNumberTables, string | undefined>(
      ['suggestion-numbers'],
      (db) => suggestionNumbered(db, named),
      { after, withinMs: this.settings.readWaitMs },
    );
  }
}
