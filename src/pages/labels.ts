import type { Sentence } from '../history/sentence.js';

type Labels = Readonly<Record<string, Sentence>>;

const words = (table: Readonly<Record<string, readonly [ko: string, en: string]>>): Labels =>
  Object.fromEntries(Object.entries(table).map(([code, [ko, en]]) => [code, { ko, en }]));

/** Codes of the API as people read them. A city's own words for statuses stand in its tables; these are the program's. */
export const STATUSES = words({
  pending: ['검토 중', 'pending'],
  'in-progress': ['추진 중', 'in progress'],
  planned: ['추진 예정', 'planned'],
  referred: ['상급기관 협의', 'referred'],
  'long-term': ['장기 검토', 'long-term'],
  completed: ['완료', 'completed'],
  'partly-completed': ['일부 수용', 'partly completed'],
  answered: ['답변 종결', 'answered'],
  infeasible: ['추진 불가', 'not feasible'],
  closed: ['종결', 'closed'],
  transferred: ['이송', 'transferred'],
  withdrawn: ['취하', 'withdrawn'],
  merged: ['병합', 'merged'],
  split: ['분리', 'split'],
});

export const PHASES = words({
  received: ['접수', 'received'],
  assigned: ['배정', 'assigned'],
  'under-review': ['검토', 'under review'],
  'in-progress': ['추진', 'in progress'],
  resolved: ['처리 완료', 'resolved'],
  reopened: ['재개', 'reopened'],
  withdrawn: ['취하', 'withdrawn'],
  transferred: ['이송', 'transferred'],
  merged: ['병합', 'merged'],
  split: ['분리', 'split'],
});

export const QUEUES = words({
  'due-today': ['오늘 기한', 'due today'],
  'due-soon': ['곧 기한', 'due soon'],
  overdue: ['기한 지남', 'overdue'],
  stopped: ['처리기간 정지', 'stopped'],
  'due-unknown': ['기한 모름', 'due unknown'],
  'answered-late': ['기한 후 답변', 'answered late'],
  'lateness-unknown': ['지연 여부 모름', 'lateness unknown'],
  'interim-notice-due': ['중간 회신 필요', 'interim notice due'],
  'review-due': ['재검토할 때', 'review due'],
  'without-department': ['부서 없음', 'without a department'],
  'department-gone': ['부서 폐지됨', 'department gone'],
  'opinion-awaited': ['협조 의견 대기', 'opinion awaited'],
});

export const CHANNELS = words({
  'pre-submitted': ['사전', 'pre-submitted'],
  'on-site': ['현장 추가', 'on site'],
  other: ['그 밖', 'other'],
});

export const KINDS = words({
  suggestion: ['건의', 'suggestion'],
  'question-on-law': ['법령 질의', 'question on law'],
  question: ['질의', 'question'],
  grievance: ['고충', 'grievance'],
  other: ['기타', 'other'],
  none: ['민원 아님', 'no petition'],
});

export const FORMS = words({ oral: ['구술', 'oral'], written: ['서면', 'written'] });

/** Names of fields, as an entry and a form show them. */
export const PLAN_DECISIONS = words({
  decided: ['추진 예정', 'decided'],
  'under-review': ['장기 검토', 'under review'],
  referred: ['상급기관 협의', 'referred'],
});
export const DISCLOSURES = words({
  open: ['공개', 'open'],
  closed: ['비공개', 'closed'],
});

