import { column, type TableOf } from '../../../src/http/csv.js';
import type { EntryView } from './ledger-entry.queries.js';

/** The ledger as a spreadsheet has it, an entry a line. */
export const entriesTable: TableOf<{ readonly entries: readonly EntryView[] }, EntryView> = {
  file: { ko: '감사 기록', en: 'entries' },
  paged: true,
  rows: ({ entries }) => entries,
  columns: [
    column('ordinal', '순번', 'Ordinal'),
    column('recordedAt', '입력 시각', 'Recorded at'),
    column('occurredOn', '발생일', 'Occurred on'),
    column('name', '기록', 'Entry', ({ name }, locale) => name[locale]),
    column('type', '종류', 'Type'),
    column('thing', '대상', 'Thing'),
    column('thingId', '대상 id', 'Id of the thing'),
    column('recordedBy', '입력자', 'Recorded by', ({ recordedBy }) => recordedBy.id),
    { key: 'role', header: { ko: '역할', en: 'Role' }, of: ({ recordedBy }) => recordedBy.role },
    { key: 'verified', header: { ko: '확인됨', en: 'Verified' }, of: ({ recordedBy }) => recordedBy.verified },
    column(
      'doneBy',
      '행위자',
      'Done by',
      ({ doneBy }) =>
        doneBy && [doneBy.account, doneBy.department, doneBy.position].filter((part) => part !== null).join(' · '),
    ),
    column('department', '부서', 'Department'),
    column('amends', '고친 기록', 'Amends'),
    column('changedFields', '고친 항목', 'Changed fields', ({ changedFields }) => changedFields.join(' ')),
    column('eventId', '기록 id', 'Entry id'),
    column('correlationId', '묶음', 'Correlation'),
    column('causationId', '원인', 'Cause'),
  ],
};
