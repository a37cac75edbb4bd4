import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { freeText } from '../privacy/personal-data.js';
import { Fits } from '../validation/fields.js';
import { pledgeItemStream } from './pledge-item.events.js';
import type { CommandContext } from '../recording/command.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { mustBeThere } from '../recording/there.js';
import { pledgeItemKind } from './pledge-item.kind.js';
import { noteImprovement } from './pledge-item.js';
import { nameOf, type PledgeItemName } from './pledge-item-name.js';

export class NoteImprovementBody {
  @ApiProperty({ example: '지속적인 방역 점검' })
  @Fits(freeText(2_000))
  text!: string;
}

/** Notes an improvement (개선대책) that the sheet prints. */
export class NoteImprovement extends Command<Receipt> {
  constructor(
    readonly item: PledgeItemName,
    readonly body: NoteImprovementBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(NoteImprovement)
export class NoteImprovementHandler implements ICommandHandler<NoteImprovement> {
  constructor(private readonly recorder: Recorder) {}

  execute({ item, body, context }: NoteImprovement): Promise<Receipt> {
    const stream = pledgeItemStream(item.term, item.number);
    return this.recorder.record(pledgeItemKind, stream, context, (situation) => {
      mustBeThere(situation, `pledge item ${nameOf(item)}`);
      return noteImprovement(situation.state, { text: body.text }, situation.today);
    });
  }
}
