import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type Answer, answered, atRevision, type CommandAnswer } from '../http/answer.js';
import { FitsCursor, FitsLimit, pageOf } from '../http/paging/page.js';
import { AfterQuery } from '../validation/after-query.js';
import { CommandOf } from '../http/command-of.js';
import type { CommandContext } from '../recording/command.js';
import { CorrectEntry, CorrectEntryBody, RestoreWhole, VoidEntry, VoidWhole, WhyBody } from './amend-entry.js';
import { COLLECTIONS } from './amendable.js';
import { EntryHistories, historyOf, type HistoryPage } from './entry-history.js';

const COLLECTION = { name: 'collection', enum: COLLECTIONS };
const ID = {
  name: 'id',
  description:
    "Id; a round's id or code; term and number of a pledge item (7-2-2-4); the city's code of a jurisdiction",
};

type EntryAddress = Record<'collection' | 'id' | 'eventId', string>;

/** The event store itself has seen every position; a moment is refused, for a history is whole. */
class HistoryQuery extends AfterQuery {
  @FitsCursor()
  cursor?: string;

  @FitsLimit()
  limit?: string;
}

/** What was recorded of one thing, entry by entry, and how slips are put right. */
@ApiTags('history and corrections')
@Controller('v1/:collection/:id')
export class AmendingController {
  constructor(
    private readonly commands: CommandBus,
    private readonly histories: EntryHistories,
  ) {}

  @Get('history')
  @ApiParam(COLLECTION)
  @ApiParam(ID)
  @ApiOperation({ summary: 'Every entry as recorded, corrections and voided entries among them, a page at a time' })
  async history(
    @Query() { cursor, limit }: HistoryQuery,
    @Param('collection') collection: string,
    @Param('id') id: string,
  ): Promise<Answer<HistoryPage>> {
    const page = pageOf(historyOf(collection, id), { cursor, ...(limit === undefined ? {} : { limit }) });
    const { revision, ...history } = await this.histories.of(collection, id, page);
    return atRevision(history, revision);
  }

  @Post('entries/:eventId/correction')
  @ApiParam(COLLECTION)
  @ApiParam(ID)
  @ApiOperation({ summary: 'Correct an entry: a further entry says what it should have said' })
  async correct(
    @Param() about: EntryAddress,
    @Body() body: CorrectEntryBody,
    @CommandOf('CorrectEntry', 'collection', 'id', 'eventId') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return answered(await this.commands.execute(new CorrectEntry(entryNamed(about), body, context)));
  }

  @Post('entries/:eventId/void')
  @ApiParam(COLLECTION)
  @ApiParam(ID)
  @ApiOperation({ summary: 'Void an entry; voiding a void takes it back' })
  async voidEntry(
    @Param() about: EntryAddress,
    @Body() body: WhyBody,
    @CommandOf('VoidEntry', 'collection', 'id', 'eventId') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return answered(await this.commands.execute(new VoidEntry(entryNamed(about), body, context)));
  }

  @Post('void')
  @ApiParam(COLLECTION)
  @ApiParam(ID)
  @ApiOperation({
    summary:
      'Take the whole thing back; what others recorded under it, such as suggestions at a meeting, stays counted',
  })
  async voidWhole(
    @Param() about: Record<'collection' | 'id', string>,
    @Body() body: WhyBody,
    @CommandOf('VoidWhole', 'collection', 'id') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return answered(await this.commands.execute(new VoidWhole(about, body, context)));
  }

  @Post('restoration')
  @ApiParam(COLLECTION)
  @ApiParam(ID)
  @ApiOperation({ summary: 'Take the voiding of the whole thing back' })
  async restore(
    @Param() about: Record<'collection' | 'id', string>,
    @Body() body: WhyBody,
    @CommandOf('RestoreWhole', 'collection', 'id') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return answered(await this.commands.execute(new RestoreWhole(about, body, context)));
  }
}

/** Ids may come in capitals (RFC 9562). */
function entryNamed(about: EntryAddress): EntryAddress {
  return { ...about, eventId: about.eventId.toLowerCase() };
}
