import {
  Body,
  Controller,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  Logger,
  Post,
  type Type,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { type Field, field, list, object, uuid } from '../history/fields.js';
import type { RecordedBy } from '../history/event.js';
import type { Locale } from '../history/sentence.js';
import { aListOf, isObject, isUuid, misfit } from '../history/value-checks.js';
import { idFromCommand } from '../recording/command.js';
import { InvalidInput } from '../recording/refusals.js';
import type { Receipt } from '../recording/recorder.js';
import { bodyOf } from '../validation/fields.js';
import { localeOf } from './negotiation.js';
import { problemOf } from './problem.js';
import { titleOf } from './problem-titles.js';
import { keyOf } from './request-ids.js';
import * as shown from './shown.js';
import type { UseCase } from './use-case.js';

/** The most things that one request does something about. */
export const MOST_AT_ONCE = 500;
/** How many of them are decided at one time. */
const SIDE_BY_SIDE = 32;

/** What came of one of many. */
const outcome = shown.objectWith(
  {
    id: shown.id({ about: 'What it is about, as it was named' }),
    status: shown.integer({ about: 'As the command sent alone would be answered', example: 200 }),
    commandId: shown.id({ about: 'The command that it was, made of the Idempotency-Key and the thing' }),
  },
  {
    revision: shown.integer({ about: 'Of its stream after the command' }),
    position: shown.orNull(shown.text({ about: 'For ?after= of a query that must see it' })),
    type: shown.text({ about: 'Why it was refused: a stable code' }),
    title: shown.text(),
    detail: shown.text(),
    errors: shown.list(shown.object({ field: shown.text(), problem: shown.text() })),
  },
);
const answer = shown.object({ outcomes: shown.list(outcome, { about: 'In the order in which they were sent' }) });

type Outcome = shown.Of<typeof outcome>;

/** The request of many commands: its key, its correlation, and the language of its answer. */
interface Batch {
  readonly key: string;
  readonly correlationId: string;
  readonly recordedBy: RecordedBy | undefined;
  readonly locale: Locale;
}

/** A use case about one thing, for up to 500 at once: each is a command of its own, with an outcome of its own. */
export interface Many {
  /** Below the root, such as `v1/suggestions/replies`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly of: UseCase;
  /** The parameter of the use case's address that each item names its thing by. */
  readonly parameter: string;
}

/** The route of many at once. */
export function batchOf({ path, tag, summary, of, parameter }: Many): Type<object> {
  const name = `${of.name}Many`;
  const BodyClass = bodyOf(`${name}Body`, { items: itemsOf(of, parameter) });
  const { [`${name}Controller`]: Made } = {
    [`${name}Controller`]: class {
      private readonly logger = new Logger('Http');

      constructor(private readonly commands: CommandBus) {}

      async send({ items }: { items: readonly Item[] }, batch: Batch) {
        refuseTwice(items, parameter);
        const outcomes: Outcome[] = [];
        for (let from = 0; from < items.length; from += SIDE_BY_SIDE) {
          const some = items.slice(from, from + SIDE_BY_SIDE);
          outcomes.push(...(await Promise.all(some.map((item) => this.one(item, batch)))));
        }
        return { outcomes };
      }

      private async one(
        { [parameter]: named, ...body }: Item,
        { key, correlationId, locale, recordedBy }: Batch,
      ): Promise<Outcome> {
        const id = named as string;
        const commandId = idFromCommand(`${of.name}/${id}`, key);
        try {
          const identity = { commandId, correlationId, causationId: key, recordedBy };
          const receipt: Receipt = await this.commands.execute(of.commandOf({ [parameter]: id }, body, identity));
          const { revision, position } = receipt;
          return { id, status: 200, commandId, revision, position };
        } catch (error) {
          return { id, commandId, ...this.told(error, locale, correlationId) };
        }
      }

      private told(error: unknown, locale: Locale, correlationId: string) {
        const { status, type, detail, errors, unexpected } = problemOf(error);
        if (unexpected) this.logger.error({ message: 'not answered', type, correlationId, err: error });
        const wrong = errors?.map(({ field, problem }) => ({ field, problem: problem[locale] }));
        return {
          status,
          type,
          title: titleOf(type, locale),
          detail: detail[locale],
          ...(wrong ? { errors: wrong } : {}),
        };
      }
    },
  };
  const Controls = Made!;
  Controller()(Controls);
  ApiTags(tag)(Controls);
  Reflect.defineMetadata('design:paramtypes', [CommandBus], Controls);
  const prototype = Controls.prototype as object;
  const send = Object.getOwnPropertyDescriptor(prototype, 'send')!;
  Reflect.defineMetadata('design:paramtypes', [BodyClass, Object], prototype, 'send');
  Body()(prototype, 'send', 0);
  batchParameter(undefined)(prototype, 'send', 1);
  const operationId = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const marks = [
    Post(path),
    HttpCode(200),
    ApiBody({ type: BodyClass }),
    ApiOperation({ summary, operationId }),
    ApiOkResponse({ schema: answer.shape, description: 'An outcome each, refusals among them' }),
    KEY,
  ];
  for (const mark of marks) mark(prototype, 'send', send);
  return Controls;
}

type Item = Readonly<Record<string, unknown>>;

const NO_THING = misfit({
  ko: '무엇에 대한 것인지 UUID로 적은 객체여야 합니다',
  en: 'must be an object that names what it is about by a UUID',
});

/** Each item is the use case's body and what it is about; what is wrong in one of them is its own outcome. */
function itemsOf({ body }: UseCase, parameter: string): Field<readonly Item[]> {
  const item = object({ [parameter]: uuid({ about: 'What it is about' }), ...body });
  const named = aListOf(
    (value) => (isObject(value) && isUuid(value[parameter]) ? undefined : NO_THING),
    MOST_AT_ONCE,
    1,
  );
  const { shape } = list(item, MOST_AT_ONCE, { min: 1 });
  return field(named, shape);
}

function refuseTwice(items: readonly Item[], parameter: string): void {
  const first = new Map<unknown, number>();
  const twice = items.flatMap(({ [parameter]: id }, index) => {
    if (first.has(id)) return [index];
    first.set(id, index);
    return [];
  });
  if (twice.length === 0) return;
  throw new InvalidInput(
    twice.map((index) => ({ field: `/items/${String(index)}/${parameter}`, problem: NAMED_TWICE })),
  );
}

const NAMED_TWICE = { ko: '두 번 적혀 있습니다', en: 'is named twice' };

const batchParameter = createParamDecorator((_: undefined, context: ExecutionContext): Batch => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { recordedBy } = request;
  return { key: keyOf(request), correlationId: request.id, locale: localeOf(request), recordedBy };
});

const KEY = ApiHeader({
  name: 'Idempotency-Key',
  required: false,
  description:
    'UUID of this request alone. Each command has an id made of it and of its thing: sent again, each is answered as ' +
    'the first time, and what was refused is tried anew.',
  schema: { type: 'string', format: 'uuid' },
});
