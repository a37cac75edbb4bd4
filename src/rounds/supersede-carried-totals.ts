import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import { aDay } from '../history/value-checks.js';
import { freeText } from '../privacy/personal-data.js';
import type { CommandContext } from '../recording/command.js';
import { Fits } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { mustBeThere } from '../recording/there.js';
import { roundStream } from './round.events.js';
import { roundIdOf, roundKind } from './round.kind.js';
import { supersedeCarriedTotals } from './round.js';

export class SupersedeCarriedTotalsBody {
  @ApiProperty({ example: '2024-05-02' })
  @Fits(aDay)
  supersededOn!: string;

  @ApiProperty({ example: '당시 회의록을 찾아 건별로 다시 기록함' })
  @Fits(freeText(2_000))
  why!: string;
}

/** Says that the details behind carried totals were found: from then on they alone count. */
export class SupersedeCarriedTotals extends Command<Receipt> {
  constructor(
    readonly round: string,
    readonly body: SupersedeCarriedTotalsBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(SupersedeCarriedTotals)
export class SupersedeCarriedTotalsHandler implements ICommandHandler<SupersedeCarriedTotals> {
  constructor(
    private readonly recorder: Recorder,
    private readonly settings: Settings,
  ) {}

  execute({ round, body, context }: SupersedeCarriedTotals): Promise<Receipt> {
    const stream = roundStream(roundIdOf(round));
    return this.recorder.record(roundKind(this.settings.cityCode), stream, context, (situation) => {
      mustBeThere(situation, `round ${round}`);
      return supersedeCarriedTotals(
        situation.state,
        { supersededOn: body.supersededOn, why: body.why },
        situation.today,
      );
    });
  }
}
