import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import { orNull } from '../history/value-checks.js';
import { freeText } from '../privacy/personal-data.js';
import type { CommandContext } from '../recording/command.js';
import { Fits } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { aDistrictCode, jurisdictionStream } from './jurisdiction.events.js';
import { jurisdictionKind } from './jurisdiction.kind.js';
import { registerDistrict } from './jurisdiction.js';

export class RegisterDistrictBody {
  @ApiProperty({ description: 'Code in the national administrative standard, 5 digits', example: '41281' })
  @Fits(aDistrictCode)
  code!: string;

  @ApiProperty({ example: '덕양구' })
  @Fits(freeText(100))
  name!: string;

  @ApiProperty({ type: String, nullable: true, required: false, example: 'Deogyang-gu' })
  @Fits(orNull(freeText(100)))
  romanised: string | null = null;
}

/** Registers a district (구). */
export class RegisterDistrict extends Command<Receipt> {
  constructor(
    readonly body: RegisterDistrictBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RegisterDistrict)
export class RegisterDistrictHandler implements ICommandHandler<RegisterDistrict> {
  constructor(
    private readonly recorder: Recorder,
    private readonly settings: Settings,
  ) {}

  execute({ body, context }: RegisterDistrict): Promise<Receipt> {
    const { code, name, romanised } = body;
    return this.recorder.record(jurisdictionKind, jurisdictionStream(this.settings.cityCode), context, (situation) =>
      registerDistrict(situation.state, { code, name, romanised }, situation.today),
    );
  }
}
