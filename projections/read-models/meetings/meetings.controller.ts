import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ThingId } from '../../../src/http/thing-id.js';
import { MomentQuery } from '../../asking/moment/moment-asked.js';
import { GetMeeting, type Meeting } from './get-meeting.query.js';

@ApiTags('meetings')
@Controller('v1/meetings')
export class MeetingReportsController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':meetingId')
  @ApiOperation({ summary: 'A meeting (소통 간담회)' })
  one(@Param('meetingId', new ThingId('meeting')) id: string, @Query() query: MomentQuery): Promise<Meeting> {
    return this.queries.execute(new GetMeeting(id, query));
  }
}
