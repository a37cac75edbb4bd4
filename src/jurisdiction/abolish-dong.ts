import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import { aDay, aListOf } from '../history/value-checks.js';
import type { CommandContext } from '../recording/command.js';
import { Fits } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { NotThere } from '../recording/refusals.js';
import { aDongCode, jurisdictionStream } from './jurisdiction.events.js';
import { jurisdictionKind } from './jurisdiction.kind.js';
import { abolishDong } from './jurisdiction.js';

export class AbolishDongBody {
  @ApiProperty({ description: 'Its last day', example: '2022-01-02' })
  @Fits(aDay)
  validTo!: string;

  @ApiProperty({ type: [String], required: false, description: 'Dongs that came of it', example: ['4128157600'] })
  @Fits(aListOf(aDongCode, 20))
  successors: string[] = [];
}

/** Says that a dong ended. */
export class AbolishDong extends Command<Receipt> {
  constructor(
    readonly code: string,
    readonly body: AbolishDongBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(AbolishDong)
export class AbolishDongHandler implements ICommandHandler<AbolishDong> {
  constructor(
    private readonly recorder: Recorder,
    private readonly settings: Settings,
  ) {}

  execute({ code, body, context }: AbolishDong): Promise<Receipt> {
    return this.recorder.record(jurisdictionKind, jurisdictionStream(this.settings.cityCode), context, (situation) => {
      if (!situation.state.dongs.has(code)) throw new NotThere(`dong ${code}`);
      return abolishDong(
        situation.state,
        { code, validTo: body.validTo, successors: body.successors },
        situation.today,
      );
    });
  }
}
