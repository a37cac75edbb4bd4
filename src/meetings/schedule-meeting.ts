import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import { aDay } from '../history/value-checks.js';
import { districtOf } from '../jurisdiction/jurisdiction.kind.js';
import type { CommandContext } from '../recording/command.js';
import { Fits } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { idFromCommand } from '../recording/command.js';
import { roundIdOf } from '../rounds/round.kind.js';
import { PlaceBody } from './place-body.js';
import { meetingStream } from './meeting.events.js';
import { meetingKind } from './meeting.kind.js';
import { schedule } from './meeting.js';

export class ScheduleMeetingBody extends PlaceBody {
  @ApiProperty({ example: '2022-04-12', description: 'May lie ahead' })
  @Fits(aDay)
  scheduledOn!: string;
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
