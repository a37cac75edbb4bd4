import type { Sentence } from '../history/sentence.js';
import { correctionIn } from './amendment.js';
import { labelOf, KINDS, PLAN_DECISIONS, STATUSES } from './labels.js';

/** A field of a form. What is sent is what the API takes under this name. */
export interface FormField {
  readonly name: string;
  readonly kind: 'day' | 'line' | 'words' | 'number' | 'choice' | 'flag' | 'department' | 'helpers';
  readonly required?: true;
  readonly choices?: readonly (readonly [value: string, label: Sentence])[];
}

/** What somebody does about a suggestion: `POST /v1/suggestions/{id}/{what}`. */
export interface Decision {
  readonly what: string;
  readonly name: Sentence;
  readonly fields: readonly FormField[];
  /** The phases in which it is what one would do next. */
  readonly next: readonly string[];
}

const day = (name: string): FormField => ({ name, kind: 'day', required: true });
const maybeDay = (name: string): FormField => ({ name, kind: 'day' });
const words = (name: string): FormField => ({ name, kind: 'words' });
const mustWords = (name: string): FormField => ({ name, kind: 'words', required: true });
const line = (name: string): FormField => ({ name, kind: 'line' });
const mustLine = (name: string): FormField => ({ name, kind: 'line', required: true });

function choice(name: string, choices: Readonly<Record<string, readonly [ko: string, en: string]>>): FormField {
  const told = Object.entries(choices).map(([value, [ko, en]]) => [value, { ko, en }] as const);
  return { name, kind: 'choice', required: true, choices: told };
}

function statuses(name: string, among: readonly string[], required?: true): FormField {
  const choices = among.map((status) => [status, labelOf(STATUSES, status)] as const);
  return { name, kind: 'choice', choices, ...(required && { required }) };
}

/** The phases in which the city still has something to do. */
export const OPEN = ['received', 'assigned', 'under-review', 'in-progress', 'reopened'];

