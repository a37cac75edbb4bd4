import type { OutgoingHttpHeaders } from 'node:http';
import { type BeforeApplicationShutdown, Controller, Get, Headers, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { matching } from '../../../src/history/value-checks.js';
import { preferred } from '../../../src/http/negotiation.js';
import { invalidParameter } from '../../../src/http/problem.js';
import { schemaOf } from '../../../src/http/shown.js';
import { FitsIfGiven } from '../../../src/validation/fields.js';
import type { Database } from '../../engine/database/database.js';
import { DATABASE } from '../../engine/engine.module.js';
import { feedPage, readFeed } from './feed.js';
import { FeedStreams } from './feed-streams.js';

const anOrdinal = matching(/^\d{1,15}$/, { ko: '기록의 순번(0부터)', en: 'the ordinal of an entry, from 0' });
const seconds = matching(/^([0-9]|[12]\d|30)$/, { ko: '0부터 30까지의 초', en: 'seconds, from 0 to 30' });
const aLimit = matching(/^([1-9]|[1-9]\d|[1-4]\d\d|500)$/, { ko: '1부터 500까지의 수', en: 'from 1 to 500' });

class FeedQuery {
  @ApiPropertyOptional({
    description: 'The ordinal after which it goes on; 0, the beginning, unless said',
    example: '0',
  })
  @FitsIfGiven(anOrdinal)
  after?: string;

  @ApiPropertyOptional({ description: 'How many seconds to wait where nothing is there yet: up to 30', default: 0 })
  @FitsIfGiven(seconds)
  wait?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 500, default: 100 })
  @FitsIfGiven(aLimit)
  limit?: string;
}

const EVENTS = 'text/event-stream';
const MOST = 100;

/** What was recorded, for other systems that follow: a page at a time, waiting for more, or as server-sent events. */
@ApiTags('feed')
@Controller()
export class FeedController implements BeforeApplicationShutdown {
  private readonly streams: FeedStreams;

  constructor(
    private readonly queries: QueryBus,
    @Inject(DATABASE) database: Database,
  ) {
    this.streams = new FeedStreams(database);
  }

  beforeApplicationShutdown(): void {
    this.streams.end();
  }

  @Get('v1/feed')
  @ApiOperation({
    operationId: 'readFeed',
    summary: 'Follow the ledger: entries after an ordinal, without what they say',
    description:
      'With `Accept: text/event-stream` as server-sent events, whose id is the ordinal (`Last-Event-ID` goes on from there).',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Of server-sent events: the last ordinal seen' })
  @ApiOkResponse({
    description: 'As the Accept header prefers; JSON where it does not say',
    content: { 'application/json': { schema: schemaOf(feedPage) }, [EVENTS]: { schema: { type: 'string' } } },
  })
  async follow(
    @Query() { after = '0', wait = '0', limit = String(MOST) }: FeedQuery,
    @Headers('accept') accept: string | undefined,
    @Headers('last-event-id') last: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    void reply.header('Vary', 'Accept');
    const read = (behind: number) => this.queries.execute(new readFeed.Query({ behind, most: Number(limit) }));
    if (preferred(accept, ['application/json', EVENTS]) === EVENTS) {
      if (last !== undefined && anOrdinal(last)) throw invalidParameter('Last-Event-ID', NO_ORDINAL);
      const first = await read(Number(last ?? after));
      reply.hijack();
      await this.streams.send(reply.raw, reply.getHeaders() as OutgoingHttpHeaders, { first, read });
      return;
    }
    void reply.header('Cache-Control', 'no-store');
    const gone = new AbortController();
    request.raw.once('close', () => {
      if (!reply.raw.writableEnded) gone.abort();
    });
    const until = performance.now() + Number(wait) * 1_000;
    void reply.send(await this.streams.waitFor(() => read(Number(after)), until, gone.signal));
  }
}

const NO_ORDINAL = { ko: '기록의 순번이어야 합니다', en: 'must be the ordinal of an entry' };
