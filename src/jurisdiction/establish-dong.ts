import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import { aDay, aListOf, orNull } from '../history/value-checks.js';
import { freeText } from '../privacy/personal-data.js';
import type { CommandContext } from '../recording/command.js';
import { Fits } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { aDistrictCode, aDongCode, jurisdictionStream } from './jurisdiction.events.js';
import { jurisdictionKind } from './jurisdiction.kind.js';
import { establishDong } from './jurisdiction.js';

export class EstablishDongBody {
  @ApiProperty({ description: 'Code in the national administrative standard, 10 digits', example: '4128157600' })
  @Fits(aDongCode)
  code!: string;

  @ApiProperty({ example: '41281' })
  @Fits(aDistrictCode)
  district!: string;

  @ApiProperty({ example: '삼송1동' })
  @Fits(freeText(100))
  name!: string;

  @ApiProperty({ type: String, nullable: true, required: false, example: 'Samsong 1-dong' })
  @Fits(orNull(freeText(100)))
  romanised: string | null = null;

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    description: 'Its first day; null where it was there before the records',
    example: '2022-01-03',
  })
  @Fits(orNull(aDay))
  validFrom: string | null = null;

  @ApiProperty({ type: [String], required: false, description: 'Dongs it came of', example: ['4128157500'] })
  @Fits(aListOf(aDongCode, 20))
  predecessors: string[] = [];

  @ApiProperty({ description: 'Where this is known from', example: 'the public list of administrative codes' })
  @Fits(freeText(1_000))
  source!: string;

  @ApiProperty({ description: 'How sure it is', example: 'certain' })
  @Fits(freeText(1_000))
  confidence!: string;

  @ApiProperty({ type: String, nullable: true, required: false })
  @Fits(orNull(freeText(1_000)))
  note: string | null = null;
}

/** Says that a dong (동) is there, from a day on or since before the records. */
export class EstablishDong extends Command<Receipt> {
  constructor(
    readonly body: EstablishDongBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(EstablishDong)
export class EstablishDongHandler implements ICommandHandler<EstablishDong> {
  constructor(
    private readonly recorder: Recorder,
    private readonly settings: Settings,
  ) {}

  execute({ body, context }: EstablishDong): Promise<Receipt> {
    return this.recorder.record(jurisdictionKind, jurisdictionStream(this.settings.cityCode), context, (situation) =>
      establishDong(situation.state, body, situation.today),
    );
  }
}
