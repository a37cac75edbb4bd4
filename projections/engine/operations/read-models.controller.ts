import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { EventStoreError } from '../../../src/event-store/errors.js';
import { Unanswered } from '../../../src/health/one-question.js';
import { filled } from '../../../src/history/sentence.js';
import { aText, aWholeNumber, oneOf, orNull } from '../../../src/history/value-checks.js';
import { Answer, REPLAYED } from '../../../src/http/answer.js';
import { Problem } from '../../../src/http/problem.js';
import { schemaOf } from '../../../src/http/shown.js';
import { KeyOf, type RequestKey } from '../../../src/http/request-key.js';
import { Fits, FitsIfGiven } from '../../../src/validation/fields.js';
import { REQUEST_KINDS, type RequestKind } from '../database/bookkeeping.js';
import { quarantine, type QuarantinedStream, readModelsStatus, type ReadModelsStatus } from './build-status.js';
import { Operations, requestStatus, type RequestStatus } from './operations.js';

const aBuild = aWholeNumber(1, Number.MAX_SAFE_INTEGER);

class RequestBody {
  @ApiProperty({ enum: REQUEST_KINDS, example: 'rebuild' })
  @Fits(oneOf(...REQUEST_KINDS))
  kind!: RequestKind;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'The read model; all where it is left out',
    example: 'suggestion-progress',
  })
  @FitsIfGiven(orNull(aText(60)))
  name?: string | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true, description: 'One build of it', example: 12 })
  @FitsIfGiven(orNull(aBuild))
  build?: number | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'To retry one stream alone',
    example: 'suggestion-0b8a3f6e',
  })
  @FitsIfGiven(orNull(aText(300)))
  stream?: string | null;
}

class QuarantineQuery {
  @ApiPropertyOptional({ description: 'Of one read model', example: 'suggestion-progress' })
  @FitsIfGiven(aText(60))
  name?: string;
}

/** What operators see of the read models and ask of whoever projects. */
@ApiTags('read models')
@Controller('v1/read-models')
export class ReadModelsController {
  constructor(private readonly operations: Operations) {}

  @Get()
  @ApiOkResponse({ description: 'How they are', schema: schemaOf(readModelsStatus) })
  @ApiOperation({
    operationId: 'getReadModels',
    summary: 'Every build of every read model, how far it is, and how far all are behind the log',
  })
  async status(): Promise<ReadModelsStatus> {
    const [holder, lag, builds] = await Promise.all([
      this.operations.holder(),
      this.operations.logSeen().then(({ lag }) => lag, unknownWhileAway),
      this.operations.builds(),
    ]);
    return { holder: holder ?? null, lag: lag ?? null, builds };
  }

  @Get('quarantine')
  @ApiOkResponse({ description: 'Which they are', schema: schemaOf(quarantine) })
  @ApiOperation({
    operationId: 'getQuarantine',
    summary: 'The streams held back because an event of theirs cannot be folded',
  })
  async quarantine(@Query() { name }: QuarantineQuery): Promise<{ streams: readonly QuarantinedStream[] }> {
    if (name !== undefined && !(await this.operations.knows(name))) {
      throw new Problem({ status: 404, type: 'not-found', detail: filled(NO_READ_MODEL, { name }) });
    }
    return { streams: await this.operations.quarantine(name) };
  }

  @Post('requests')
  @HttpCode(202)
  @ApiAcceptedResponse({ description: 'It is asked for', schema: schemaOf(requestStatus) })
  @ApiOperation({
    operationId: 'askOfReadModels',
    summary: 'Pause, resume, retry, rebuild, switch back or drop: carried out by whoever projects',
  })
  async ask(
    @Body() { kind, name, build, stream }: RequestBody,
    @KeyOf('AskOfReadModels') key: RequestKey,
  ): Promise<Answer<RequestStatus>> {
    const asked = { kind, name: name ?? undefined, build: build ?? undefined, stream: stream ?? undefined };
    const { repeated, ...request } = await this.operations.ask(asked, key);
    return new Answer(request, 202, repeated ? REPLAYED : {});
  }

  @Get('requests/:id')
  @ApiParam({ name: 'id', type: 'integer' })
  @ApiOkResponse({ description: 'Asked for, done or refused', schema: schemaOf(requestStatus) })
  @ApiOperation({ operationId: 'getRequest', summary: 'What became of a request' })
  async request(@Param('id') id: string): Promise<RequestStatus> {
    // A number beyond what a database counts to is no request either.
    const request = /^\d{1,15}$/.test(id) ? await this.operations.request(Number(id)) : undefined;
    if (!request) throw new Problem({ status: 404, type: 'not-found', detail: NO_REQUEST });
    return request;
  }
}

const NO_READ_MODEL = {
  ko: '조회 모델 {name}이(가) 없습니다. 있는 것은 GET /v1/read-models에서 볼 수 있습니다.',
  en: 'There is no read model {name}; GET /v1/read-models lists those there are.',
} as const;

const NO_REQUEST = { ko: '그 번호의 요청은 없습니다.', en: 'There is no request of that number.' };

function unknownWhileAway(error: unknown): undefined {
  if (!(error instanceof EventStoreError || error instanceof Unanswered)) throw error;
}
