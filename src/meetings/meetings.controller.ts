import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Answer, answered, type CommandAnswer, made } from '../http/answer.js';
import { CommandOf } from '../http/command-of.js';
import { ThingId } from '../http/thing-id.js';
import type { CommandContext } from '../recording/command.js';
import type { Receipt } from '../recording/recorder.js';
import { CancelMeeting, CancelMeetingBody } from './cancel-meeting.js';
import { HoldMeeting, HoldMeetingBody } from './hold-meeting.js';
import { RecordMeeting, RecordMeetingBody } from './record-meeting.js';
import { ScheduleMeeting, ScheduleMeetingBody } from './schedule-meeting.js';

@ApiTags('meetings')
@Controller('v1/meetings')
export class MeetingsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ summary: 'Record a meeting that took place (소통 간담회)' })
  async record(
    @Body() body: RecordMeetingBody,
    @CommandOf('RecordMeeting') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return madeAt(await this.commands.execute(new RecordMeeting(body, context)));
  }

  @Post('scheduled')
  @ApiOperation({ summary: 'Plan a meeting, so that suggestions can be handed in for it' })
  async schedule(
    @Body() body: ScheduleMeetingBody,
    @CommandOf('ScheduleMeeting') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return madeAt(await this.commands.execute(new ScheduleMeeting(body, context)));
  }

  @Post(':meetingId/holding')
  @ApiOperation({ summary: 'Record that a scheduled meeting took place' })
  async hold(
    @Param('meetingId', new ThingId('meeting')) meetingId: string,
    @Body() body: HoldMeetingBody,
    @CommandOf('HoldMeeting', 'meetingId') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return answered(await this.commands.execute(new HoldMeeting(meetingId, body, context)));
  }

  @Post(':meetingId/cancellation')
  @ApiOperation({ summary: 'Say that a scheduled meeting will not take place' })
  async cancel(
    @Param('meetingId', new ThingId('meeting')) meetingId: string,
    @Body() body: CancelMeetingBody,
    @CommandOf('CancelMeeting', 'meetingId') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return answered(await this.commands.execute(new CancelMeeting(meetingId, body, context)));
  }
}

function madeAt(receipt: Receipt): Answer<CommandAnswer> {
  return made(receipt, `/v1/meetings/${receipt.stream.slice('meeting-'.length)}`);
}
