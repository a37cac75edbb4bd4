import { rules } from '../../recording/rules.js';

/** Why an entry about a suggestion's clock is refused. */
export const broken = rules({
  'clock-ended': {
    ko: '회신이 끝났거나 더 회신할 것이 없어 처리기간이 진행되지 않습니다',
    en: 'the clock does not run: the proposer has a reply, or there is none to be given',
  },
  'clock-stopped-already': {
    ko: '처리기간은 {from}부터 이미 멈춰 있습니다. 먼저 다시 진행시키십시오',
    en: 'the clock is stopped since {from}; resume it first',
  },
  'clock-not-stopped': {
    ko: '그날에는 처리기간이 멈춰 있지 않습니다',
    en: 'the clock is not stopped on that day',
  },
  'ground-not-yet': {
    ko: '{ground}은(는) {since}부터의 사유입니다. {stoppedOn}에는 처리기간을 멈출 수 없습니다',
    en: '{ground} is a ground since {since}, not on {stoppedOn}',
  },
  'survey-of-grievance-alone': {
    ko: '현장 조사 기간은 고충민원에서만 산입하지 않습니다(영 제17조)',
    en: 'a site survey stops the clock of a grievance alone (영 제17조)',
  },
  'deadline-run-out': {
    ko: '처리기한 {dueOn}이(가) {day}에는 이미 지났습니다',
    en: 'the deadline of {dueOn} had run out on {day}',
  },
  'no-deadline-to-extend': {
    ko: '연장할 처리기한이 없습니다. 먼저 민원 종류를 분류하십시오',
    en: 'there is no deadline to extend; classify the suggestion first',
  },
  'at-once-not-extended': {
    ko: '즉시 처리할 것은 날로 연장하지 않습니다',
    en: 'what is due at once is not extended by days',
  },
  'extension-too-long': {
    ko: '연장은 원래의 처리기간인 근무일 {most}까지입니다(보낸 값 {workingDays})',
    en: 'an extension is at most the period itself, {most} working days, not {workingDays}',
  },
  'consent-required': {
    ko: '두 번째 연장에는 민원인의 동의가 있어야 합니다(영 제21조)',
    en: 'a second extension needs the consent of the petitioner (영 제21조)',
  },
  'extended-twice': { ko: '이미 두 번 연장했습니다', en: 'it was extended twice already' },
});
