import { Module } from '@nestjs/common';
import { declared } from '../http/use-case.js';
import { cancelMeeting } from './cancel-meeting.js';
import { holdMeeting } from './hold-meeting.js';
import { recordMeeting } from './record-meeting.js';
import { rescheduleMeeting } from './reschedule-meeting.js';
import { scheduleMeeting } from './schedule-meeting.js';

@Module(declared(recordMeeting, scheduleMeeting, rescheduleMeeting, holdMeeting, cancelMeeting))
export class MeetingsModule {}
