import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { fingerprintOf } from '../recording/command.js';
import { IdempotencyKeyReused } from '../recording/refusals.js';
import { keyOf } from './request-ids.js';

/** What identifies a request that changes something and is no command of the log. */
export interface RequestKey {
  /** Its Idempotency-Key, made where none was sent. */
  readonly key: string;
  /** Of what is asked. */
  readonly fingerprint: string;
}

/** A handler's parameter of type RequestKey, for what is called by that name. Documents the header. */
export function KeyOf(name: string): ParameterDecorator {
  return (controller, method, index) => {
    keyParameter(name)(controller, method, index);
    const handler = method === undefined ? undefined : Object.getOwnPropertyDescriptor(controller, method);
    if (method !== undefined && handler !== undefined) documented(controller, method, handler);
  };
}

/** The key was sent before and asked for something else. */
export function keyReused({ key }: RequestKey): Error {
  return new IdempotencyKeyReused(key);
}

const documented = ApiHeader({
  name: 'Idempotency-Key',
  required: false,
  description:
    'UUID of this request alone; sent again, it is answered as the first time, with Idempotency-Replayed: true. With ' +
    'other content it is refused (422 idempotency-key-reused). Made and returned when missing.',
  schema: { type: 'string', format: 'uuid' },
});

const keyParameter = createParamDecorator((name: string, context: ExecutionContext): RequestKey => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { key: keyOf(request), fingerprint: fingerprintOf({ sent: { name, target: null, body: request.body } }) };
});
