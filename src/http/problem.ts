import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import {
  ConflictError,
  DamagedLogError,
  EventStoreError,
  LogGoneError,
  NotALogError,
  NotPermittedError,
  NotWritableError,
  OutcomeUnknownError,
  StreamClosedError,
  TooLargeError,
  UnavailableError,
} from '../event-store/errors.js';
import {
  IdempotencyKeyReused,
  InvalidInput,
  NotThere,
  Refusal,
  RevisionMismatch,
  RuleBroken,
  TooMuchContention,
} from '../recording/refusals.js';

/** Seconds after which a caller may try again while something is away. */
const TRY_AGAIN_AFTER = 5;
/** After a second the others that were in the way are done. */
const SOON = { 'Retry-After': '1' };

/** What went wrong, as it is told to the caller (RFC 9457). */
export interface ProblemDetails {
  readonly status: number;
  /** A stable code, as a relative URI reference. */
  readonly type: string;
  /** A sentence with the values in it. */
  readonly detail: string;
  /** Members of this type's own. */
  readonly more?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whoever runs the ledger should look at it. */
  readonly unexpected?: boolean;
}

/** An error that knows how it is answered; for what is neither a refusal nor an error of the event store. */
export class Problem extends Error {
  constructor(
    readonly details: ProblemDetails,
    options?: ErrorOptions,
  ) {
    super(details.detail, options);
  }
}

/** The members of every problem, for the API's documentation. */
export class ProblemSchema {
  @ApiProperty({ description: 'A stable code, as a relative URI reference', example: 'round-is-carried' })
  type!: string;

  @ApiProperty({ example: 'Round is carried' })
  title!: string;

  @ApiProperty({ example: 422 })
  status!: number;

  @ApiProperty({ example: 'round 22-1 is carried: it takes neither meetings nor suggestions' })
  detail!: string;

  @ApiProperty({ description: 'The path that was asked', example: '/v1/suggestions' })
  instance!: string;

  @ApiProperty({ description: 'Under which the logs say more' })
  correlationId!: string;

  @ApiProperty({ required: false, format: 'uuid', description: 'The command, where it was one' })
  commandId?: string;

  @ApiProperty({
    required: false,
    description: 'Every wrong field (JSON Pointer) and what is wrong with it',
    type: 'array',
    items: { type: 'object', properties: { field: { type: 'string' }, problem: { type: 'string' } } },
    example: [{ field: '/heldOn', problem: 'must be a day, YYYY-MM-DD' }],
  })
  errors?: { field: string; problem: string }[];

  @ApiProperty({ required: false, description: 'How many more fields are wrong than errors names', example: 12 })
  errorsLeftOut?: number;

  @ApiProperty({
    required: false,
    description: 'Of what is not found: streams held back in quarantine, one of which it may be in',
    example: 1,
  })
  incompleteStreams?: number;
}

/** A header of the request cannot be so. */
export function invalidHeader(header: string, problem: string): Problem {
  return new Problem({
    status: 400,
    type: 'invalid-header',
    detail: `The header ${header} ${problem}.`,
    more: { header },
  });
}

/** A parameter of a query cannot be so. */
export function invalidParameter(parameter: string, problem: string): Problem {
  return new Problem({
    status: 400,
    type: 'invalid-input',
    detail: `${parameter} ${problem}`,
    more: { errors: [{ field: `/${parameter}`, problem }] },
  });
}

/** How an error is answered; whatever is not known here is answered without its details. */
export function problemOf(error: unknown): ProblemDetails {
  if (error instanceof Problem) return error.details;
  if (error instanceof Refusal) return refusal(error);
  if (error instanceof EventStoreError) return storeProblem(error);
  if (error instanceof HttpException) return byStatus(error.getStatus(), error.message);
  return clientError(error) ?? UNEXPECTED;
}

const UNEXPECTED: ProblemDetails = {
  status: 500,
  type: 'unexpected',
  detail: 'Something went wrong that nobody foresaw; the logs have it under the correlation id.',
  unexpected: true,
};

