import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { notKnown } from '../../asking/not-known.js';
import { type Asked, Reports, type Stated } from '../../asking/reports.js';
import { Problem } from '../../../src/http/problem.js';
import { isVoided, meetingsAt, type MeetingTables, type MeetingView } from './meeting.queries.js';

export interface Meeting extends Stated {
  readonly meeting: MeetingView;
}

/** A meeting by its id, as known at a moment. */
export class GetMeeting extends Query<Meeting> {
  constructor(
    readonly id: string,
    readonly asked: Asked,
  ) {
    super();
  }
}

@QueryHandler(GetMeeting)
export class GetMeetingHandler implements IQueryHandler<GetMeeting> {
  constructor(private readonly reports: Reports) {}

  execute({ id, asked }: GetMeeting): Promise<Meeting> {
    return this.reports.read<MeetingTables, Meeting>(['meetings'], asked, async (db, stated) => {
      const [meeting] = await meetingsAt(db, { meetingId: id }, stated);
      if (meeting) return { ...stated, meeting };
      if (await isVoided(db, id, stated)) {
        throw new Problem({ status: 410, type: 'voided', detail: `Meeting ${id} is voided; its history says why.` });
      }
      throw notKnown(`No meeting ${id} was known at that moment.`, stated);
    });
  }
}
