import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import { aDay } from '../history/value-checks.js';
import type { CommandContext } from '../recording/command.js';
import { Fits } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { mustBeThere } from '../recording/there.js';
import { aDepartmentCode, suggestionStream } from './suggestion.events.js';
import { suggestionKind } from './suggestion.kind.js';
import { assign } from './suggestion.js';

export class AssignSuggestionBody {
  @ApiProperty({ description: 'Code of the department', example: 'traffic-facilities' })
  @Fits(aDepartmentCode)
  department!: string;

  @ApiProperty({ example: '2022-04-13' })
  @Fits(aDay)
  assignedOn!: string;
}

/** Hands a suggestion to a department (소관부서). */
export class AssignSuggestion extends Command<Receipt> {
  constructor(
    readonly suggestionId: string,
    readonly body: AssignSuggestionBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(AssignSuggestion)
export class AssignSuggestionHandler implements ICommandHandler<AssignSuggestion> {
  constructor(
    private readonly recorder: Recorder,
    private readonly settings: Settings,
  ) {}

  execute({ suggestionId, body, context }: AssignSuggestion): Promise<Receipt> {
    const kind = suggestionKind(this.settings.cityCode);
    return this.recorder.record(kind, suggestionStream(suggestionId), context, (situation) => {
      mustBeThere(situation, `suggestion ${suggestionId}`);
      return assign(situation.state, { department: body.department, assignedOn: body.assignedOn }, situation.today);
    });
  }
}
