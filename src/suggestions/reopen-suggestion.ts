import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import { aDay } from '../history/value-checks.js';
import { freeText } from '../privacy/personal-data.js';
import type { CommandContext } from '../recording/command.js';
import { Fits } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { mustBeThere } from '../recording/there.js';
import { suggestionStream } from './suggestion.events.js';
import { suggestionKind } from './suggestion.kind.js';
import { reopen } from './suggestion.js';

export class ReopenSuggestionBody {
  @ApiProperty({ example: '2022-05-02' })
  @Fits(aDay)
  reopenedOn!: string;

  @ApiProperty({ example: '설치 위치가 건의와 다름' })
  @Fits(freeText(2_000))
  why!: string;
}

/** Takes up a resolved suggestion again; a new cycle begins. */
export class ReopenSuggestion extends Command<Receipt> {
  constructor(
    readonly suggestionId: string,
    readonly body: ReopenSuggestionBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ReopenSuggestion)
export class ReopenSuggestionHandler implements ICommandHandler<ReopenSuggestion> {
  constructor(
    private readonly recorder: Recorder,
    private readonly settings: Settings,
  ) {}

  execute({ suggestionId, body, context }: ReopenSuggestion): Promise<Receipt> {
    const kind = suggestionKind(this.settings.cityCode);
    return this.recorder.record(kind, suggestionStream(suggestionId), context, (situation) => {
      mustBeThere(situation, `suggestion ${suggestionId}`);
      return reopen(situation.state, { reopenedOn: body.reopenedOn, why: body.why }, situation.today);
    });
  }
}
