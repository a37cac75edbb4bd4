import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { aCount, aText, orNull } from '../history/value-checks.js';
import { freeText } from '../privacy/personal-data.js';
import { Fits, IfGiven, ListOf, NestedIfGiven } from '../validation/fields.js';
import { roundIdOf } from '../rounds/round.kind.js';
import { aBlockCode, pledgeItemStream } from './pledge-item.events.js';
import { LineBody } from './pledge-item-name.js';
import type { CommandContext } from '../recording/command.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { mustBeThere } from '../recording/there.js';
import { pledgeItemKind } from './pledge-item.kind.js';
import { placeRound } from './pledge-item.js';
import { nameOf, type PledgeItemName } from './pledge-item-name.js';

export class PlaceRoundBody {
  @ApiProperty({ description: 'Code or id of the round', example: 'resident-autonomy-2022H1' })
  @Fits(aText(60))
  round!: string;

  @ApiProperty({ description: 'Code of the block', example: '2022H1' })
  @Fits(aBlockCode)
  block!: string;

  @ApiProperty({ description: 'Rounds of a block stand in this order', example: 1 })
  @Fits(aCount)
  order!: number;

  @ApiProperty({ type: String, nullable: true, required: false, description: 'As printed; null: generated' })
  @Fits(orNull(freeText(300)))
  heading: string | null = null;

  @ApiProperty({ type: [LineBody], required: false, description: 'As printed; left out: generated' })
  @IfGiven()
  @ListOf(() => LineBody, { max: 20 })
  lines?: LineBody[];

  @ApiProperty({ type: String, nullable: true, required: false, description: 'As printed; null: generated' })
  @Fits(orNull(freeText(300)))
  suggestionHeading: string | null = null;

  @ApiProperty({ type: LineBody, required: false, description: 'As printed; left out: generated' })
  @NestedIfGiven(() => LineBody)
  suggestionLine?: LineBody;
}

/** Places a round on the sheet. What is not given is generated from the round. */
export class PlaceRound extends Command<Receipt> {
  constructor(
    readonly item: PledgeItemName,
    readonly body: PlaceRoundBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(PlaceRound)
export class PlaceRoundHandler implements ICommandHandler<PlaceRound> {
  constructor(private readonly recorder: Recorder) {}

  execute({ item, body, context }: PlaceRound): Promise<Receipt> {
    const stream = pledgeItemStream(item.term, item.number);
    return this.recorder.record(pledgeItemKind, stream, context, (situation) => {
      mustBeThere(situation, `pledge item ${nameOf(item)}`);
      return placeRound(
        situation.state,
        {
          roundId: roundIdOf(body.round),
          block: body.block,
          order: body.order,
          heading: body.heading,
          lines: body.lines ?? null,
          suggestionHeading: body.suggestionHeading,
          suggestionLine: body.suggestionLine ?? null,
        },
        situation.today,
      );
    });
  }
}
