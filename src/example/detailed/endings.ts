import type { LocalDate } from '../../history/days.js';
import { answerTransfer } from '../../suggestions/ending/answer-transfer.js';
import { reopenSuggestion } from '../../suggestions/ending/reopen-suggestion.js';
import { resolveSuggestion } from '../../suggestions/ending/resolve-suggestion.js';
import { returnTransfer } from '../../suggestions/ending/return-transfer.js';
import { transferSuggestion } from '../../suggestions/ending/transfer-suggestion.js';
import { planHandling } from '../../suggestions/handling/plan-handling.js';
import { reportStanding } from '../../suggestions/handling/report-standing.js';
import { sendReply } from '../../suggestions/handling/send-reply.js';
import { setReviewDay } from '../../suggestions/handling/set-review-day.js';
import { LAST_DAY } from './diary.js';
import type { Course } from './course.js';
import { nameOf } from './offices.js';

/** Last days of half-years, on which departments report. */
const REPORTED = ['2024-12-31', '2025-06-30', '2025-12-31', LAST_DAY];

/** What comes of a suggestion once it was looked into; of some nothing yet. */
export function endingOf(course: Course): void {
  const { matter } = course.asked;
  const at = course.chance.next();
  if (at < 0.3) return completed(course);
  if (at < 0.58) return planned(course);
  if (at < 0.66) return considered(course);
  if (at < 0.82) return refused(course);
  if (at < 0.88 && matter.agency !== undefined) transferred(course, matter.agency);
}

function completed(course: Course): void {
  const { matter, number } = course.asked;
  const { chance } = course;
  if (chance.happens(0.85)) reply(course, chance.between(1, 3), 'plan', matter.plan);
  const spent = matter.cost === null ? null : matter.cost * 10_000;
  const resolved = (resolvedOn: LocalDate, outcome: string) => ({
    outcome,
    resolvedOn,
    explanation: matter.done,
    spent,
    confirmedBy: '과장',
  });
  course.then(chance.between(3, 45), resolveSuggestion, (on) => resolved(on, 'completed'));
  if (chance.happens(0.85)) reply(course, 1, 'result', matter.done);
  if (number % 29 !== 6) return;
  course.then(8, reopenSuggestion, (reopenedOn) => ({ reopenedOn, why: '건의한 곳의 일부가 빠짐(예시)' }));
  course.then(10, resolveSuggestion, (on) => resolved(on, 'partly-completed'));
  reply(course, 1, 'result', `${matter.done} (일부)`);
}

function planned(course: Course): void {
  const { matter } = course.asked;
  const { chance } = course;
  const ahead = chance.between(0, 2);
  course.then(chance.between(1, 4), planHandling, (plannedOn) => {
    const year = Number(plannedOn.slice(0, 4)) + ahead;
    const won = matter.cost === null ? 0 : matter.cost * 10_000;
    return {
      plannedOn,
      decision: 'decided',
      plan: matter.plan,
      target: { by: `${String(year)}-12-31`, precision: 'year' },
      budgetLines: won === 0 ? [] : [{ year, budget: 'main', fund: chance.of(FUNDS), won, state: 'asked' }],
    };
  });
  reply(course, chance.between(1, 2), 'plan', matter.plan);
  for (const asOf of REPORTED) {
    if (asOf <= course.day) continue;
    course.day = asOf;
    const same = chance.happens(0.4);
    const body = {
      asOf,
      status: same ? null : 'in-progress',
      done: same ? null : chance.of(['현장 조사 완료', '설계 용역 착수', '예산 요구', '공사 발주 준비']),
      next: same ? null : matter.plan,
      percent: same ? null : chance.of([10, 20, 30, 50, 70]),
      collection: `${asOf.slice(0, 4)}년 ${asOf.slice(5, 7) === '06' ? '상반기' : '하반기'} 점검 (예시)`,
    };
    course.diary.note(asOf, reportStanding, { suggestionId: course.asked.id }, body);
  }
}

const FUNDS = ['city', 'city', 'city', 'provincial', 'national'];

/** To be looked at again later, or asked of a higher body. */
function considered(course: Course): void {
  const { matter, number } = course.asked;
  const referred = number % 3 === 0;
  course.then(course.chance.between(3, 9), planHandling, (plannedOn) => ({
    plannedOn,
    decision: referred ? 'referred' : 'under-review',
    referredTo: referred ? '경기도' : null,
    plan: referred ? `경기도에 건의: ${matter.plan}` : matter.plan,
    reviewOn: referred ? null : `${String(Number(plannedOn.slice(0, 4)) + 1)}-01-31`,
  }));
  reply(course, course.chance.between(1, 3), number % 2 === 0 ? 'plan' : 'interim', matter.plan);
  if (referred) return;
  const why = '다음 해 예산 편성 때 다시 살핌(예시)';
  course.then(5, setReviewDay, (setOn) => ({ setOn, reviewOn: `${String(Number(setOn.slice(0, 4)) + 1)}-03-31`, why }));
}

function refused(course: Course): void {
  const { matter } = course.asked;
  course.then(course.chance.between(2, 12), resolveSuggestion, (resolvedOn) => ({
    outcome: 'infeasible',
    resolvedOn,
    reasonCode: matter.why,
    explanation: matter.no,
    remedy: '처리 결과에 이의가 있으면 60일 이내에 이의신청할 수 있음',
    confirmedBy: '과장',
  }));
  reply(course, 1, 'result', matter.no);
}

function transferred(course: Course, agency: string): void {
  const { matter, number } = course.asked;
  const reason = `${agency} 소관임(예시)`;
  course.then(course.chance.between(1, 5), transferSuggestion, (transferredOn) => ({ transferredOn, agency, reason }));
  if (number % 5 === 2) {
    course.then(7, returnTransfer, (returnedOn) => ({ returnedOn, why: '시 소관으로 반려됨(예시)' }));
    return;
  }
  const answer = `${matter.plan} (예시 회신)`;
  course.then(course.chance.between(8, 20), answerTransfer, (answeredOn) => ({ answeredOn, agency, answer }));
}

function reply(course: Course, after: number, kind: 'result' | 'plan' | 'interim', text: string): void {
  const { number } = course.asked;
  course.then(after, sendReply, (sentOn) => {
    const unit = nameOf(course.office, sentOn);
    const document = `${unit}-${String(1_000 + number)}`;
    return { sentOn, kind, channel: course.chance.of(['letter', 'letter', 'online', 'message']), unit, document, text };
  });
}
