import { column, type TableOf } from '../../../src/http/csv.js';
import * as shown from '../../../src/http/shown.js';
import { namesBeside } from './names-beside.js';
import { suggestionAtMoment } from './suggestion-at.queries.js';

/** A suggestion in a list. */
export const listed = shown.object({ ...suggestionAtMoment, ...namesBeside });
type Row = shown.Of<typeof listed>;

/** The list as a spreadsheet has it, a suggestion a line. */
export const suggestionTable: TableOf<{ readonly suggestions: readonly Row[] }, Row> = {
  file: { ko: '건의사항', en: 'suggestions' },
  paged: true,
  rows: ({ suggestions }) => suggestions,
  columns: [
    column('number', '접수번호', 'Number'),
    column('id', 'id', 'Id'),
    column('title', '건의명', 'Title'),
    column('text', '내용', 'Text'),
    column('place', '위치', 'Place'),
    column('roundId', '회차', 'Round', ({ names }) => names.round),
    column('district', '구', 'District', ({ names, district }) => names.district ?? district),
    column('dong', '동', 'Dong', ({ names, dong }) => names.dong ?? dong),
    column('raisedOn', '건의일', 'Raised on'),
    column('acceptedOn', '접수일', 'Accepted on'),
    column('channel', '접수 경로', 'Channel'),
    column('fieldOfWork', '분야', 'Field of work'),
    column('proposerKind', '건의자 구분', 'Kind of proposer'),
    column('statutoryKind', '민원 종류', 'Statutory kind'),
    column('department', '소관부서', 'Department', ({ names, department }) => names.department ?? department),
    column('officer', '담당자', 'Officer'),
    column('phase', '단계', 'Phase'),
    column('status', '처리현황', 'Status'),
    { key: 'clock', header: { ko: '처리기한 상태', en: 'Clock' }, of: ({ clock }) => clock?.state },
    { key: 'dueOn', header: { ko: '처리기한', en: 'Due on' }, of: ({ clock }) => clock?.dueOn },
    {
      key: 'workingDaysOver',
      header: { ko: '지난 근무일', en: 'Working days over' },
      of: ({ clock }) => clock?.workingDaysOver,
    },
    { key: 'target', header: { ko: '완료 예정', en: 'Target' }, of: ({ target }) => target?.by },
    {
      key: 'won',
      header: { ko: '소요예산(원)', en: 'Budget (won)' },
      of: ({ budgetLines }) => (budgetLines.length === 0 ? null : budgetLines.reduce((sum, { won }) => sum + won, 0)),
    },
    { key: 'done', header: { ko: '추진상황', en: 'Done' }, of: ({ standing }) => standing?.done },
    { key: 'next', header: { ko: '향후계획', en: 'Next' }, of: ({ standing }) => standing?.next },
    { key: 'resolvedOn', header: { ko: '처리일', en: 'Resolved on' }, of: ({ resolution }) => resolution?.resolvedOn },
    {
      key: 'explanation',
      header: { ko: '처리 내용', en: 'Explanation' },
      of: ({ resolution }) => resolution?.explanation,
    },
    column('replyWanted', '회신 희망', 'Reply wanted'),
    column('reviewOn', '재검토일', 'Review on'),
  ],
};
