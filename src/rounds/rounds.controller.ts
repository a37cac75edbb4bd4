import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Answer, answered, type CommandAnswer, made } from '../http/answer.js';
import { CommandOf } from '../http/command-of.js';
import type { CommandContext } from '../recording/command.js';
import type { Receipt } from '../recording/recorder.js';
import { CloseRound, CloseRoundBody } from './close-round.js';
import { OpenRound, OpenRoundBody } from './open-round.js';
import { RecordCarriedTotals, RecordCarriedTotalsBody } from './record-carried-totals.js';
import { SupersedeCarriedTotals, SupersedeCarriedTotalsBody } from './supersede-carried-totals.js';

@ApiTags('rounds')
@Controller('v1/rounds')
export class RoundsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ summary: 'Open a round (간담회 차수)' })
  async open(
    @Body() body: OpenRoundBody,
    @CommandOf('OpenRound') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return madeAt(await this.commands.execute(new OpenRound(body, context)));
  }

  @Post(':round/carried-totals')
  @ApiOperation({ summary: 'Record the published totals of a past round (이월 실적)' })
  async recordCarriedTotals(
    @Param('round') round: string,
    @Body() body: RecordCarriedTotalsBody,
    @CommandOf('RecordCarriedTotals', 'round') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return answered(await this.commands.execute(new RecordCarriedTotals(round, body, context)));
  }

  @Post(':round/carried-totals/supersession')
  @ApiOperation({ summary: 'Say that the details behind carried totals were found' })
  async supersede(
    @Param('round') round: string,
    @Body() body: SupersedeCarriedTotalsBody,
    @CommandOf('SupersedeCarriedTotals', 'round') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return answered(await this.commands.execute(new SupersedeCarriedTotals(round, body, context)));
  }

  @Post(':round/closure')
  @ApiOperation({ summary: 'Close a round' })
  async close(
    @Param('round') round: string,
    @Body() body: CloseRoundBody,
    @CommandOf('CloseRound', 'round') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return answered(await this.commands.execute(new CloseRound(round, body, context)));
  }
}

function madeAt(receipt: Receipt): Answer<CommandAnswer> {
  return made(receipt, `/v1/rounds/${receipt.stream.slice('round-'.length)}`);
}
