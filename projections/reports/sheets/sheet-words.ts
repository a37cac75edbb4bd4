import type { ParticipationKind } from '../../../src/rounds/round.events.js';
import type { Moment } from '../../asking/moment/moment.js';

export const LOCALES = ['ko', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** What the form itself prints, apart from what was recorded. */
export interface SheetWords {
  readonly report: string;
  readonly term: (term: number) => string;
  readonly department: string;
  readonly officers: string;
  readonly phone: string;
  readonly results: string;
  readonly columns: readonly [section: string, content: string, remark: string];
  readonly category: string;
  readonly total: string;
  readonly remark: string;
  /** A column of what is in a district that is none of the round's. */
  readonly elsewhere: (district: string) => string;
  readonly dongs: string;
  readonly suggestions: string;
  readonly carried: string;
  readonly counted: string;
  readonly superseded: string;
  readonly voided: string;
  readonly voidedMark: string;
  readonly notKnownYet: string;
  readonly carriedSource: string;
  readonly publishedOn: (day: string) => string;
  readonly participation: string;
  readonly participationUnit: string;
  readonly participationExample: string;
  readonly participationKinds: Readonly<Record<ParticipationKind, string>>;
  /** What was recorded, and what the live rounds' meetings add to it. */
  readonly recordedAndLive: (recorded: string, live: string) => string;
  readonly participationCheck: (recorded: number, dongRounds: number, equal: boolean) => string;
  /** More was recorded since: what suggestions disagree with is not told of a moment that is past. */
  readonly suggestionsNotCompared: string;
  readonly problemsAndImprovements: string;
  readonly problems: string;
  readonly improvements: string;
  readonly plans: string;
  /** How the item stood in a period. */
  readonly standing: (period: string, state: string, rate: string | null) => string;
  readonly moment: (moment: Moment) => string;
  readonly incomplete: (streams: number) => string;
  readonly underWay: (left: number) => string;
  readonly notes: string;
}

/** An instant as a clock in Seoul shows it, `2026-11-22 16:10`. */
const clockInSeoul = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  dateStyle: 'short',
  timeStyle: 'short',
});

function inSeoul(instant: string | null): string {
  return instant === null ? '' : clockInSeoul.format(new Date(instant));
}

const ko: SheetWords = {
  report: '추진실적 보고서',
  term: (term) => `민선${String(term)}기`,
  department: '소관부서',
  officers: '과장·팀장·담당자',
  phone: '연락처',
  results: '추진실적 및 향후 추진계획',
  columns: ['구 분', '추진실적 및 추진계획', '비 고'],
  category: '구분',
  total: '계',
  remark: '비고',
  elsewhere: (district) => `그 밖: ${district}`,
  dongs: '추진 동',
  suggestions: '건의사항',
  carried: '기존 발표 실적(집계)',
  counted: '간담회·건의사항 기록에서 집계',
  superseded: '기존 발표 실적 대신 기록에서 집계',
  voided: '무효 처리된 회차로, 그 아래 남아 있는 기록만 집계',
  voidedMark: '[무효]',
  notKnownYet: '기준일에 기간이 끝나지 않아 아직 알 수 없는 실적은 비워 둠',
  carriedSource: '기존 발표 실적의 출처',
  publishedOn: (day) => `${day} 게시`,
  participation: '시민참여(소통) 실적',
  participationUnit: '(단위 : 회)',
  participationExample: 'ex) 사업설명회 개최, 전문가 및 단체 자문회의 개최',
  participationKinds: {
    'pledge-meeting': '공약 관련 회의',
    briefing: '설명회, 민생탐방',
    'expert-advice': '전문가 자문',
    press: '언론/방송 보도',
    other: '기 타',
  },
  recordedAndLive: (recorded, live) => `보고 ${recorded} + 간담회 ${live}`,
  participationCheck: (recorded, dongRounds, equal) =>
    `시민참여 ${String(recorded)}회는 기존 발표 실적만 있는 회차의 추진 동을 더한 ${String(dongRounds)}동·회와 ${equal ? '같음' : '다름'} (검산이며, 기록된 사실은 아님)`,
  suggestionsNotCompared: '그 뒤에 입력된 기록이 있어, 건의사항이 다른 기록과 맞는지는 표시하지 않음',
  problemsAndImprovements: '문제점 및 개선대책',
  problems: '문제점',
  improvements: '개선대책',
  plans: '향후 추진계획',
  standing: (period, state, rate) => `이행 상태 : ${state}${rate === null ? '' : `, 추진율 ${rate}%`} (${period})`,
  moment: ({ asOf, knownAt }) =>
    knownAt.recordedUpTo === null
      ? `${asOf} 기준, 기록 ${String(knownAt.ordinal)}번까지`
      : `${asOf} 기준, ${inSeoul(knownAt.recordedUpTo)} 입력분까지 (기록 ${String(knownAt.ordinal)}번)`,
  incomplete: (streams) => `집계가 불완전합니다: 처리하지 못해 보류된 기록 묶음 ${String(streams)}개`,
  underWay: (left) => `정정을 반영하는 중입니다(남은 것 ${String(left)}건). 잠시 뒤에 다시 여십시오`,
  notes: '주',
};

