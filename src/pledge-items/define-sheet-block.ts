import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import type { Period } from '../history/days.js';
import { aCount, aPeriod } from '../history/value-checks.js';
import { freeText } from '../privacy/personal-data.js';
import { Fits } from '../validation/fields.js';
import { aBlockCode, pledgeItemStream } from './pledge-item.events.js';
import type { CommandContext } from '../recording/command.js';
import { PeriodShape } from '../validation/period-shape.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { mustBeThere } from '../recording/there.js';
import { pledgeItemKind } from './pledge-item.kind.js';
import { defineBlock } from './pledge-item.js';
import { nameOf, type PledgeItemName } from './pledge-item-name.js';

export class DefineSheetBlockBody {
  @ApiProperty({ example: '2022H1' })
  @Fits(aBlockCode)
  code!: string;

  @ApiProperty({ example: '상반기 추진실적 (22. 1월~6월 실적)' })
  @Fits(freeText(300))
  heading!: string;

  @ApiProperty({ type: PeriodShape })
  @Fits(aPeriod)
  period!: Period;

  @ApiProperty({ description: 'Blocks stand in this order', example: 4 })
  @Fits(aCount)
  order!: number;
}

/** Defines a block of the sheet, under which rounds stand. */
export class DefineSheetBlock extends Command<Receipt> {
  constructor(
    readonly item: PledgeItemName,
    readonly body: DefineSheetBlockBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(DefineSheetBlock)
export class DefineSheetBlockHandler implements ICommandHandler<DefineSheetBlock> {
  constructor(private readonly recorder: Recorder) {}

  execute({ item, body, context }: DefineSheetBlock): Promise<Receipt> {
    const stream = pledgeItemStream(item.term, item.number);
    return this.recorder.record(pledgeItemKind, stream, context, (situation) => {
      mustBeThere(situation, `pledge item ${nameOf(item)}`);
      return defineBlock(
        situation.state,
        { code: body.code, heading: body.heading, period: body.period, order: body.order },
        situation.today,
      );
    });
  }
}
