import { type Contracts, contract } from '../history/contract.js';
import type { Event } from '../history/event.js';
import {
  choice,
  type DataOf,
  day,
  fixed,
  list,
  nullable,
  object,
  otherwise,
  period,
  pick,
  text,
  uuid,
  wholeNumber,
} from '../history/fields.js';
import { matching } from '../history/value-checks.js';
import { line as oneLine, withoutPersonalData, words } from '../privacy/personal-data.js';
import { PARTICIPATION_KINDS, source } from '../rounds/round.events.js';

/** Numbers of pledge items (공약사업) begin anew with each term of office. */
export const aPledgeItemNumber = matching(/^[0-9]{1,3}(-[0-9]{1,3}){0,4}$/, {
  ko: '2-2-4 같은 번호',
  en: 'a number such as 2-2-4',
});

/** A code by which rounds are placed in a block. */
export const aBlockCode = withoutPersonalData(
  matching(/^[a-z0-9][a-z0-9-]{0,39}$/i, {
    ko: '영문자·숫자·붙임표 코드',
    en: 'a code of letters, digits and hyphens',
  }),
);

const heading = oneLine(300);
const count = (about: string, example: number) => wholeNumber(0, 1_000_000, { about, example });

/** A line under a heading, as label and text (기간: 2020. 8 ~ 2020. 12.). */
export const line = object({
  label: oneLine(50, { example: '기간' }),
  text: oneLine(500, { example: '2022. 3. ~ 2022. 6.' }),
});

/** Who answers for a pledge item, as the sheet prints it: the name masked, the office's own number. */
const officer = object({
  role: oneLine(50, { example: '팀장' }),
  // A name that shows its first syllable only.
  name: text(matching(/^\p{L}[○*]{1,9}$/u, { ko: '한○○처럼 가린 이름', en: 'a masked name such as 한○○' }), {
    about: 'Masked',
    example: '이○○',
  }),
  // A number of a public office, with or without an area code; no mobile one.
  officePhone: nullable(
    text(
      matching(/^(0(?!1)\d{1,2}-)?\d{3,4}-\d{4}$/, {
        ko: '8075-2441 같은 사무실 번호',
        en: 'an office number such as 8075-2441',
      }),
      { about: "The office's own number" },
    ),
  ),
});

export const registered = {
  term: fixed(wholeNumber(1, 99, { about: 'The term of office: 민선7기 is 7', example: 8 })),
  number: fixed(text(aPledgeItemNumber, { example: '2-2-4' })),
  title: { ...heading, example: '시민 소통 활성화를 위한 시민소통실 운영' },
  titleNote: nullable(oneLine(500)),
  departmentAsPrinted: { ...heading, about: 'The department as the sheet prints it', example: '주민자치과' },
  officers: otherwise(list(officer, 20), []),
};

export const blockDefined = {
  code: fixed(text(aBlockCode, { example: '2022H1' })),
  heading: { ...heading, example: '상반기 추진실적 (22. 1월~6월 실적)' },
  period: period(),
  order: count('Blocks stand in this order', 4),
};

const asPrinted = { about: 'As printed; null: generated' };

export const roundPlaced = {
  roundId: fixed(uuid()),
  block: text(aBlockCode, { about: 'Code of the block', example: '2022H1' }),
  order: count('Rounds of a block stand in this order', 1),
  heading: nullable({ ...heading, ...asPrinted }),
  lines: nullable(list(line, 20, asPrinted)),
  suggestionHeading: nullable({ ...heading, ...asPrinted }),
  suggestionLine: nullable({ ...line, ...asPrinted }),
};

export const participationRecorded = {
  kind: choice(PARTICIPATION_KINDS, {
    about: '공약 관련 회의 · 설명회·민생탐방 · 전문가 자문 · 언론·방송 보도 · 기타',
    example: 'briefing',
  }),
  period: nullable(period({ about: 'Null where it is not known, and then it holds for every day' })),
  count: count('In 회', 3),
  source,
};

