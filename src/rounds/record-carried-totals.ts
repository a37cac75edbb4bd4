import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import type { CommandContext } from '../recording/command.js';
import { Fits, Nested } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { mustBeThere } from '../recording/there.js';
import { SourceBody } from '../validation/source-body.js';
import { carriedDistricts, type CarriedFigures, roundStream } from './round.events.js';
import { roundIdOf, roundKind } from './round.kind.js';
import { recordCarriedTotals } from './round.js';

export class RecordCarriedTotalsBody {
  @ApiProperty({
    description: 'By district code: 추진 동, 건의사항, and how many meetings (null where it is not known)',
    example: { '41281': { dongs: 4, suggestions: 21, meetings: null } },
    type: 'object',
    additionalProperties: {
      type: 'object',
      properties: {
        dongs: { type: 'integer' },
        suggestions: { type: 'integer' },
        meetings: { type: 'integer', nullable: true },
      },
    },
  })
  @Fits(carriedDistricts)
  districts!: Record<string, CarriedFigures>;

  @ApiProperty({ type: SourceBody })
  @Nested(() => SourceBody)
  source!: SourceBody;
}

/** Records what a published sheet says of a past round (이월 실적). */
export class RecordCarriedTotals extends Command<Receipt> {
  constructor(
    readonly round: string,
    readonly body: RecordCarriedTotalsBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RecordCarriedTotals)
export class RecordCarriedTotalsHandler implements ICommandHandler<RecordCarriedTotals> {
  constructor(
    private readonly recorder: Recorder,
    private readonly settings: Settings,
  ) {}

  execute({ round, body, context }: RecordCarriedTotals): Promise<Receipt> {
    const stream = roundStream(roundIdOf(round));
    return this.recorder.record(roundKind(this.settings.cityCode), stream, context, (situation) => {
      mustBeThere(situation, `round ${round}`);
      return recordCarriedTotals(situation.state, body, situation.today);
    });
  }
}
