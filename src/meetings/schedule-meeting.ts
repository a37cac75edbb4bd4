import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import { aDay, aText, orNull } from '../history/value-checks.js';
import { aDongCode } from '../jurisdiction/jurisdiction.events.js';
import { districtOf } from '../jurisdiction/jurisdiction.kind.js';
import { freeText } from '../privacy/personal-data.js';
import type { CommandContext } from '../recording/command.js';
import { Fits } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { idFromCommand } from '../recording/command.js';
import { roundIdOf } from '../rounds/round.kind.js';
import { meetingStream } from './meeting.events.js';
import { meetingKind } from './meeting.kind.js';
import { schedule } from './meeting.js';

export class ScheduleMeetingBody {
  @ApiProperty({ description: 'Code or id of the round', example: 'resident-autonomy-2022H1' })
  @Fits(aText(60))
  round!: string;

  @ApiProperty({ description: 'Code of the dong, which must be there on that day', example: '4128157600' })
  @Fits(aDongCode)
  dong!: string;

  @ApiProperty({ example: '2022-04-12', description: 'May lie ahead' })
  @Fits(aDay)
  scheduledOn!: string;

  @ApiProperty({ type: String, nullable: true, required: false, example: '삼송1동 행정복지센터' })
  @Fits(orNull(freeText(200)))
  venue: string | null = null;
}

/** Plans a meeting, so that suggestions can be handed in for it. */
export class ScheduleMeeting extends Command<Receipt> {
  constructor(
    readonly body: ScheduleMeetingBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ScheduleMeeting)
export class ScheduleMeetingHandler implements ICommandHandler<ScheduleMeeting> {
  constructor(
    private readonly recorder: Recorder,
    private readonly settings: Settings,
  ) {}

  execute({ body, context }: ScheduleMeeting): Promise<Receipt> {
    const city = this.settings.cityCode;
    const { round, dong, scheduledOn, venue } = body;
    const stream = meetingStream(idFromCommand('meeting', context.commandId));
    return this.recorder.record(meetingKind(city), stream, context, async ({ state, streams, today }) => {
      const district = await districtOf(streams, city, dong, scheduledOn);
      return schedule(state, { roundId: roundIdOf(round), dong, district, scheduledOn, venue }, today);
    });
  }
}
