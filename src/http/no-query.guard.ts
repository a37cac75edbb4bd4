import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { InvalidInput } from '../recording/refusals.js';
import { pointerTo } from '../validation/well-formed.js';

/** On a route without parameters one is refused as on the others, not passed over in silence. */
export class NoQuery implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { query } = context.switchToHttp().getRequest<FastifyRequest>();
    const names = Object.keys(query as object);
    if (names.length === 0) return true;
    const problem = 'is not a field that is known here';
    throw new InvalidInput(names.map((name) => ({ field: pointerTo('', name), problem })));
  }
}