const en: SheetWords = {
  report: 'Progress report',
  term: (term) => `Term of office ${String(term)} (민선${String(term)}기)`,
  department: 'Department',
  officers: 'Officers',
  phone: 'Telephone',
  results: 'Results and plans',
  columns: ['Section', 'Results and plans', 'Note'],
  category: 'Category',
  total: 'Total',
  remark: 'Note',
  elsewhere: (district) => `elsewhere: ${district}`,
  dongs: 'Dongs',
  suggestions: 'Suggestions',
  carried: 'carried totals',
  counted: 'counted from recorded meetings and suggestions',
  superseded: 'counted from records that replaced the carried totals',
  voided: 'a voided round: only what is still recorded under it is counted',
  voidedMark: '[voided]',
  notKnownYet: 'left empty: the period was not over on the day asked for',
  carriedSource: 'Source of the carried totals',
  publishedOn: (day) => `published ${day}`,
  participation: 'Citizens’ participation',
  participationUnit: '(unit: times)',
  participationExample: 'e.g. briefings held, consultations of experts and groups',
  participationKinds: {
    'pledge-meeting': 'Meetings on the pledge',
    briefing: 'Briefings, visits',
    'expert-advice': 'Expert advice',
    press: 'Press, broadcasts',
    other: 'Other',
  },
  recordedAndLive: (recorded, live) => `reported ${recorded} + meetings ${live}`,
  participationCheck: (recorded, dongRounds, equal) =>
    `The ${String(recorded)} times of participation ${equal ? 'equal' : 'differ from'} the carried rounds’ dongs added up, ${String(dongRounds)} (a check, not a recorded fact)`,
  suggestionsNotCompared: 'More was recorded since: suggestions that disagree with other records are not marked here',
  problemsAndImprovements: 'Problems and improvements',
  problems: 'Problems',
  improvements: 'Improvements',
  plans: 'Plans',
  standing: (period, state, rate) => `Standing: ${state}${rate === null ? '' : `, ${rate} % done`} (${period})`,
  moment: ({ asOf, knownAt }) =>
    `As of ${asOf} · as known at record ${String(knownAt.ordinal)}` +
    (knownAt.recordedUpTo === null ? '' : ` (${inSeoul(knownAt.recordedUpTo)}, Seoul)`),
  incomplete: (streams) => `Incomplete: ${String(streams)} ${streams === 1 ? 'stream' : 'streams'} held back`,
  underWay: (left) => `A correction is still under way (${String(left)} left): open it again in a moment`,
  notes: 'Notes',
};

export const SHEET_WORDS: Readonly<Record<Locale, SheetWords>> = { ko, en };
