import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { freeText } from '../privacy/personal-data.js';
import { Fits } from '../validation/fields.js';
import { pledgeItemStream } from './pledge-item.events.js';
import type { CommandContext } from '../recording/command.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { mustBeThere } from '../recording/there.js';
import { pledgeItemKind } from './pledge-item.kind.js';
import { noteProblem } from './pledge-item.js';
import { nameOf, type PledgeItemName } from './pledge-item-name.js';

export class NoteProblemBody {
  @ApiProperty({ example: '참석자 일부가 불안감을 갖기도 함' })
  @Fits(freeText(2_000))
  text!: string;
}

/** Notes a problem (문제점) that the sheet prints. */
export class NoteProblem extends Command<Receipt> {
  constructor(
    readonly item: PledgeItemName,
    readonly body: NoteProblemBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(NoteProblem)
export class NoteProblemHandler implements ICommandHandler<NoteProblem> {
  constructor(private readonly recorder: Recorder) {}

  execute({ item, body, context }: NoteProblem): Promise<Receipt> {
    const stream = pledgeItemStream(item.term, item.number);
    return this.recorder.record(pledgeItemKind, stream, context, (situation) => {
      mustBeThere(situation, `pledge item ${nameOf(item)}`);
      return noteProblem(situation.state, { text: body.text }, situation.today);
    });
  }
}
