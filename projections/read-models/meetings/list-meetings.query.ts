import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Asked, Reports, type Stated } from '../../asking/reports.js';
import { roundNamed, type RoundTables } from '../rounds/round.queries.js';
import { meetingsAt, type MeetingTables, type MeetingView } from './meeting.queries.js';

export interface Meetings extends Stated {
  readonly meetings: readonly MeetingView[];
}

/** The meetings of a round known at a moment. */
export class ListMeetings extends Query<Meetings> {
  constructor(
    readonly round: string,
    readonly asked: Asked,
  ) {
    super();
  }
}

@QueryHandler(ListMeetings)
export class ListMeetingsHandler implements IQueryHandler<ListMeetings> {
  constructor(private readonly reports: Reports) {}

  execute({ round, asked }: ListMeetings): Promise<Meetings> {
    return this.reports.read<MeetingTables & RoundTables, Meetings>(
      ['meetings', 'rounds'],
      asked,
      async (db, stated) => {
        const { round_id } = await roundNamed(db, round, stated);
        return { ...stated, meetings: await meetingsAt(db, { roundId: round_id }, stated) };
      },
    );
  }
}