export const FIELDS = words({
  title: ['건의명', 'title'],
  text: ['내용', 'text'],
  place: ['위치', 'place'],
  fieldOfWork: ['분야', 'field of work'],
  channel: ['접수 경로', 'channel'],
  form: ['형식', 'form'],
  dong: ['동', 'dong'],
  district: ['구', 'district'],
  raisedOn: ['건의일', 'raised on'],
  acceptedOn: ['접수일', 'accepted on'],
  acceptedAt: ['접수 시각', 'accepted at'],
  proposerKind: ['건의자 구분', 'kind of proposer'],
  proposerOrganisation: ['건의 단체', 'organisation'],
  proposerCount: ['건의 인원', 'how many'],
  replyWanted: ['회신 희망', 'reply wanted'],
  department: ['부서', 'department'],
  team: ['팀', 'team'],
  officer: ['담당자 계정', "officer's account"],
  supporting: ['협조부서', 'supporting departments'],
  assignedOn: ['배정일', 'assigned on'],
  declinedOn: ['반려일', 'declined on'],
  suggests: ['소관으로 보는 부서', 'whose matter it is'],
  why: ['까닭', 'why'],
  reason: ['까닭', 'reason'],
  opinion: ['의견', 'opinion'],
  givenOn: ['의견일', 'given on'],
  startedOn: ['시작일', 'started on'],
  inspectedOn: ['확인일', 'inspected on'],
  findings: ['확인 결과', 'findings'],
  plannedOn: ['결정일', 'planned on'],
  decision: ['결정', 'decision'],
  referredTo: ['협의 기관', 'referred to'],
  plan: ['향후계획', 'plan'],
  target: ['완료 예정', 'target'],
  budgetLines: ['소요예산', 'budget lines'],
  reviewOn: ['재검토일', 'review on'],
  asOf: ['기준일', 'as of'],
  status: ['처리구분', 'status'],
  done: ['추진상황', 'done so far'],
  next: ['향후계획', 'what comes next'],
  stage: ['공사 단계', 'stage'],
  percent: ['공정률(%)', 'per cent'],
  spent: ['집행액(원)', 'spent (won)'],
  collection: ['점검 이름', 'collection'],
  reply: ['회신 여부', 'reply'],
  setOn: ['지정일', 'set on'],
  sentOn: ['회신일', 'sent on'],
  kind: ['구분', 'kind'],
  to: ['받는 이', 'to'],
  unit: ['보낸 부서', 'unit'],
  document: ['문서번호', 'document'],
  outcome: ['처리 결과', 'outcome'],
  resolvedOn: ['처리일', 'resolved on'],
  reasonCode: ['불가 사유', 'reason code'],
  explanation: ['설명', 'explanation'],
  alternative: ['대안', 'alternative'],
  remedy: ['불복 방법', 'remedy'],
  article: ['근거 조항', 'article'],
  confirmedBy: ['확인자 직위', 'confirmed by (position)'],
  reopenedOn: ['재개일', 'reopened on'],
  withdrawnOn: ['취하일', 'withdrawn on'],
  transferredOn: ['이송일', 'transferred on'],
  agency: ['기관', 'agency'],
  answeredOn: ['답변일', 'answered on'],
  answer: ['답변', 'answer'],
  returnedOn: ['반송일', 'returned on'],
  mergedOn: ['병합일', 'merged on'],
  into: ['병합 대상', 'merged into'],
  splitOn: ['분리일', 'split on'],
  parts: ['나눈 건의', 'parts'],
  relatedOn: ['지정일', 'related on'],
  how: ['관계', 'relation'],
  classifiedOn: ['분류일', 'classified on'],
  stoppedOn: ['정지일', 'stopped on'],
  resumedOn: ['재개일', 'resumed on'],
  ground: ['정지 사유', 'ground'],
  decidedOn: ['결정일', 'decided on'],
  workingDays: ['근무일 수', 'working days'],
  consented: ['민원인 동의', 'consented'],
  position: ['직위', 'position'],
  words: ['답변 내용', 'words'],
  final: ['최종 답변', 'final'],
  disclosure: ['공개', 'disclosure'],
  orderInMeeting: ['간담회 순번', 'order in the meeting'],
  sourcePage: ['원본 쪽', 'source page'],
  doneBy: ['행위자', 'done by'],
  changes: ['바꾼 것', 'changes'],
  meetingId: ['간담회', 'meeting'],
  roundId: ['회차', 'round'],
  splitFrom: ['나누기 전 건의', 'split from'],
  repeats: ['되풀이한 건의', 'repeats'],
  placeDong: ['위치의 동', 'dong of the place'],
  dueOn: ['기한', 'due on'],
  outsidePeriodReason: ['기간 밖 사유', 'why outside the period'],
  afterClosureReason: ['마감 후 사유', 'why after the closing'],
  digest: ['본문 다이제스트', 'digest of the text'],
  noticedOn: ['통지일', 'noticed on'],
  departmentHadItOn: ['부서 접수일', 'the department had it on'],
});

/** The label of a code; the code itself where there is none. */
export function labelOf(labels: Labels, code: string): Sentence {
  return Object.hasOwn(labels, code) ? labels[code]! : { ko: code, en: code };
}