export const problemNoted = { text: words(2_000, { example: '참석자 일부가 불안감을 갖기도 함' }) };
export const planNoted = { text: words(2_000, { about: '향후 추진계획', example: '하반기에 미개최 동을 찾아감' }) };
export const improvementNoted = { text: words(2_000, { example: '지속적인 방역 점검' }) };

/** What holds of the item from a day on, all of it. */
export const amended = {
  amendedOn: day({ about: 'The day from which it holds; the sheets of earlier days stay', example: '2022-07-01' }),
  ...pick(registered, 'title', 'titleNote', 'departmentAsPrinted', 'officers'),
  why: nullable(words(2_000, { example: '조직 개편' })),
};

export const takenOff = {
  roundId: fixed(uuid()),
  why: words(2_000, { example: '다른 공약사업의 회차임' }),
};

export const standingNoted = {
  period: period(),
  state: oneLine(50, { about: '이행 상태, as the city says it', example: '정상추진' }),
  ratePerMille: nullable(
    wholeNumber(0, 1_000, { about: '추진율 in tenths of a per cent: 62.5 % is 625', example: 625 }),
  ),
};

/** The rows of a round's table. */
export const SHEET_ROWS = ['dongs', 'suggestions'] as const;

export type SheetRow = (typeof SHEET_ROWS)[number];

export const rowRemarked = {
  roundId: fixed(uuid()),
  row: fixed(choice(SHEET_ROWS, { about: '추진 동 · 건의사항', example: 'suggestions' })),
  remark: nullable(oneLine(200, { about: '비고; null takes it away', example: '서면 접수 포함' })),
};

export type Line = DataOf<{ line: typeof line }>['line'];
export type Officer = DataOf<{ officer: typeof officer }>['officer'];

/** What a pledge item's stream holds. These names and shapes are the storage format: add, never change. */
export type PledgeItemEvent =
  | Event<'PledgeItemRegistered', DataOf<typeof registered>>
  | Event<'SheetBlockDefined', DataOf<typeof blockDefined>>
  | Event<'RoundPlacedOnSheet', DataOf<typeof roundPlaced>>
  | Event<'ParticipationRecorded', DataOf<typeof participationRecorded>>
  | Event<'ProblemNoted', DataOf<typeof problemNoted>>
  | Event<'ImprovementNoted', DataOf<typeof improvementNoted>>
  | Event<'PledgeItemAmended', DataOf<typeof amended>>
  | Event<'RoundTakenOffSheet', DataOf<typeof takenOff>>
  | Event<'PledgeStandingNoted', DataOf<typeof standingNoted>>
  | Event<'PlanNoted', DataOf<typeof planNoted>>
  | Event<'RowRemarked', DataOf<typeof rowRemarked>>;

export const pledgeItemContracts: Contracts<PledgeItemEvent> = {
  PledgeItemRegistered: contract(registered),
  SheetBlockDefined: contract(blockDefined),
  RoundPlacedOnSheet: contract(roundPlaced),
  ParticipationRecorded: contract(participationRecorded),
  ProblemNoted: contract(problemNoted),
  ImprovementNoted: contract(improvementNoted),
  PledgeItemAmended: contract(amended),
  RoundTakenOffSheet: contract(takenOff),
  PledgeStandingNoted: contract(standingNoted),
  PlanNoted: contract(planNoted),
  RowRemarked: contract(rowRemarked),
};

/** The stream of a pledge item (공약사업). */
export function pledgeItemStream(term: number, number: string): string {
  return `pledgeItem-${String(term)}-${number}`;
}

/** Which item a stream is of. */
export function pledgeItemOf(stream: string): { readonly term: number; readonly number: string } {
  const [, term, ...number] = stream.split('-');
  return { term: Number(term), number: number.join('-') };
}
