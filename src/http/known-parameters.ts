import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { pointerTo } from '../history/json-pointer.js';
import { InvalidInput } from '../recording/refusals.js';
import type { ProblemFilter } from './problem.filter.js';
import { problemOf } from './problem.js';

export const UNKNOWN_PARAMETER = { ko: '알 수 없는 매개변수입니다', en: 'is not a parameter that is known here' };
const TAKES_A_QUERY = `${String(RouteParamtypes.QUERY)}:`;

/** Refuses parameters where a route takes none: what is not looked at would seem to have been heeded. */
@Injectable()
export class KnownParameters implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const refusal = refusalOf(context.switchToHttp().getRequest<FastifyRequest>());
    if (refusal && !takesAQuery(context)) throw refusal;
    return true;
  }
}

/** The same for the documentation, which no guard sees. */
export function refuseParametersOfDocs(fastify: FastifyInstance, filter: ProblemFilter): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const refusal = DOCS.test(request.url) ? refusalOf(request) : undefined;
    if (refusal) filter.answer(problemOf(refusal), refusal, request, reply);
    else done();
  });
}

const DOCS = /^\/(?:docs|openapi\.(?:json|yaml))(?![^/?])/;

function refusalOf({ query }: FastifyRequest): InvalidInput | undefined {
  const names = Object.keys(query as object);
  if (names.length === 0) return undefined;
  return new InvalidInput(names.map((name) => ({ field: pointerTo('', name), problem: UNKNOWN_PARAMETER })));
}

/** Where a handler takes a query, its class names the parameters that there are. */
function takesAQuery(context: ExecutionContext): boolean {
  const handed = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) as
    Readonly<Record<string, unknown>> | undefined;
  return Object.keys(handed ?? {}).some((key) => key.startsWith(TAKES_A_QUERY));
}
