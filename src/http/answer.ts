import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { Receipt } from '../recording/recorder.js';

/** Something like what was recorded, that was there already. */
export interface Hint {
  readonly code: (typeof HINTS)[number];
  /** Of the other one. */
  readonly id: string;
}

const HINTS = ['same-text-at-the-meeting', 'same-text-in-the-round', 'code-differs-by-case-alone'] as const;

/** What a command answers. */
export class CommandAnswer {
  @ApiProperty({ format: 'uuid', description: 'The command, as its Idempotency-Key names it' })
  commandId!: string;

  @ApiProperty({ description: 'What it is about', example: '0b8a3f6e-9c52-5b0e-8a55-6d0f4b8a7a11' })
  id!: string;

  @ApiProperty({ description: 'The revision of its stream after the command; -1 where nothing is there', example: 0 })
  revision!: number;

  @ApiProperty({ nullable: true, type: String, description: 'For ?after= of a query that must see it' })
  position!: string | null;

  @ApiProperty({
    required: false,
    description: 'What there is like it already. It is recorded all the same; an answer given again has none',
    type: 'array',
    items: {
      type: 'object',
      properties: { code: { type: 'string', enum: [...HINTS] }, id: { type: 'string', format: 'uuid' } },
      required: ['code', 'id'],
    },
  })
  hints?: readonly Hint[];
}

/** Says that this is the first answer again. */
export const REPLAYED = { 'Idempotency-Replayed': 'true' };

/** A controller's answer with a status and headers of its own. */
export class Answer<Body> {
  constructor(
    readonly body: Body,
    readonly status: number,
    readonly headers: Readonly<Record<string, string>>,
  ) {}
}

/**
 * Answers a command that makes a thing: 201 with the Location, also when it is repeated; 200 with the same where the
 * thing was there already. `location` is where the thing is to be read.
 */
export function made(receipt: Receipt, location: string): Answer<CommandAnswer> {
  const { body, headers } = answered(receipt);
  return new Answer(body, receipt.outcome === 'nothing' ? 200 : 201, { ...headers, Location: location });
}

/** Answers a command about a thing that is there. */
export function answered({ commandId, stream, revision, position, repeated }: Receipt): Answer<CommandAnswer> {
  return new Answer({ commandId, id: idIn(stream), revision, position }, 200, {
    ...(revision >= 0 ? { ETag: etag(revision) } : {}),
    ...(repeated ? REPLAYED : {}),
  });
}

/** Answers one thing with the revision of its stream, for If-Match; 304 where the caller has it already. */
export function atRevision<Body>(body: Body, revision: number): Answer<Body> {
  return new Answer(body, 200, revisionHeaders(revision));
}

export function revisionHeaders(revision: number): Readonly<Record<string, string>> {
  return { ETag: etag(revision), 'Cache-Control': 'no-cache' };
}

export function etag(revision: number): string {
  return `"${String(revision)}"`;
}

/** The id of the thing that a stream is about: what follows its category. */
function idIn(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}

/** Puts an Answer's status and headers on the reply. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return next.handle().pipe(
      map((result: unknown) => {
        if (!(result instanceof Answer)) return result;
        const answer = result as Answer<unknown>;
        const request = http.getRequest<FastifyRequest>();
        const reply = http.getResponse<FastifyReply>();
        void reply.headers(answer.headers);
        if (isKnown(request, answer)) {
          void reply.status(304);
          return undefined;
        }
        void reply.status(answer.status);
        return answer.body;
      }),
    );
  }
}

/** Whether If-None-Match names what would be answered (RFC 9110 §13.1.2, by weak comparison). */
function isKnown(request: FastifyRequest, { headers }: Answer<unknown>): boolean {
  const known = request.headers['if-none-match'];
  if (known === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
  const tags = known.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return headers.ETag !== undefined && tags.includes(headers.ETag);
}
