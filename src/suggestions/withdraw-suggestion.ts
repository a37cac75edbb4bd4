import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import { aDay, orNull } from '../history/value-checks.js';
import { freeText } from '../privacy/personal-data.js';
import type { CommandContext } from '../recording/command.js';
import { Fits } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { mustBeThere } from '../recording/there.js';
import { suggestionStream } from './suggestion.events.js';
import { suggestionKind } from './suggestion.kind.js';
import { withdraw } from './suggestion.js';

export class WithdrawSuggestionBody {
  @ApiProperty({ example: '2022-04-20' })
  @Fits(aDay)
  withdrawnOn!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    description: 'As the proposer said it',
    example: '다른 경로로 해결됨',
  })
  @Fits(orNull(freeText(2_000)))
  why: string | null = null;
}

/** Records that the proposer took the suggestion back (취하). */
export class WithdrawSuggestion extends Command<Receipt> {
  constructor(
    readonly suggestionId: string,
    readonly body: WithdrawSuggestionBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(WithdrawSuggestion)
export class WithdrawSuggestionHandler implements ICommandHandler<WithdrawSuggestion> {
  constructor(
    private readonly recorder: Recorder,
    private readonly settings: Settings,
  ) {}

  execute({ suggestionId, body, context }: WithdrawSuggestion): Promise<Receipt> {
    const kind = suggestionKind(this.settings.cityCode);
    return this.recorder.record(kind, suggestionStream(suggestionId), context, (situation) => {
      mustBeThere(situation, `suggestion ${suggestionId}`);
      return withdraw(situation.state, { withdrawnOn: body.withdrawnOn, why: body.why }, situation.today);
    });
  }
}
