import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Answer, type CommandAnswer, made } from '../http/answer.js';
import { CommandOf } from '../http/command-of.js';
import type { CommandContext } from '../recording/command.js';
import type { Receipt } from '../recording/recorder.js';
import { DefineSheetBlock, DefineSheetBlockBody } from './define-sheet-block.js';
import { NoteImprovement, NoteImprovementBody } from './note-improvement.js';
import { NoteProblem, NoteProblemBody } from './note-problem.js';
import { PlaceRound, PlaceRoundBody } from './place-round.js';
import { RecordParticipation, RecordParticipationBody } from './record-participation.js';
import { RegisterPledgeItem, RegisterPledgeItemBody } from './register-pledge-item.js';
import { pledgeItemNamed } from './pledge-item-name.js';

@ApiTags('pledge items')
@Controller('v1/pledge-items')
export class PledgeItemsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ summary: 'Register a pledge item (공약 과제)' })
  async register(
    @Body() body: RegisterPledgeItemBody,
    @CommandOf('RegisterPledgeItem') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return madeAt(await this.commands.execute(new RegisterPledgeItem(body, context)));
  }

  @Post(':item/blocks')
  @ApiOperation({ summary: 'Define a block of its sheet' })
  async defineBlock(
    @Param('item') item: string,
    @Body() body: DefineSheetBlockBody,
    @CommandOf('DefineSheetBlock', 'item') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return madeAt(await this.commands.execute(new DefineSheetBlock(pledgeItemNamed(item), body, context)));
  }

  @Post(':item/rounds')
  @ApiOperation({ summary: 'Place a round on its sheet' })
  async placeRound(
    @Param('item') item: string,
    @Body() body: PlaceRoundBody,
    @CommandOf('PlaceRound', 'item') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return madeAt(await this.commands.execute(new PlaceRound(pledgeItemNamed(item), body, context)));
  }

  @Post(':item/participation')
  @ApiOperation({ summary: 'Record how often citizens were met (시민참여 실적)' })
  async recordParticipation(
    @Param('item') item: string,
    @Body() body: RecordParticipationBody,
    @CommandOf('RecordParticipation', 'item') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return madeAt(await this.commands.execute(new RecordParticipation(pledgeItemNamed(item), body, context)));
  }

  @Post(':item/problems')
  @ApiOperation({ summary: 'Note a problem (문제점)' })
  async noteProblem(
    @Param('item') item: string,
    @Body() body: NoteProblemBody,
    @CommandOf('NoteProblem', 'item') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return madeAt(await this.commands.execute(new NoteProblem(pledgeItemNamed(item), body, context)));
  }

  @Post(':item/improvements')
  @ApiOperation({ summary: 'Note an improvement (개선대책)' })
  async noteImprovement(
    @Param('item') item: string,
    @Body() body: NoteImprovementBody,
    @CommandOf('NoteImprovement', 'item') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return madeAt(await this.commands.execute(new NoteImprovement(pledgeItemNamed(item), body, context)));
  }
}

function madeAt(receipt: Receipt): Answer<CommandAnswer> {
  const [, term, ...number] = receipt.stream.split('-');
  return made(receipt, `/v1/sheets/${number.join('-')}?term=${term!}`);
}
