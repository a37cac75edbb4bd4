import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { aWholeNumber, matching, orNull } from '../history/value-checks.js';
import { freeText } from '../privacy/personal-data.js';
import { Fits, ListOf } from '../validation/fields.js';
import { MASKED_NAME, OFFICE_PHONE, pledgeItemStream } from './pledge-item.events.js';
import { aPledgeItemNumber } from './pledge-item-name.js';
import type { CommandContext } from '../recording/command.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { pledgeItemKind } from './pledge-item.kind.js';
import { register } from './pledge-item.js';

export class OfficerBody {
  @ApiProperty({ example: '팀장' })
  @Fits(freeText(50))
  role!: string;

  @ApiProperty({ description: 'Masked', example: '이○○' })
  @Fits(matching(MASKED_NAME, 'a masked name such as 이○○'))
  name!: string;

  @ApiProperty({ type: String, nullable: true, required: false, description: "The office's own number" })
  @Fits(orNull(matching(OFFICE_PHONE, 'an office number such as 8075-2441')))
  officePhone: string | null = null;
}

export class RegisterPledgeItemBody {
  @ApiProperty({ description: 'The term of office: 민선7기 is 7', example: 8 })
  @Fits(aWholeNumber(1, 99))
  term!: number;

  @ApiProperty({ example: '2-2-4' })
  @Fits(aPledgeItemNumber)
  number!: string;

  @ApiProperty({ example: '시민 소통 활성화를 위한 시민소통실 운영' })
  @Fits(freeText(300))
  title!: string;

  @ApiProperty({ type: String, nullable: true, required: false })
  @Fits(orNull(freeText(500)))
  titleNote: string | null = null;

  @ApiProperty({ description: 'The department as the sheet prints it', example: '주민자치과' })
  @Fits(freeText(300))
  departmentAsPrinted!: string;

  @ApiProperty({ type: () => [OfficerBody], required: false })
  @ListOf(() => OfficerBody, { max: 10 })
  officers: OfficerBody[] = [];
}

/** Registers a pledge item (공약 과제) that a sheet reports on. */
export class RegisterPledgeItem extends Command<Receipt> {
  constructor(
    readonly body: RegisterPledgeItemBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RegisterPledgeItem)
export class RegisterPledgeItemHandler implements ICommandHandler<RegisterPledgeItem> {
  constructor(private readonly recorder: Recorder) {}

  execute({ body, context }: RegisterPledgeItem): Promise<Receipt> {
    const stream = pledgeItemStream(body.term, body.number);
    return this.recorder.record(pledgeItemKind, stream, context, ({ state, today }) => register(state, body, today));
  }
}
