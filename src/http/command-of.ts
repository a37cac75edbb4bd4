import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { CommandContext } from '../recording/command.js';
import { InvalidInput } from '../recording/refusals.js';
import { malformed } from '../validation/well-formed.js';
import { CommandAnswer } from './answer.js';
import { invalidHeader } from './problem.js';
import { keyOf } from './request-ids.js';

interface Named {
  readonly name: string;
  /** The route's parameters that name the thing it is about. */
  readonly target: readonly string[];
}

/**
 * A handler's parameter of type CommandContext: the command's identity as the request tells it. `target` names
 * the route's parameters that say what it is about; none where it makes something. Documents the headers too.
 */
export function CommandOf(name: string, ...target: readonly string[]): ParameterDecorator {
  return (controller, method, index) => {
    commandParameter({ name, target })(controller, method, index);
    const handler = method === undefined ? undefined : Object.getOwnPropertyDescriptor(controller, method);
    if (method === undefined || handler === undefined) return;
    for (const document of DOCUMENTED) document(controller, method, handler);
  };
}

const HEADERS = {
  ETag: { description: 'The revision after the command, for If-Match', schema: { type: 'string', example: '"0"' } },
  'Idempotency-Key': { description: 'The command, as in the body', schema: { type: 'string', format: 'uuid' } },
  'Idempotency-Replayed': {
    description: 'Where the command was recorded before: this is its first answer, status and Location included',
    schema: { type: 'string', enum: ['true'] },
  },
};

const DOCUMENTED = [
  ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The revision that the caller has seen, as its ETag said; another one there is refused with 412.',
    schema: { type: 'string', example: '"0"' },
  }),
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'UUID of this command alone; sent again, it is answered as the first time. Made and returned when missing. With ' +
      'other content it is refused (422 idempotency-key-reused): for good where it is about the same thing or makes one ' +
      'of the same kind; about another thing as long as this server knows it, which is for its last 20,000 commands.',
    schema: { type: 'string', format: 'uuid' },
  }),
  ApiOkResponse({ type: CommandAnswer, description: 'Done, or nothing was to be done', headers: HEADERS }),
  ApiCreatedResponse({
    type: CommandAnswer,
    description: 'Done, and it made the thing that Location names',
    headers: { ...HEADERS, Location: { description: 'Where it is to be read', schema: { type: 'string' } } },
  }),
];

const commandParameter = createParamDecorator((named: Named, context: ExecutionContext) =>
  commandContextOf(named, context.switchToHttp().getRequest<FastifyRequest>()),
);

/** Throws a Problem or InvalidInput where the request cannot be a command. */
export function commandContextOf(
  { name, target }: Named,
  request: Pick<FastifyRequest, 'id' | 'commandId' | 'recordedBy' | 'headers' | 'params' | 'body'>,
): CommandContext {
  const { headers, body } = request;
  const commandId = keyOf(request);
  const harmful = malformed(body);
  if (harmful.length > 0) throw new InvalidInput(harmful);
  const params = request.params as Readonly<Record<string, string>>;
  const named = target.map((parameter) => {
    const value = params[parameter];
    if (value === undefined) throw new Error(`the route of ${name} has no parameter ${parameter}`);
    return value;
  });
  return {
    commandId,
    correlationId: request.id,
    causationId: commandId,
    recordedBy: request.recordedBy,
    sent: { name, target: named.length === 0 ? null : named.join('/'), body },
    ifMatch: revisionOf(headers['if-match']),
  };
}

const NO_REVISION = {
  ko: '"3"처럼 따옴표로 싼 개정 번호 하나여야 합니다',
  en: 'must be one revision in quotes, such as "3"',
};

function revisionOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined) return undefined;
  const revision = /^"(0|[1-9]\d{0,14})"$/.exec(ifMatch)?.[1];
  if (revision === undefined) throw invalidHeader('If-Match', NO_REVISION);
  return Number(revision);
}
