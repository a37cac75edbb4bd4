import { correctEntry, voidWhole } from '../../amending/amend-entry.js';
import { addDays } from '../../history/days.js';
import { extendDeadline } from '../../suggestions/clock/extend-deadline.js';
import { resumeClock } from '../../suggestions/clock/resume-clock.js';
import { stopClock } from '../../suggestions/clock/stop-clock.js';
import { mergeSuggestion } from '../../suggestions/ending/merge-suggestion.js';
import { withdrawSuggestion } from '../../suggestions/ending/withdraw-suggestion.js';
import { answerAtMeeting } from '../../suggestions/handling/answer-at-meeting.js';
import { assignSuggestion } from '../../suggestions/handling/assign-suggestion.js';
import { declineAssignment } from '../../suggestions/handling/decline-assignment.js';
import { giveOpinion } from '../../suggestions/handling/give-opinion.js';
import { inspectSite } from '../../suggestions/handling/inspect-site.js';
import { startReview } from '../../suggestions/handling/start-review.js';
import { classifySuggestion } from '../../suggestions/receipt/classify-suggestion.js';
import { splitSuggestion } from '../../suggestions/receipt/split-suggestion.js';
import { suggestionStream } from '../../suggestions/suggestion.events.js';
import type { Chance } from './chance.js';
import { Course } from './course.js';
import type { Diary } from './diary.js';
import { endingOf } from './endings.js';
import { WORKS } from './offices.js';
import type { Asked } from './receipts.js';
import { workingDay } from './working-days.js';

/** What became of the suggestions, each on a path of its own. */
export function noteLives(diary: Diary, all: readonly Asked[], chance: Chance): void {
  const gone = new Set<string>();
  for (const asked of all) {
    const course = new Course(diary, asked, chance);
    if (putRight(course, gone) || endsSoon(course, gone)) continue;
    handle(course);
    endingOf(course);
  }
}

/** Slips: a title that was mistyped, a suggestion that was typed in twice. Whether nothing is left to be handled. */
function putRight({ diary, asked, day }: Course, gone: Set<string>): boolean {
  const { id, number, title } = asked;
  const of = { collection: 'suggestions', id };
  if (number % 83 === 7) {
    const changes = [{ path: '/title', from: title, to: `${title} 요청` }];
    const eventId = asked.entryIn(suggestionStream(id));
    diary.note(workingDay(day, 1), correctEntry, { ...of, eventId }, { changes, why: '제목을 줄여 적음(예시)' });
  }
  if (number % 151 !== 11) return false;
  gone.add(id);
  diary.note(workingDay(day, 2), voidWhole, of, { why: '같은 건의를 두 번 입력함(예시)' });
  return true;
}

/** What is settled before any department has it. */
function endsSoon(course: Course, gone: Set<string>): boolean {
  const { asked, chance } = course;
  const { number, earlier, meeting, matter, form, spot } = asked;
  if (earlier && !gone.has(earlier.id) && chance.happens(0.4)) {
    gone.add(asked.id);
    const why = '같은 곳의 같은 건의로 함께 처리함(예시)';
    course.then(2, mergeSuggestion, (mergedOn) => ({ into: earlier.id, mergedOn, why }));
    return true;
  }
  if (number % 67 === 13) {
    gone.add(asked.id);
    const [first, second] = matter.asks;
    const part = (text: string) => ({ title: null, text: `${spot}: ${text}`, place: spot, fieldOfWork: matter.field });
    course.then(1, splitSuggestion, (splitOn) => ({ splitOn, parts: [part(first!), part(second!)] }));
    return true;
  }
  if (form === 'oral' && number % 9 === 4) {
    const final = chance.happens(0.5);
    const words = `${matter.found}. ${final ? matter.no : matter.plan}`;
    const body = { answeredOn: meeting.heldOn, position: '시장', words, final };
    course.then(0, answerAtMeeting, () => body);
    return final;
  }
  if (number % 89 !== 17) return false;
  course.then(4, withdrawSuggestion, (withdrawnOn) => ({ withdrawnOn, why: '다른 경로로 해결됨(예시)' }));
  return true;
}

/** Until a department has looked into it. */
function handle(course: Course): void {
  const { asked, chance } = course;
  const { number, form, matter } = asked;
  if (form === 'written') {
    course.then(1, classifySuggestion, (classifiedOn) => ({ kind: 'suggestion', classifiedOn }));
  }
  const works = WORKS[asked.district]!;
  if (number % 31 === 8 && asked.office !== works) {
    const why = '현장 시설물은 구청 소관임(예시)';
    course.then(1, assignSuggestion, (assignedOn) => ({ department: course.office, assignedOn }));
    course.then(1, declineAssignment, (declinedOn) => ({
      department: course.office,
      declinedOn,
      why,
      suggests: works,
    }));
    course.then(1, assignSuggestion, (assignedOn) => ({ department: works, assignedOn }));
  } else {
    const helps = number % 6 === 1 && asked.office !== works;
    course.then(chance.between(1, 3), assignSuggestion, (assignedOn) => ({
      department: course.office,
      assignedOn,
      supporting: helps ? [{ department: works, dueOn: addDays(assignedOn, 7) }] : [],
    }));
    if (helps) {
      const opinion = `${matter.found} (예시 의견)`;
      course.then(3, giveOpinion, (givenOn) => ({ department: works, givenOn, opinion }));
    }
  }
  if (chance.happens(0.1)) return;
  course.then(1, startReview, (startedOn) => ({ startedOn }));
  if (chance.happens(0.45)) {
    course.then(chance.between(1, 4), inspectSite, (inspectedOn) => ({ inspectedOn, findings: matter.found }));
  }
  if (form === 'written' && number % 11 === 2) {
    course.then(0, stopClock, (stoppedOn) => ({ stoppedOn, ground: 'supplement', why: '위치도 보완을 요청함(예시)' }));
    course.then(3, resumeClock, (resumedOn) => ({ resumedOn }));
  }
  if (form === 'written' && number % 13 === 3) {
    const reason = '관계 기관 협의에 시간이 더 걸림(예시)';
    course.then(0, extendDeadline, (decidedOn) => ({ decidedOn, workingDays: 7, reason }));
  }
}
