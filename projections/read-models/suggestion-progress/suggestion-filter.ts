import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { account } from '../../../src/history/facts.js';
import { aDay, aLine, aText, aUuid, matching, oneOf } from '../../../src/history/value-checks.js';
import { aDistrictCode, aDongCode } from '../../../src/jurisdiction/jurisdiction.events.js';
import { aDepartmentCode } from '../../../src/organisation/organisation.events.js';
import { COUNTED_STATUSES, PHASES } from '../../../src/suggestions/handling-status.js';
import { CHANNELS, FORMS, STATUTORY_KINDS } from '../../../src/suggestions/receipt/receipt.events.js';
import { Asked } from '../../asking/asked.js';
import { mustRunForward } from '../../asking/days-asked.js';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import type { Moment } from '../../asking/moment/moment.js';
import { inQueue, type Queue, QUEUES } from './queues.js';

const aNumberOfDays = matching(/^\d{1,3}$/, { ko: '0부터 999까지의 수', en: 'from 0 to 999' });

function Chosen(of: readonly string[], description: string): PropertyDecorator {
  return Asked(oneOf(...of), { enum: [...of], description });
}

/** What suggestions may be narrowed to, of any moment. */
export class SuggestionFilter extends MomentAsked {
  @Asked(aText(60), { description: 'Code or id of a round' })
  round?: string;

  @Asked(aUuid, { format: 'uuid' })
  meetingId?: string;

  @Asked(aDistrictCode, { example: '41281' })
  district?: string;

  @Asked(aDongCode, { example: '4128151000' })
  dong?: string;

  @Chosen(COUNTED_STATUSES, '처리현황')
  status?: string;

  @Chosen(PHASES, 'Where it stands in the process')
  phase?: string;

  @Asked(aDepartmentCode, { description: 'Code of the lead department (주관부서)' })
  department?: string;

  @Asked(aDepartmentCode, { description: 'Code of a supporting department (협조부서)' })
  supporting?: string;

  @Asked(account().check, { description: 'Account of the officer whose desk it is on' })
  officer?: string;

  @Asked(aLine(100), { description: 'Field of work (분야), as it is recorded' })
  field?: string;

  @Chosen(CHANNELS, '사전 · 현장 추가 · 그 밖')
  channel?: string;

  @Chosen(FORMS, 'Raised orally or in writing')
  form?: string;

  @Chosen(STATUTORY_KINDS, 'As it was classified')
  kind?: string;

  @Asked(aLine(100), { description: 'Kind of proposer, as it is recorded' })
  proposer?: string;

  @Chosen(['true', 'false'], '회신 희망')
  replyWanted?: string;

  @Chosen(QUEUES, 'Those that wait for something')
  queue?: Queue;

  @Asked(aNumberOfDays, {
    type: 'integer',
    minimum: 0,
    maximum: 999,
    description: 'Working days: of `due-soon` those ahead (3 unless said), of `overdue` the least since the due day',
  })
  within?: string;

  @Asked(aDay, { format: 'date', description: 'Its due day is this one or later' })
  dueFrom?: string;

  @Asked(aDay, { format: 'date', description: 'Its due day is this one or earlier' })
  dueTo?: string;

  @Chosen(['statute', 'policy'], 'What sets the due day')
  basis?: string;

  @Asked(aLine(60), {
    description: 'What title, text or place say: words or parts of words from two letters on, all of them',
    example: '도로 포장',
  })
  search?: string;

  @Asked(matching(/^\d{4}-\d{4,9}$/, { ko: '2026-0123과 같은 접수번호', en: 'a number such as 2026-0123' }), {
    description: '접수번호',
    example: '2026-0123',
  })
  number?: string;

  @Asked(aDepartmentCode, { description: 'Code of a department that leads or supports' })
  involving?: string;

  @Chosen(['true', 'false'], 'With `department`: those too whose department has gone and has this one as its successor')
  predecessors?: string;

  @Asked(aLine(60), { description: 'The city’s word for the status (처리현황)', example: '추진중' })
  word?: string;

  @Asked(aText(40), { description: 'The kind of report whose words are meant, where the city has several' })
  set?: string;

  @Chosen(['true', 'false'], 'Those whose day lies ahead too; they are marked')
  ahead?: string;
}

const COLUMNS = {
  meetingId: 'meeting_id',
  district: 'district',
  dong: 'dong',
  status: 'status',
  phase: 'phase',
  officer: 'officer',
  field: 'field_of_work',
  channel: 'channel',
  form: 'form',
  kind: 'statutory_kind',
  proposer: 'proposer_kind',
  basis: 'basis',
} as const satisfies Partial<Record<keyof SuggestionFilter, string>>;

/** The conditions on a suggestion `s`; the round by its id. Throws Problem for days that end before they begin. */
export function conditionsOf(
  asked: SuggestionFilter,
  roundId: string | undefined,
  moment: Moment,
): readonly Expression<SqlBool>[] {
  mustRunForward(asked, 'dueFrom', 'dueTo');
  const conditions: RawBuilder<SqlBool>[] = [];
  const equals = (column: string, value: string | number) => conditions.push(sql`${sql.ref(`s.${column}`)} = ${value}`);
  for (const [name, column] of Object.entries(COLUMNS)) {
    const value = asked[name as keyof typeof COLUMNS];
    if (value !== undefined) equals(column, value);
  }
  if (roundId !== undefined) equals('round_id', roundId);
  if (asked.replyWanted !== undefined) equals('reply_wanted', Number(asked.replyWanted === 'true'));
  if (asked.department !== undefined && asked.predecessors !== 'true') equals('department', asked.department);
  if (asked.involving !== undefined) {
    conditions.push(sql`(s.department = ${asked.involving} or s.supporting like ${`% ${asked.involving} %`})`);
  }
  if (asked.supporting !== undefined) conditions.push(sql`s.supporting like ${`% ${asked.supporting} %`}`);
  if (asked.dueFrom !== undefined) conditions.push(sql`s.due_on >= ${asked.dueFrom}`);
  if (asked.dueTo !== undefined) conditions.push(sql`s.due_on <= ${asked.dueTo}`);
  if (asked.queue !== undefined) {
    conditions.push(inQueue(asked.queue, moment, asked.within === undefined ? undefined : Number(asked.within)));
  }
  return conditions;
}
