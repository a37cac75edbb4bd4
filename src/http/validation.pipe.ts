import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { pointerTo } from '../history/json-pointer.js';
import { InvalidInput } from '../recording/refusals.js';
import { validated } from '../validation/validated.js';
import { composed } from '../validation/well-formed.js';
import { UNKNOWN_PARAMETER } from './known-parameters.js';

const GIVEN_TWICE = { ko: '한 번만 적어야 합니다', en: 'must be given once' };

const PLAIN: readonly unknown[] = [String, Number, Boolean, Array, Object];

/** Bodies and queries become instances of their classes, checked; single parameters pass as they are. */
@Injectable()
export class ValidatedPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (metatype === undefined || PLAIN.includes(metatype) || (type !== 'body' && type !== 'query')) return value;
    const asked = metatype as new () => object;
    return type === 'query' ? validated(asked, composed(once(value)), UNKNOWN_PARAMETER) : validated(asked, value);
  }
}

/** A query's parameters, each of which may be given once. */
function once(query: unknown): Record<string, unknown> {
  const parameters = Object.entries(query as Record<string, unknown>);
  const repeated = parameters.filter(([, value]) => Array.isArray(value));
  if (repeated.length > 0) {
    throw new InvalidInput(repeated.map(([name]) => ({ field: pointerTo('', name), problem: GIVEN_TWICE })));
  }
  // Fastify's query has no prototype, which class-transformer does not expect.
  return Object.fromEntries(parameters);
}
