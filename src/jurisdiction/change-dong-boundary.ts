import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import { aDay } from '../history/value-checks.js';
import { freeText } from '../privacy/personal-data.js';
import type { CommandContext } from '../recording/command.js';
import { Fits } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { NotThere } from '../recording/refusals.js';
import { jurisdictionStream } from './jurisdiction.events.js';
import { jurisdictionKind } from './jurisdiction.kind.js';
import { changeDongBoundary } from './jurisdiction.js';

export class ChangeDongBoundaryBody {
  @ApiProperty({ example: '2022-01-03' })
  @Fits(aDay)
  changedOn!: string;

  @ApiProperty({ example: 'part of it went to 삼송2동' })
  @Fits(freeText(1_000))
  note!: string;
}

/** Says that a dong's boundary changed. */
export class ChangeDongBoundary extends Command<Receipt> {
  constructor(
    readonly code: string,
    readonly body: ChangeDongBoundaryBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ChangeDongBoundary)
export class ChangeDongBoundaryHandler implements ICommandHandler<ChangeDongBoundary> {
  constructor(
    private readonly recorder: Recorder,
    private readonly settings: Settings,
  ) {}

  execute({ code, body, context }: ChangeDongBoundary): Promise<Receipt> {
    return this.recorder.record(jurisdictionKind, jurisdictionStream(this.settings.cityCode), context, (situation) => {
      if (!situation.state.dongs.has(code)) throw new NotThere(`dong ${code}`);
      return changeDongBoundary(situation.state, { code, changedOn: body.changedOn, note: body.note }, situation.today);
    });
  }
}