function refusal(error: Refusal): ProblemDetails {
  const detail = error.message;
  if (error instanceof InvalidInput) {
    return {
      status: 400,
      type: 'invalid-input',
      detail: named(error),
      more: { errors: error.fields, ...leftOut(error) },
    };
  }
  if (error instanceof RuleBroken) {
    return { status: 422, type: error.rule, detail, ...(error.entry ? { more: { entry: error.entry } } : {}) };
  }
  if (error instanceof NotThere) return { status: 404, type: 'not-found', detail };
  if (error instanceof IdempotencyKeyReused) return { status: 422, type: 'idempotency-key-reused', detail };
  if (error instanceof RevisionMismatch) {
    return { status: 412, type: 'revision-mismatch', detail, more: { revision: error.actual ?? null } };
  }
  if (error instanceof TooMuchContention) return { status: 409, type: 'concurrent-change', detail, headers: SOON };
  return { status: 422, type: 'refused', detail };
}

function named({ fields, leftOut }: InvalidInput): string {
  if (leftOut > 0) {
    return `${String(fields.length + leftOut)} fields are wrong; errors names the first ${String(fields.length)}.`;
  }
  return fields.length === 1
    ? 'One field is wrong; errors names it.'
    : `${String(fields.length)} fields are wrong; errors names each.`;
}

function leftOut({ leftOut }: InvalidInput): { readonly errorsLeftOut?: number } {
  return leftOut > 0 ? { errorsLeftOut: leftOut } : {};
}

const UNUSABLE_LOG = [
  [DamagedLogError, 'log-damaged'],
  [LogGoneError, 'log-gone'],
  [NotALogError, 'not-a-log'],
] as const;

function storeProblem(error: EventStoreError): ProblemDetails {
  const headers = { 'Retry-After': String(TRY_AGAIN_AFTER) };
  if (error instanceof UnavailableError) {
    const detail =
      'The event store is away and nothing was recorded; send the same again, with the same Idempotency-Key.';
    return { status: 503, type: 'event-store-away', detail, headers };
  }
  if (error instanceof NotWritableError) {
    const detail = `The event store cannot be written and nothing was recorded: ${error.reason}, and send the same again, with the same Idempotency-Key.`;
    return { status: 503, type: 'event-store-not-writable', detail, headers };
  }
  // No retry cures these, so no Retry-After: the sentence says what does.
  for (const [kind, type] of UNUSABLE_LOG) {
    if (error instanceof kind) return { status: 503, type, detail: `${error.message}.` };
  }
  if (error instanceof OutcomeUnknownError) {
    const detail =
      'Whether it was recorded is not known yet; the same sent again, with the same Idempotency-Key, settles it.';
    return { status: 503, type: 'outcome-unknown', detail, headers };
  }
  if (error instanceof TooLargeError) return { status: 413, type: 'too-large', detail: `${error.message}.` };
  if (error instanceof ConflictError) {
    const detail = 'It changed while this was decided; send it again.';
    return { status: 409, type: 'concurrent-change', detail, headers: SOON };
  }
  if (error instanceof StreamClosedError) {
    const { stream, loss } = error;
    return {
      status: 409,
      type: 'stream-closed',
      detail: `${error.message}.`,
      more: { stream, loss },
      unexpected: true,
    };
  }
  if (error instanceof NotPermittedError) {
    const detail = 'The event store does not let the ledger in; whoever runs it must look at its credentials.';
    return { status: 503, type: 'event-store-not-permitted', detail, unexpected: true };
  }
  return UNEXPECTED;
}

/** What Fastify and Node.js refuse by themselves carries a status below 500. */
function clientError(error: unknown): ProblemDetails | undefined {
  if (!(error instanceof Error)) return undefined;
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500
    ? byStatus(statusCode, error.message)
    : undefined;
}

const TYPES: Readonly<Record<number, string>> = { 404: 'not-found', 413: 'too-large', 415: 'unsupported-content-type' };

/** Where what Fastify says does not tell the caller what to do. */
const DETAILS: Readonly<Record<number, string>> = {
  413: 'The body is larger than 1 MiB, the most that is taken.',
  415: 'A body is to be sent as application/json, in UTF-8.',
};

function byStatus(status: number, message: string): ProblemDetails {
  if (status >= 500) return { ...UNEXPECTED, status };
  const type = TYPES[status] ?? (STATUS_CODES[status] ?? 'refused').toLowerCase().replaceAll(/[^a-z]+/g, '-');
  return { status, type, detail: DETAILS[status] ?? message };
}
