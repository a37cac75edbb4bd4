import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import { aCount, aDay, orNull } from '../history/value-checks.js';
import { districtOf } from '../jurisdiction/jurisdiction.kind.js';
import { freeText } from '../privacy/personal-data.js';
import type { CommandContext } from '../recording/command.js';
import { Fits } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { mustBeThere } from '../recording/there.js';
import { meetingStream } from './meeting.events.js';
import { meetingKind } from './meeting.kind.js';
import { hold, meetingPlace } from './meeting.js';

export class HoldMeetingBody {
  @ApiProperty({ example: '2022-04-12' })
  @Fits(aDay)
  heldOn!: string;

  @ApiProperty({ type: Number, nullable: true, required: false, description: 'How many came', example: 24 })
  @Fits(orNull(aCount))
  attendees: number | null = null;

  @ApiProperty({ type: String, nullable: true, required: false, description: 'Null: as scheduled' })
  @Fits(orNull(freeText(200)))
  venue: string | null = null;
}

/** Records that a scheduled meeting took place, in its round and dong. */
export class HoldMeeting extends Command<Receipt> {
  constructor(
    readonly meetingId: string,
    readonly body: HoldMeetingBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(HoldMeeting)
export class HoldMeetingHandler implements ICommandHandler<HoldMeeting> {
  constructor(
    private readonly recorder: Recorder,
    private readonly settings: Settings,
  ) {}

  execute({ meetingId, body, context }: HoldMeeting): Promise<Receipt> {
    const city = this.settings.cityCode;
    const { heldOn, attendees } = body;
    return this.recorder.record(meetingKind(city), meetingStream(meetingId), context, async (situation) => {
      mustBeThere(situation, `meeting ${meetingId}`);
      const { state, streams, today } = situation;
      const place = meetingPlace(state)!;
      const { roundId, dong } = place;
      const district = await districtOf(streams, city, dong, heldOn);
      return hold(state, { roundId, dong, district, heldOn, attendees, venue: body.venue ?? place.venue }, today);
    });
  }
}
