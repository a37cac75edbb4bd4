import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import { aCount, aDay, orNull } from '../history/value-checks.js';
import { districtOf } from '../jurisdiction/jurisdiction.kind.js';
import type { CommandContext } from '../recording/command.js';
import { Fits } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { idFromCommand } from '../recording/command.js';
import { roundIdOf } from '../rounds/round.kind.js';
import { PlaceBody } from './place-body.js';
import { meetingStream } from './meeting.events.js';
import { meetingKind } from './meeting.kind.js';
import { hold } from './meeting.js';

export class RecordMeetingBody extends PlaceBody {
  @ApiProperty({ example: '2022-04-12' })
  @Fits(aDay)
  heldOn!: string;

  @ApiProperty({ type: Number, nullable: true, required: false, description: 'How many came', example: 24 })
  @Fits(orNull(aCount))
  attendees: number | null = null;
}

/** Records a meeting that took place and was not scheduled here. */
export class RecordMeeting extends Command<Receipt> {
  constructor(
    readonly body: RecordMeetingBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RecordMeeting)
export class RecordMeetingHandler implements ICommandHandler<RecordMeeting> {
  constructor(
    private readonly recorder: Recorder,
    private readonly settings: Settings,
  ) {}

  execute({ body, context }: RecordMeeting): Promise<Receipt> {
    const city = this.settings.cityCode;
    const { round, dong, heldOn, attendees, venue } = body;
    const stream = meetingStream(idFromCommand('meeting', context.commandId));
    return this.recorder.record(meetingKind(city), stream, context, async ({ state, streams, today }) => {
      const district = await districtOf(streams, city, dong, heldOn);
      return hold(state, { roundId: roundIdOf(round), dong, district, heldOn, attendees, venue }, today);
    });
  }
}
