import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import { aDay } from '../history/value-checks.js';
import type { CommandContext } from '../recording/command.js';
import { Fits } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { mustBeThere } from '../recording/there.js';
import { roundStream } from './round.events.js';
import { roundIdOf, roundKind } from './round.kind.js';
import { closeRound } from './round.js';

export class CloseRoundBody {
  @ApiProperty({ example: '2022-06-30' })
  @Fits(aDay)
  closedOn!: string;
}

/** Closes a round; late records of its own period are still taken. */
export class CloseRound extends Command<Receipt> {
  constructor(
    readonly round: string,
    readonly body: CloseRoundBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(CloseRound)
export class CloseRoundHandler implements ICommandHandler<CloseRound> {
  constructor(
    private readonly recorder: Recorder,
    private readonly settings: Settings,
  ) {}

  execute({ round, body, context }: CloseRound): Promise<Receipt> {
    const stream = roundStream(roundIdOf(round));
    return this.recorder.record(roundKind(this.settings.cityCode), stream, context, (situation) => {
      mustBeThere(situation, `round ${round}`);
      return closeRound(situation.state, { closedOn: body.closedOn }, situation.today);
    });
  }
}