/** In the order in which a life usually goes. */
export const DECISIONS: readonly Decision[] = [
  {
    what: 'classification',
    name: { ko: '민원 종류 분류', en: 'Classify' },
    next: ['received'],
    fields: [
      { name: 'kind', kind: 'choice', required: true, choices: Object.entries(KINDS) },
      day('classifiedOn'),
      line('article'),
      words('why'),
    ],
  },
  {
    what: 'assignment',
    name: { ko: '부서 배정', en: 'Assign' },
    next: ['received', 'reopened'],
    fields: [
      { name: 'department', kind: 'department', required: true },
      day('assignedOn'),
      line('team'),
      line('officer'),
      { name: 'supporting', kind: 'helpers' },
    ],
  },
  {
    what: 'declination',
    name: { ko: '배정 반려', en: 'Decline' },
    next: ['assigned'],
    fields: [
      { name: 'department', kind: 'department', required: true },
      day('declinedOn'),
      mustWords('why'),
      { name: 'suggests', kind: 'department' },
    ],
  },
  {
    what: 'review',
    name: { ko: '검토 시작', en: 'Start the review' },
    next: ['assigned'],
    fields: [day('startedOn')],
  },
  {
    what: 'inspection',
    name: { ko: '현장 확인', en: 'Inspect the site' },
    next: ['under-review'],
    fields: [day('inspectedOn'), words('findings')],
  },
  {
    what: 'opinion',
    name: { ko: '협조 의견', en: 'Give an opinion' },
    next: [],
    fields: [{ name: 'department', kind: 'department', required: true }, day('givenOn'), mustWords('opinion')],
  },
  {
    what: 'plan',
    name: { ko: '처리계획', en: 'Plan' },
    next: ['under-review', 'assigned'],
    fields: [
      { name: 'decision', kind: 'choice', required: true, choices: Object.entries(PLAN_DECISIONS) },
      day('plannedOn'),
      line('referredTo'),
      words('plan'),
      maybeDay('reviewOn'),
    ],
  },
  {
    what: 'standing',
    name: { ko: '추진상황 보고', en: 'Report the standing' },
    next: ['in-progress'],
    fields: [
      day('asOf'),
      statuses('status', [
        'pending',
        'in-progress',
        'planned',
        'referred',
        'long-term',
        'completed',
        'partly-completed',
        'answered',
        'infeasible',
        'closed',
        'transferred',
      ]),
      words('done'),
      words('next'),
      { name: 'percent', kind: 'number' },
      line('stage'),
    ],
  },
  {
    what: 'reply',
    name: { ko: '회신', en: 'Reply' },
    next: ['under-review', 'in-progress', 'resolved'],
    fields: [
      choice('kind', {
        result: ['결과 회신', 'result'],
        plan: ['계획 회신', 'plan'],
        interim: ['중간 회신', 'interim'],
      }),
      choice('channel', {
        letter: ['공문·우편', 'letter'],
        'e-mail': ['전자우편', 'e-mail'],
        telephone: ['전화', 'telephone'],
        message: ['문자', 'message'],
        'in-person': ['방문', 'in person'],
        online: ['온라인', 'online'],
        other: ['그 밖', 'other'],
      }),
      day('sentOn'),
      line('document'),
      words('text'),
    ],
  },
  {
    what: 'resolution',
    name: { ko: '처리 완료', en: 'Resolve' },
    next: ['under-review', 'in-progress'],
    fields: [
      statuses('outcome', ['completed', 'partly-completed', 'answered', 'infeasible', 'closed'], true),
      day('resolvedOn'),
      words('explanation'),
      words('alternative'),
      words('remedy'),
      line('article'),
      line('confirmedBy'),
    ],
  },
  {
    what: 'meeting-answer',
    name: { ko: '현장 답변', en: 'Answer at the meeting' },
    next: [],
    fields: [day('answeredOn'), mustLine('position'), mustWords('words'), { name: 'final', kind: 'flag' }],
  },
  {
    what: 'deadline-extension',
    name: { ko: '처리기간 연장', en: 'Extend the deadline' },
    next: [],
    fields: [
      day('decidedOn'),
      { name: 'workingDays', kind: 'number', required: true },
      mustWords('reason'),
      { name: 'consented', kind: 'flag' },
    ],
  },
  {
    what: 'clock/stop',
    name: { ko: '처리기간 정지', en: 'Stop the clock' },
    next: [],
    fields: [
      choice('ground', {
        supplement: ['보완', 'supplement'],
        'document-transfer': ['서류 이송', 'documents under way'],
        'technical-review': ['기술 검토', 'technical review'],
        'site-survey': ['현장 조사', 'site survey'],
        'system-outage': ['시스템 장애', 'outage'],
      }),
      day('stoppedOn'),
      words('why'),
    ],
  },
  {
    what: 'clock/resumption',
    name: { ko: '처리기간 재개', en: 'Resume the clock' },
    next: [],
    fields: [day('resumedOn'), words('why')],
  },
  {
    what: 'review-day',
    name: { ko: '재검토일 지정', en: 'Set a review day' },
    next: [],
    fields: [day('setOn'), maybeDay('reviewOn'), words('why')],
  },
  {
    what: 'transfer',
    name: { ko: '다른 기관에 이송', en: 'Transfer' },
    next: [],
    fields: [day('transferredOn'), mustLine('agency'), words('reason')],
  },
  {
    what: 'transfer-answer',
    name: { ko: '이송기관 답변', en: 'Answer of the other agency' },
    next: ['transferred'],
    fields: [day('answeredOn'), mustLine('agency'), mustWords('answer')],
  },
  {
    what: 'transfer-return',
    name: { ko: '이송 반송', en: 'Returned by the other agency' },
    next: ['transferred'],
    fields: [day('returnedOn'), words('why')],
  },
  {
    what: 'withdrawal',
    name: { ko: '취하', en: 'Withdraw' },
    next: [],
    fields: [day('withdrawnOn'), words('why')],
  },
  {
    what: 'reopening',
    name: { ko: '재개', en: 'Reopen' },
    next: ['resolved', 'withdrawn'],
    fields: [day('reopenedOn'), mustWords('why')],
  },
];

export function decisionNamed(what: string): Decision | undefined {
  return DECISIONS.find((one) => one.what === what);
}

/** What one would do next, and what else may be done, by the phase. */
export function decisionsFor(phase: string): {
  readonly next: readonly Decision[];
  readonly others: readonly Decision[];
} {
  const next = DECISIONS.filter((one) => one.next.includes(phase));
  const others = DECISIONS.filter((one) => !next.includes(one));
  return { next, others: OPEN.includes(phase) ? others.filter(({ what }) => what !== 'reopening') : others };
}

/** What a form says, as the API takes it: what is left empty is left out. */
export function bodyOf(fields: readonly FormField[], said: Readonly<Record<string, string>>): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const { name, kind } of fields) {
    const value = (said[name] ?? '').trim();
    if (kind === 'flag') body[name] = value !== '';
    else if (value === '') continue;
    else if (kind === 'number') body[name] = /^\d+$/.test(value) ? Number(value) : value;
    else if (kind === 'helpers') {
      body[name] = value.split(/[\s,]+/).map((department) => ({ department, dueOn: null }));
    } else body[name] = value.replaceAll('\r\n', '\n');
  }
  return body;
}

/** What the API takes of a form. */
export function sentTo(what: string, said: Readonly<Record<string, string>>): object {
  const decision = decisionNamed(what);
  if (decision) return bodyOf(decision.fields, said);
  return what.endsWith('/correction') ? correctionIn(said) : { why: said.why ?? '' };
}
