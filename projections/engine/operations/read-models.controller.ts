import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { EventStoreError } from '../../../src/event-store/errors.js';
import { Unanswered } from '../../../src/health/one-question.js';
import { aText, aWholeNumber, oneOf, orNull } from '../../../src/history/value-checks.js';
import { Answer, REPLAYED } from '../../../src/http/answer.js';
import { Problem } from '../../../src/http/problem.js';
import { KeyOf, type RequestKey } from '../../../src/http/request-key.js';
import { Fits, FitsIfGiven } from '../../../src/validation/fields.js';
import type { RequestKind } from '../database/bookkeeping.js';
import type { BuildStatus, QuarantinedStream, Lag } from './build-status.js';
import { Operations, type RequestStatus } from './operations.js';

const KINDS: readonly RequestKind[] = ['pause', 'resume', 'retry', 'rebuild', 'switch', 'drop'];
const aBuild = aWholeNumber(1, Number.MAX_SAFE_INTEGER);

class RequestBody {
  @ApiProperty({ enum: KINDS, example: 'rebuild' })
  @Fits(oneOf(...KINDS))
  kind!: RequestKind;

  @ApiPropertyOptional({ description: 'The read model; all where it is left out', example: 'suggestion-progress' })
  @FitsIfGiven(orNull(aText(60)))
  name?: string | null;

  @ApiPropertyOptional({ description: 'One build of it', example: 12 })
  @FitsIfGiven(orNull(aBuild))
  build?: number | null;

  @ApiPropertyOptional({ description: 'To retry one stream alone', example: 'suggestion-0b8a3f6e' })
  @FitsIfGiven(orNull(aText(300)))
  stream?: string | null;
}

class QuarantineQuery {
  @ApiPropertyOptional({ description: 'Of one read model', example: 'suggestion-progress' })
  @FitsIfGiven(aText(60))
  name?: string;
}

interface ReadModelsStatus {
  /** Who projects; null where nobody does. */
  readonly holder: string | null;
  /** Null where it cannot be said: the event store is away, or another one. */
  readonly lag: Lag | null;
  readonly builds: readonly BuildStatus[];
}

/** What operators see of the read models and ask of whoever projects. */
@ApiTags('read models')
@Controller('v1/read-models')
export class ReadModelsController {
  constructor(private readonly operations: Operations) {}

  @Get()
  @ApiOperation({ summary: 'Every build of every read model, how far it is, and how far all are behind the log' })
  async status(): Promise<ReadModelsStatus> {
    const [holder, lag, builds] = await Promise.all([
      this.operations.holder(),
      this.operations.logSeen().then(({ lag }) => lag, unknownWhileAway),
      this.operations.builds(),
    ]);
    return { holder: holder ?? null, lag: lag ?? null, builds };
  }

  @Get('quarantine')
  @ApiOperation({ summary: 'The streams held back because an event of theirs cannot be folded' })
  async quarantine(@Query() { name }: QuarantineQuery): Promise<{ streams: readonly QuarantinedStream[] }> {
    return { streams: await this.operations.quarantine(name) };
  }

  @Post('requests')
  @HttpCode(202)
  @ApiOperation({ summary: 'Pause, resume, retry, rebuild, switch back or drop: carried out by whoever projects' })
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
  @ApiOperation({ summary: 'What became of a request' })
  async request(@Param('id') id: string): Promise<RequestStatus> {
    // A number beyond what a database counts to is no request either.
    const request = /^\d{1,15}$/.test(id) ? await this.operations.request(Number(id)) : undefined;
    if (!request) throw new Problem({ status: 404, type: 'not-found', detail: 'There is no request of that number.' });
    return request;
  }
}

function unknownWhileAway(error: unknown): undefined {
  if (!(error instanceof EventStoreError || error instanceof Unanswered)) throw error;
}
