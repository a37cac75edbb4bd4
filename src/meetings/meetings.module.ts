import { Module } from '@nestjs/common';
import { CancelMeetingHandler } from './cancel-meeting.js';
import { HoldMeetingHandler } from './hold-meeting.js';
import { RecordMeetingHandler } from './record-meeting.js';
import { ScheduleMeetingHandler } from './schedule-meeting.js';
import { MeetingsController } from './meetings.controller.js';

@Module({
  controllers: [MeetingsController],
  providers: [CancelMeetingHandler, HoldMeetingHandler, RecordMeetingHandler, ScheduleMeetingHandler],
})
export class MeetingsModule {}
