import { setFieldsOfWork } from '../../policies/set-fields-of-work.js';
import { setOfficeHours } from '../../policies/set-office-hours.js';
import { setOralSuggestionDefault } from '../../policies/set-oral-suggestion-default.js';
import { setProposerKinds } from '../../policies/set-proposer-kinds.js';
import { setStatusWords } from '../../policies/set-status-words.js';
import type { Diary } from './diary.js';

const FROM = '2024-01-01';
const held = { validFrom: FROM, basis: '예시 건의사항 관리지침(꾸며 낸 자료)' };

const listed = (code: string, ko: string, en: string) => ({ code, ko, en });
const covering = (ko: string, en: string, ...statuses: readonly string[]) => ({ word: { ko, en }, statuses });

const FIELDS = [
  listed('traffic', '교통', 'traffic'),
  listed('roads', '도로', 'roads'),
  listed('parks', '공원·녹지', 'parks'),
  listed('environment', '환경', 'environment'),
  listed('welfare', '복지', 'welfare'),
  listed('education', '교육', 'education'),
  listed('safety', '안전', 'safety'),
  listed('culture', '문화·체육', 'culture and sports'),
  listed('economy', '지역경제', 'economy'),
  listed('housing', '도시·주택', 'housing'),
  listed('administration', '행정', 'administration'),
];

const KINDS = [
  listed('committee-member', '주민자치위원', "member of a residents' autonomy committee"),
  listed('tongjang', '통장', 'tongjang'),
  listed('resident', '주민', 'resident'),
  listed('merchant', '상인', 'merchant'),
];

const WORDS = [
  covering('완료', 'completed', 'completed', 'partly-completed', 'answered'),
  covering('추진중', 'in progress', 'in-progress'),
  covering('추진예정', 'planned'),
  covering('장기검토', 'long-term', 'long-term'),
  covering('추진불가', 'not possible', 'infeasible'),
  covering('타기관 이첩', 'transferred', 'transferred', 'referred'),
  covering('검토중', 'under review', 'pending'),
  covering('종결', 'closed', 'closed', 'withdrawn', 'merged'),
];

/** What is planned for within the year is under way; what is planned beyond it is planned. */
const SPLITS = [
  {
    status: 'planned',
    parts: [{ when: { targetWithinYears: 0, budgetLine: null }, word: { ko: '추진중', en: 'in progress' } }],
    rest: { ko: '추진예정', en: 'planned' },
  },
];

export function notePolicies(diary: Diary): void {
  diary.note(FROM, setFieldsOfWork, {}, { ...held, fields: FIELDS });
  diary.note(FROM, setProposerKinds, {}, { ...held, kinds: KINDS });
  diary.note(FROM, setStatusWords, {}, { ...held, set: 'half-yearly', words: WORDS, splits: SPLITS });
  diary.note(FROM, setOralSuggestionDefault, {}, { ...held, workingDays: 14 });
  diary.note(FROM, setOfficeHours, {}, { ...held, from: '09:00', to: '18:00', pauseFrom: '12:00', pauseTo: '13:00' });
  const revised = { validFrom: '2025-07-01', basis: '예시 건의사항 관리지침 개정(꾸며 낸 자료)' };
  diary.note('2025-07-01', setOralSuggestionDefault, {}, { ...revised, workingDays: 10 });
}
