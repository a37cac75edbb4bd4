import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import { aDay } from '../history/value-checks.js';
import { freeText } from '../privacy/personal-data.js';
import type { CommandContext } from '../recording/command.js';
import { Fits } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { mustBeThere } from '../recording/there.js';
import { meetingStream } from './meeting.events.js';
import { meetingKind } from './meeting.kind.js';
import { cancel } from './meeting.js';

export class CancelMeetingBody {
  @ApiProperty({ example: '2022-04-10' })
  @Fits(aDay)
  cancelledOn!: string;

  @ApiProperty({ example: '코로나19 확산' })
  @Fits(freeText(2_000))
  reason!: string;
}

/** Says that a scheduled meeting will not take place. */
export class CancelMeeting extends Command<Receipt> {
  constructor(
    readonly meetingId: string,
    readonly body: CancelMeetingBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(CancelMeeting)
export class CancelMeetingHandler implements ICommandHandler<CancelMeeting> {
  constructor(
    private readonly recorder: Recorder,
    private readonly settings: Settings,
  ) {}

  execute({ meetingId, body, context }: CancelMeeting): Promise<Receipt> {
    const kind = meetingKind(this.settings.cityCode);
    return this.recorder.record(kind, meetingStream(meetingId), context, (situation) => {
      mustBeThere(situation, `meeting ${meetingId}`);
      return cancel(situation.state, { cancelledOn: body.cancelledOn, reason: body.reason }, situation.today);
    });
  }
}
