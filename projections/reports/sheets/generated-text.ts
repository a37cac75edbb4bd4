import { isMonth, type Period, type PeriodBound } from '../../../src/history/days.js';
import type { Line } from '../../../src/pledge-items/pledge-item.events.js';

/** What a sheet prints for a round where nothing was given, in the manner of the published form. */
export interface GeneratedText {
  readonly heading: string;
  readonly lines: readonly Line[];
  readonly suggestionHeading: string;
  readonly suggestionLine: Line;
}

/** What the texts are generated from. */
export interface RoundWords {
  readonly kind: string;
  readonly participants: string;
  readonly agenda: string;
  readonly meetingPeriod: Period;
  readonly suggestionPeriod: Period;
}

export function generatedText(round: RoundWords): GeneratedText {
  return {
    heading: `시정 정책 공유를 위한 ${round.kind} 추진`,
    lines: [
      { label: '기간', text: printedPeriod(round.meetingPeriod) },
      { label: '참석', text: round.participants },
      { label: '내용', text: round.agenda },
    ],
    suggestionHeading: '소통간담회 추진 건의사항 수렴',
    suggestionLine: { label: '일시', text: printedPeriod(round.suggestionPeriod) },
  };
}

/** `2022. 3. ~ 2022. 6.`, as the form prints periods; an open end is left out. */
export function printedPeriod({ from, to }: Period): string {
  return to === null ? `${printedBound(from)} ~` : `${printedBound(from)} ~ ${printedBound(to)}`;
}

function printedBound(bound: PeriodBound): string {
  const [year, month, day] = bound.split('-').map(Number);
  const printed = `${String(year)}. ${String(month)}.`;
  return isMonth(bound) ? printed : `${printed} ${String(day)}.`;
}
