import { filled, type Sentence } from '../history/sentence.js';
import type { Stop } from './counting.js';
import type { Deadline, Extension, Start, Unknown } from './deadline.js';
import type { StopGround } from './statutory-periods.js';

/** A deadline as a history says it: its day, and all that it comes from. */
export function inWords(deadline: Deadline, start: Start): Sentence {
  const sentences = [dayOf(deadline), ...(deadline.period ? inputsOf(deadline, start) : [])];
  return { ko: sentences.map(({ ko }) => ko).join(' · '), en: sentences.map(({ en }) => en).join(' · ') };
}

const STATES = {
  due: { ko: '{dueOn} {dueAt}까지', en: 'due {dueOn} {dueAt}' },
  stopped: { ko: '처리기간 진행 정지 중', en: 'the clock is stopped' },
  none: { ko: '처리기한 없음', en: 'nothing sets a day' },
} as const;

export const DUE_UNKNOWN: Readonly<Record<Unknown | 'not-recorded', Sentence>> = {
  'not-classified': {
    ko: '기한을 알 수 없음: 민원 종류가 분류되지 않음',
    en: 'due unknown: it is not classified',
  },
  'form-not-known': {
    ko: '기한을 알 수 없음: 구술인지 서면인지 모름',
    en: 'due unknown: raised orally or in writing is not known',
  },
  'day-not-known': { ko: '기한을 알 수 없음: 접수일을 모름', en: 'due unknown: the day of receipt is not known' },
  'office-hours-not-set': {
    ko: '기한을 알 수 없음: 근무시간이 정해지지 않음',
    en: 'due unknown: the office hours are not set',
  },
  'outside-calendar': {
    ko: '기한을 알 수 없음: 공휴일 달력의 연도 밖',
    en: 'due unknown: outside the years of the calendar',
  },
  'not-recorded': { ko: '기한을 알 수 없음: 기한이 기록되지 않음', en: 'due unknown: no deadline was recorded' },
};

const GROUNDS: Readonly<Record<StopGround, Sentence>> = {
  supplement: { ko: '보완', en: 'supplement' },
  'document-transfer': { ko: '서류 이송', en: 'documents under way' },
  'technical-review': { ko: '기술 검토', en: 'technical review' },
  'site-survey': { ko: '현장 조사', en: 'site survey' },
  'system-outage': { ko: '시스템 장애', en: 'outage of a system' },
};

function dayOf({ state, unknown, dueOn, dueAt }: Deadline): Sentence {
  if (state === 'unknown') return DUE_UNKNOWN[unknown!];
  if (state !== 'due') return STATES[state];
  const { ko, en } = filled(STATES.due, { dueOn, dueAt: dueAt ?? '' });
  return { ko: ko.replace(' 까지', '까지'), en: en.trimEnd() };
}

function inputsOf({ period, article, ...its }: Deadline, start: Start): readonly Sentence[] {
  const { basis, policyValidFrom, extensions, stops, leftOut, calendarVersion } = its;
  const unit = UNITS[period!.unit];
  const from = `${start.on!}${start.at === null || period!.unit === 'working-days' ? '' : ` ${start.at}`}`;
  return [
    filled({ ko: '{from}부터 {unit} {count}', en: '{count} {unit} from {from}' }, { from, unit, count: period!.count }),
    filled(BASIS[basis === 'policy' ? 'policy' : 'statute'], { article: article!, policyValidFrom }),
    ...extensions.map(extensionIn),
    ...stops.map(stopIn),
    ...(leftOut.length > 0 ? [filled(LEFT_OUT, { days: leftOut.map(({ on, name }) => `${on} ${name}`) })] : []),
    ...(calendarVersion === null ? [] : [filled({ ko: '달력 {of}', en: 'calendar {of}' }, { of: calendarVersion })]),
  ];
}

const UNITS = {
  'working-days': { ko: '근무일', en: 'working days' },
  'working-hours': { ko: '근무시간', en: 'working hours' },
} as const;

const BASIS = {
  statute: { ko: '{article}', en: '{article}' },
  policy: {
    ko: '내부 처리기한({article}, {policyValidFrom}부터)',
    en: 'city policy ({article}, from {policyValidFrom})',
  },
} as const;

const LEFT_OUT = { ko: '공휴일 제외: {days}', en: 'public holidays left out: {days}' } as const;

function extensionIn({ decidedOn, workingDays, consented }: Extension): Sentence {
  return filled(
    {
      ko: '{decidedOn} 연장 근무일 {workingDays}{consent}',
      en: 'extended on {decidedOn} by {workingDays} working days{consent}',
    },
    { decidedOn, workingDays, consent: consented ? { ko: '(민원인 동의)', en: ' (the petitioner consented)' } : '' },
  );
}

function stopIn({ from, to, ground }: Stop): Sentence {
  const of = { ground: GROUNDS[ground], from };
  if (to === null)
    return filled({ ko: '{ground} {from}부터 산입 제외', en: '{ground} from {from} on not counted' }, of);
  return filled(
    { ko: '{ground} {from}~{to} 산입 제외', en: '{ground} from {from} to {to} not counted' },
    { ...of, to },
  );
}
