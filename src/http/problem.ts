import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { EventStoreError } from '../event-store/errors.js';
import type { Sentence } from '../history/sentence.js';
import {
  IdempotencyKeyReused,
  InvalidInput,
  MOST_TOLD,
  NotThere,
  Refusal,
  RevisionMismatch,
  RuleBroken,
  TooMuchContention,
} from '../recording/refusals.js';
import type { ProblemDetails } from './problem-details.js';
import { SOON, storeProblem } from './store-problem.js';

/** An error that knows how it is answered; for what is neither a refusal nor an error of the event store. */
export class Problem extends Error {
  constructor(
    readonly details: ProblemDetails,
    options?: ErrorOptions,
  ) {
    super(details.detail.en, options);
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
export function invalidHeader(header: string, problem: Sentence): Problem {
  return new Problem({
    status: 400,
    type: 'invalid-header',
    detail: { ko: `${header} 머리글은 ${problem.ko}.`, en: `The header ${header} ${problem.en}.` },
    more: { header },
  });
}

/** A parameter of a query cannot be so. */
export function invalidParameter(parameter: string, problem: Sentence): Problem {
  return new Problem({
    status: 400,
    type: 'invalid-input',
    detail: { ko: `${parameter}: ${problem.ko}`, en: `${parameter} ${problem.en}` },
    errors: [{ field: `/${parameter}`, problem }],
  });
}

/** How an error is answered; whatever is not known here is answered without its details. */
export function problemOf(error: unknown): ProblemDetails<string> {
  if (error instanceof Problem) return error.details;
  if (error instanceof Refusal) return refusal(error);
  if (error instanceof EventStoreError) return storeProblem(error) ?? UNEXPECTED;
  if (error instanceof HttpException) return byStatus(error.getStatus(), error.message);
  return clientError(error) ?? UNEXPECTED;
}

const UNEXPECTED: ProblemDetails = {
  status: 500,
  type: 'unexpected',
  detail: {
    ko: '예상하지 못한 오류입니다. 로그에서 상관 번호(correlationId)로 찾을 수 있습니다.',
    en: 'Something went wrong that nobody foresaw; the logs have it under the correlation id.',
  },
  unexpected: true,
};

function refusal(error: Refusal): ProblemDetails<string> {
  const detail = error.sentence;
  if (error instanceof InvalidInput) {
    const { fields: errors } = error;
    return { status: 400, type: 'invalid-input', detail: named(error), errors, more: leftOut(error) };
  }
  if (error instanceof RuleBroken) {
    const { entry, fields } = error;
    return {
      status: 422,
      type: error.rule,
      detail,
      ...(fields.length > 0 ? { errors: fields.slice(0, MOST_TOLD) } : {}),
      ...(entry ? { more: { entry } } : {}),
    };
  }
  if (error instanceof NotThere) return { status: 404, type: 'not-found', detail };
  if (error instanceof IdempotencyKeyReused) return { status: 422, type: 'idempotency-key-reused', detail };
  if (error instanceof RevisionMismatch) {
    return { status: 412, type: 'revision-mismatch', detail, more: { revision: error.actual ?? null } };
  }
  if (error instanceof TooMuchContention) return { status: 409, type: 'concurrent-change', detail, headers: SOON };
  return { status: 422, type: 'refused', detail };
}

function named({ fields, leftOut }: InvalidInput): Sentence {
  const told = String(fields.length);
  const wrong = String(fields.length + leftOut);
  if (leftOut > 0) {
    return {
      ko: `잘못된 항목이 ${wrong}개 있습니다. errors에는 앞의 ${told}개가 적혀 있습니다.`,
      en: `${wrong} fields are wrong; errors names the first ${told}.`,
    };
  }
  return {
    ko: `잘못된 항목이 ${told}개 있습니다. errors에 하나하나 적혀 있습니다.`,
    en: fields.length === 1 ? 'One field is wrong; errors names it.' : `${told} fields are wrong; errors names each.`,
  };
}

function leftOut({ leftOut }: InvalidInput): { readonly errorsLeftOut?: number } {
  return leftOut > 0 ? { errorsLeftOut: leftOut } : {};
}

/** What Fastify and Node.js refuse by themselves carries a status below 500. */
function clientError(error: unknown): ProblemDetails<string> | undefined {
  if (!(error instanceof Error)) return undefined;
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown };
  if (code === 'FST_ERR_BAD_URL') return { status: 400, type: 'bad-request', detail: NOT_ESCAPED };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500
    ? byStatus(statusCode, error.message)
    : undefined;
}

const TYPES: Readonly<Record<number, string>> = { 404: 'not-found', 413: 'too-large', 415: 'unsupported-content-type' };

/** Where what Fastify says does not tell the caller what to do. */
const DETAILS: Readonly<Record<number, Sentence>> = {
  414: {
    ko: '주소의 한 부분이 100자를 넘습니다. 그렇게 긴 id나 코드는 없습니다.',
    en: 'A part of the address is longer than 100 characters; no id and no code is so long.',
  },
  413: { ko: '본문이 1 MiB를 넘습니다.', en: 'The body is larger than 1 MiB, the most that is taken.' },
  415: {
    ko: '본문은 UTF-8로 된 application/json이어야 합니다.',
    en: 'A body is to be sent as application/json, in UTF-8.',
  },
};

const NOT_ESCAPED = {
  ko: '주소의 % 부호화를 풀 수 없습니다. UTF-8의 글자를 %EA%B5%90처럼 적으십시오(RFC 3986).',
  en: 'The address holds a % that escapes nothing: letters of UTF-8 are written like %EA%B5%90 (RFC 3986).',
};

function byStatus(status: number, message: string): ProblemDetails<string> {
  if (status >= 500) return { ...UNEXPECTED, status };
  const type = TYPES[status] ?? (STATUS_CODES[status] ?? 'refused').toLowerCase().replaceAll(/[^a-z]+/g, '-');
  // What a library says of itself is told as it says it.
  const otherwise = { ko: `요청을 받을 수 없습니다(${message}).`, en: message };
  return { status, type, detail: DETAILS[status] ?? otherwise };
}
