import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import type { Period } from '../history/days.js';
import { aPeriod, matching, oneOf, orNull } from '../history/value-checks.js';
import { freeText, withoutPersonalData } from '../privacy/personal-data.js';
import type { CommandContext } from '../recording/command.js';
import { Fits, Nested } from '../validation/fields.js';
import { PeriodShape } from '../validation/period-shape.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { COUNTINGS, type Counting, PARTICIPATION_KINDS, type ParticipationKind, roundStream } from './round.events.js';
import { roundIdOf, roundKind } from './round.kind.js';
import { openRound } from './round.js';

/** A code that people name a thing by: letters, digits and inner hyphens, not of the shape of a UUID. */
export const aRoundCode = withoutPersonalData(
  matching(
    /^(?![0-9a-f]{8}-[0-9a-f]{4}-)[A-Za-z0-9][A-Za-z0-9-]{0,59}$/,
    'a code of 1 to 60 letters, digits and hyphens, such as resident-autonomy-2022H1, and no UUID',
  ),
);

export class RoundKindBody {
  @ApiProperty({ example: 'resident-autonomy' })
  @Fits(matching(/^[a-z][a-z0-9-]{0,59}$/, 'a code in lower case, such as resident-autonomy'))
  code!: string;

  @ApiProperty({ example: '동 주민자치 소통 간담회' })
  @Fits(freeText(100))
  ko!: string;

  @ApiProperty({ example: "neighbourhood residents' autonomy meeting" })
  @Fits(freeText(100))
  en!: string;
}

export class OpenRoundBody {
  @ApiProperty({ description: 'Unique in the city; the id derives from it', example: 'resident-autonomy-2022H1' })
  @Fits(aRoundCode)
  code!: string;

  @ApiProperty({
    enum: COUNTINGS,
    description: 'carried: only published totals are known; live: meetings and suggestions are recorded',
    example: 'live',
  })
  @Fits(oneOf(...COUNTINGS))
  counting!: Counting;

  @ApiProperty({ type: RoundKindBody })
  @Nested(() => RoundKindBody)
  kind!: RoundKindBody;

  @ApiProperty({ example: '각 동 주민자치위원 등' })
  @Fits(freeText(500))
  participants!: string;

  @ApiProperty({ example: '동별 현안사항 및 민원 청취' })
  @Fits(freeText(2_000))
  agenda!: string;

  @ApiProperty({ type: PeriodShape })
  @Fits(aPeriod)
  meetingPeriod!: Period;

  @ApiProperty({ type: PeriodShape })
  @Fits(aPeriod)
  suggestionPeriod!: Period;

  @ApiProperty({
    enum: PARTICIPATION_KINDS,
    nullable: true,
    required: false,
    description: 'Which 시민참여 실적 its meetings add to; null: none',
    example: 'briefing',
  })
  @Fits(orNull(oneOf(...PARTICIPATION_KINDS)))
  participationKind: ParticipationKind | null = null;
}

/** Opens a round (간담회 차수), carried or live. */
export class OpenRound extends Command<Receipt> {
  constructor(
    readonly body: OpenRoundBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(OpenRound)
export class OpenRoundHandler implements ICommandHandler<OpenRound> {
  constructor(
    private readonly recorder: Recorder,
    private readonly settings: Settings,
  ) {}

  execute({ body, context }: OpenRound): Promise<Receipt> {
    const stream = roundStream(roundIdOf(body.code));
    return this.recorder.record(roundKind(this.settings.cityCode), stream, context, ({ state, today }) =>
      openRound(state, body, today),
    );
  }
}
