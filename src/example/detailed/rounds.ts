import { closeRound } from '../../rounds/close-round.js';
import { openRound } from '../../rounds/open-round.js';
import { recordCarriedTotals } from '../../rounds/record-carried-totals.js';
import { supersedeCarriedTotals } from '../../rounds/supersede-carried-totals.js';
import { noteProblem } from '../../pledge-items/note-problem.js';
import { registerPledgeItem } from '../../pledge-items/register-pledge-item.js';
import { defineSheetBlock } from '../../pledge-items/define-sheet-block.js';
import { placeRound } from '../../pledge-items/place-round.js';
import type { LocalDate } from '../../history/days.js';
import type { Diary } from './diary.js';

/** A made-up round: every half-year the mayor goes from dong to dong. */
export interface RoundPlan {
  readonly code: string;
  readonly half: string;
  readonly from: string;
  readonly to: string;
  /** The day on which it is closed; null while it is open. */
  readonly closedOn: LocalDate | null;
  /** How many meetings it has. */
  readonly meetings: number;
}

export const ROUNDS: readonly RoundPlan[] = [
  {
    code: 'example-2024H2',
    half: '2024년 하반기',
    from: '2024-07',
    to: '2024-12',
    closedOn: '2025-01-10',
    meetings: 26,
  },
  {
    code: 'example-2025H1',
    half: '2025년 상반기',
    from: '2025-01',
    to: '2025-06',
    closedOn: '2025-07-10',
    meetings: 26,
  },
  {
    code: 'example-2025H2',
    half: '2025년 하반기',
    from: '2025-07',
    to: '2025-12',
    closedOn: '2026-01-09',
    meetings: 27,
  },
  { code: 'example-2026H1', half: '2026년 상반기', from: '2026-01', to: '2026-06', closedOn: null, meetings: 25 },
];

const KIND = { code: 'example-visit', ko: '(예시) 동 순회 소통 간담회', en: '(example) dong visiting meeting' };
const ITEM = '8-9-9-9';

/** Published as totals first; its papers were found later, and its meetings and suggestions were recorded one by one. */
export const FOUND: RoundPlan = {
  code: 'example-2024H1',
  half: '2024년 상반기',
  from: '2024-03',
  to: '2024-06',
  closedOn: null,
  meetings: 4,
};

export const FOUND_ON = '2025-03-04';

export function noteRounds(diary: Diary): void {
  const item = {
    term: 8,
    number: '9-9-9',
    title: '(예시) 찾아가는 동 순회 소통 간담회 운영',
    titleNote: '꾸며 낸 자료: 실제 공약사업이 아님',
    departmentAsPrinted: '시민소통담당관',
  };
  diary.note('2024-07-01', registerPledgeItem, {}, item);
  diary.note('2024-07-01', openRound, {}, opening(FOUND, 'carried'));
  const figures = (dongs: number, suggestions: number) => ({ dongs, suggestions, meetings: null });
  const source = { title: '예시 보고서(꾸며 낸 자료) 9-9-9', publishedOn: '2024-07-15', note: null };
  const districts = { '41281': figures(2, 11), '41285': figures(1, 6), '41287': figures(1, 5) };
  diary.note('2024-07-15', recordCarriedTotals, { round: FOUND.code }, { districts, source });
  const found = { supersededOn: FOUND_ON, why: '당시 회의록을 찾아 건별로 다시 기록함(예시)' };
  diary.note(FOUND_ON, supersedeCarriedTotals, { round: FOUND.code }, found);
  for (const [index, round] of ROUNDS.entries()) {
    diary.note(`${round.from}-01`, openRound, {}, opening(round, 'live'));
    place(diary, round, index + 1);
    if (round.closedOn !== null) {
      diary.note(round.closedOn, closeRound, { round: round.code }, { closedOn: round.closedOn });
    }
  }
  diary.note(
    '2025-07-15',
    noteProblem,
    { item: ITEM },
    { text: '(예시) 회신 기한을 넘긴 건의가 있어 부서별 점검이 필요함' },
  );
}

function opening(round: RoundPlan, counting: 'live' | 'carried') {
  const period = { from: round.from, to: round.to };
  return {
    code: round.code,
    counting,
    kind: KIND,
    participants: '주민자치위원, 통장, 주민 (예시)',
    agenda: `${round.half} 동별 현안사항 및 민원 청취 (꾸며 낸 자료)`,
    meetingPeriod: period,
    suggestionPeriod: period,
    participationKind: counting === 'live' ? 'briefing' : null,
  };
}

function place(diary: Diary, { code, half, from, to }: RoundPlan, order: number): void {
  const block = code.slice('example-'.length);
  const heading = `(예시) ${half} 추진실적`;
  diary.note(`${from}-01`, defineSheetBlock, { item: ITEM }, { code: block, heading, period: { from, to }, order });
  diary.note(`${from}-01`, placeRound, { item: ITEM }, { round: code, block, order });
}
