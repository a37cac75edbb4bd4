import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListMeetings, type Meetings } from '../meetings/list-meetings.query.js';
import { MomentQuery } from '../../asking/moment/moment-asked.js';
import { GetRound, type Round } from './get-round.query.js';
import { ListRounds, type Rounds } from './list-rounds.query.js';

@ApiTags('rounds')
@Controller('v1/rounds')
export class RoundReportsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ summary: 'The rounds (간담회 차수)' })
  list(@Query() query: MomentQuery): Promise<Rounds> {
    return this.queries.execute(new ListRounds(query));
  }

  @Get(':round')
  @ApiOperation({ summary: 'A round, by its code or id' })
  one(@Param('round') round: string, @Query() query: MomentQuery): Promise<Round> {
    return this.queries.execute(new GetRound(round, query));
  }

  @Get(':round/meetings')
  @ApiOperation({ summary: 'The meetings of a round (소통 간담회)' })
  meetings(@Param('round') round: string, @Query() query: MomentQuery): Promise<Meetings> {
    return this.queries.execute(new ListMeetings(round, query));
  }
}
