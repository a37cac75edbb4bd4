import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import type { RecordedBy } from '../history/event.js';
import { isUuid } from '../history/value-checks.js';
import { invalidHeader } from './problem.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of what changes something: the caller's Idempotency-Key, or one made here; undefined where the caller's is malformed. */
    commandId: string | undefined;
    /** Who sends it, as the log holds it, where they have signed in. */
    recordedBy: RecordedBy | undefined;
    /** The type of the problem that it was answered with. */
    problem: string | undefined;
  }
}

const READING: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** The caller's correlation id where it is a UUID, else a new one: it enters the log for ever, whatever it says. */
export function correlationIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const sent = headers['x-correlation-id'];
  const id = typeof sent === 'string' ? sent.toLowerCase() : undefined;
  return isUuid(id) ? id : uuidv7();
}

/** Gives each request its ids before anything else, so that every answer carries them, errors included. */
export function identifyRequests(fastify: FastifyInstance): void {
  fastify.decorateRequest('commandId', undefined);
  fastify.decorateRequest('problem', undefined);
  fastify.decorateRequest('recordedBy', undefined);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('X-Correlation-Id', request.id);
    if (!READING.includes(request.method)) {
      request.commandId = commandIdOf(request.headers['idempotency-key']);
      if (request.commandId) void reply.header('Idempotency-Key', request.commandId);
    }
    done();
  });
}

/** The key of what changes something. Throws a Problem where the caller's is malformed. */
export function keyOf({ commandId }: Pick<FastifyRequest, 'commandId'>): string {
  if (commandId === undefined) {
    throw invalidHeader('Idempotency-Key', { ko: '하나의 UUID여야 합니다', en: 'must be one UUID' });
  }
  return commandId;
}

/** Taken bare or quoted, as the header's draft standard writes it. */
function commandIdOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return uuidv7();
  if (typeof header !== 'string') return undefined;
  const id = header.replace(/^"(.*)"$/, '$1').toLowerCase();
  return isUuid(id) ? id : undefined;
}
