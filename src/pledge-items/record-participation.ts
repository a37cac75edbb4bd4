import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import type { Period } from '../history/days.js';
import { aCount, aPeriod, oneOf, orNull } from '../history/value-checks.js';
import { Fits, Nested } from '../validation/fields.js';
import { PARTICIPATION_KINDS, type ParticipationKind } from '../rounds/round.events.js';
import { pledgeItemStream } from './pledge-item.events.js';
import type { CommandContext } from '../recording/command.js';
import { PeriodShape } from '../validation/period-shape.js';
import { SourceBody } from '../validation/source-body.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { mustBeThere } from '../recording/there.js';
import { pledgeItemKind } from './pledge-item.kind.js';
import { recordParticipation } from './pledge-item.js';
import { nameOf, type PledgeItemName } from './pledge-item-name.js';

export class RecordParticipationBody {
  @ApiProperty({
    enum: PARTICIPATION_KINDS,
    description: '공약 관련 회의 · 설명회·민생탐방 · 전문가 자문 · 언론·방송 보도 · 기타',
    example: 'briefing',
  })
  @Fits(oneOf(...PARTICIPATION_KINDS))
  kind!: ParticipationKind;

  @ApiProperty({ type: PeriodShape, nullable: true, required: false, description: 'Null where it is not known' })
  @Fits(orNull(aPeriod))
  period: Period | null = null;

  @ApiProperty({ description: 'In 회', example: 3 })
  @Fits(aCount)
  count!: number;

  @ApiProperty({ type: SourceBody })
  @Nested(() => SourceBody)
  source!: SourceBody;
}

/** Records how often citizens were met (시민참여 실적), besides the meetings of live rounds. */
export class RecordParticipation extends Command<Receipt> {
  constructor(
    readonly item: PledgeItemName,
    readonly body: RecordParticipationBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RecordParticipation)
export class RecordParticipationHandler implements ICommandHandler<RecordParticipation> {
  constructor(private readonly recorder: Recorder) {}

  execute({ item, body, context }: RecordParticipation): Promise<Receipt> {
    const stream = pledgeItemStream(item.term, item.number);
    return this.recorder.record(pledgeItemKind, stream, context, (situation) => {
      mustBeThere(situation, `pledge item ${nameOf(item)}`);
      return recordParticipation(
        situation.state,
        { kind: body.kind, period: body.period, count: body.count, source: body.source },
        situation.today,
      );
    });
  }
}
