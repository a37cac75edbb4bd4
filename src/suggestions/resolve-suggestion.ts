import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import { aDay, oneOf, orNull } from '../history/value-checks.js';
import { freeText } from '../privacy/personal-data.js';
import type { CommandContext } from '../recording/command.js';
import { Fits } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { mustBeThere } from '../recording/there.js';
import { type Outcome, OUTCOMES, suggestionStream } from './suggestion.events.js';
import { suggestionKind } from './suggestion.kind.js';
import { resolve } from './suggestion.js';

export class ResolveSuggestionBody {
  @ApiProperty({ enum: OUTCOMES, description: '완료 · 추진불가 · 종결', example: 'completed' })
  @Fits(oneOf(...OUTCOMES))
  outcome!: Outcome;

  @ApiProperty({ example: '2022-04-20' })
  @Fits(aDay)
  resolvedOn!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    description: 'What was done, or why not (required for infeasible)',
    example: '그늘막 1개소 설치',
  })
  @Fits(orNull(freeText(10_000)))
  explanation: string | null = null;

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    description: 'How to object (required for infeasible, 민원처리법 제27조제3항)',
    example: '60일 이내 이의신청 가능',
  })
  @Fits(orNull(freeText(2_000)))
  remedy: string | null = null;

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    description: 'The article that allows closing it (required for closed)',
    example: '민원처리법 제23조',
  })
  @Fits(orNull(freeText(200)))
  article: string | null = null;
}

/** Ends the handling of a suggestion: done, refused, or closed without handling. */
export class ResolveSuggestion extends Command<Receipt> {
  constructor(
    readonly suggestionId: string,
    readonly body: ResolveSuggestionBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ResolveSuggestion)
export class ResolveSuggestionHandler implements ICommandHandler<ResolveSuggestion> {
  constructor(
    private readonly recorder: Recorder,
    private readonly settings: Settings,
  ) {}

  execute({ suggestionId, body, context }: ResolveSuggestion): Promise<Receipt> {
    const kind = suggestionKind(this.settings.cityCode);
    return this.recorder.record(kind, suggestionStream(suggestionId), context, (situation) => {
      mustBeThere(situation, `suggestion ${suggestionId}`);
      return resolve(situation.state, body, situation.today);
    });
  }
}
