import { readFileSync } from 'node:fs';
import { entered, entry, received } from '../../test/suggestion-samples.js';
import { correctedHistory } from '../history/corrected-history.js';
import { fold } from '../recording/aggregate.js';
import { clockSteps } from './clock/clock.steps.js';
import { HANDLING_STATUSES, type Phase, PHASES, REPORTABLE_STATUSES } from './handling-status.js';
import type { There } from './life.js';
import { suggestionContracts, type SuggestionEvent } from './suggestion.events.js';
import { suggestion } from './suggestion.js';
import { stepOf } from './suggestion.steps.js';

const PAGE = readFileSync('docs/suggestion-life.md', 'utf8');
const ON = '2021-08-12';
const OTHER = '018f4e6e-0000-7000-8000-000000000009';

const assigned = entry('SuggestionAssigned', { department: 'parks', assignedOn: ON });
const resolved = entry('SuggestionResolved', { resolvedOn: ON, outcome: 'completed' });
const transferred = entry('SuggestionTransferred', { transferredOn: ON, agency: '도' });
const withdrawn = entry('SuggestionWithdrawn', { withdrawnOn: ON });
const merged = entry('SuggestionMerged', { mergedOn: ON, into: OTHER });
const split = entry('SuggestionSplit', { splitOn: ON, parts: [] });
const reopened = entry('SuggestionReopened', { reopenedOn: ON, why: '' });
const returned = entry('TransferReturned', { returnedOn: ON });
const review = entry('ReviewStarted', { startedOn: ON });
const plan = (decision: 'decided' | 'under-review' | 'referred') =>
  entry('HandlingPlanned', { plannedOn: ON, decision, referredTo: decision === 'referred' ? '도' : null });

/** Everything that may be said, in each of its ways. */
const SAYINGS: readonly SuggestionEvent[] = [
  received(),
  ...[split, assigned, resolved, transferred, withdrawn, merged, reopened, returned, review],
  ...[plan('decided'), plan('under-review'), plan('referred')],
  ...REPORTABLE_STATUSES.map((status) => entry('StandingReported', { asOf: ON, status })),
  entry('StandingReported', { asOf: ON }),
  ...[true, false].map((final) => entry('AnsweredAtMeeting', { answeredOn: ON, position: '시장', words: '함', final })),
  entry('AssignmentDeclined', { declinedOn: ON, department: 'parks', why: '' }),
  entry('OpinionGiven', { givenOn: ON, department: 'roads', opinion: '' }),
  entry('SiteInspected', { inspectedOn: ON }),
  entry('ReviewDaySet', { setOn: ON, reviewOn: null }),
  entry('ReplySent', { sentOn: ON, kind: 'interim', channel: 'letter' }),
  entry('SuggestionRelated', { relatedOn: ON, to: OTHER, how: 'related' }),
  entry('SuggestionClassified', { classifiedOn: ON, kind: 'none' }),
  entry('TransferAnswered', { answeredOn: ON, agency: '도', answer: '' }),
  entry('DeadlineSet', { cycles: [] }),
  entry('ClockStopped', { stoppedOn: ON, ground: 'supplement' }),
  entry('ClockResumed', { resumedOn: ON }),
  entry('DeadlineExtended', { decidedOn: ON, workingDays: 1, reason: '' }),
  ...(['partly-completed', 'answered', 'infeasible'] as const).map((outcome) =>
    entry('SuggestionResolved', { resolvedOn: ON, outcome, explanation: '' }),
  ),
  entry('SuggestionResolved', { resolvedOn: ON, outcome: 'closed', article: '' }),
];

/** A life that has come to each phase; somebody leads wherever somebody can. */
const LIVES: Readonly<Record<Phase, readonly SuggestionEvent[]>> = {
  received: [assigned, transferred, returned],
  assigned: [assigned],
  'under-review': [assigned, review],
  'in-progress': [assigned, plan('decided')],
  resolved: [resolved],
  reopened: [assigned, resolved, reopened],
  withdrawn: [withdrawn],
  transferred: [transferred],
  merged: [merged],
  split: [split],
};
const UNDER_WAY: readonly string[] = ['received', 'assigned', 'under-review', 'in-progress', 'reopened'];

interface Move {
  readonly from: Phase;
  readonly to: Phase;
  readonly by: string;
}

/** Every change of phase that the rules allow. */
function moves(): Move[] {
  return PHASES.flatMap((from) => {
    const life = entered([received(), ...LIVES[from]]);
    const state = fold(suggestion, correctedHistory(life, suggestionContracts)) as There;
    expect(state.phase).toBe(from);
    return SAYINGS.filter((said) => allowed(state, said)).flatMap((said) => {
      const to = (suggestion.evolve(state, said) as There).phase;
      return to === from ? [] : [{ from, to, by: said.type }];
    });
  });
}

function allowed(state: There, said: SuggestionEvent): boolean {
  try {
    suggestion.admit(state, said, '2021-08-20');
    return true;
  } catch {
    return false;
  }
}

/** The arrows of a diagram of the page: `from --> to: by, by`. */
function drawn(diagram: number): Set<string> {
  const text = [...PAGE.matchAll(/^```mermaid\n(.*?)^```/gms)][diagram]![1]!;
  const arrows = [...text.matchAll(/^\s*(\S+) --> (\S+): (.+)$/gm)];
  return new Set(
    arrows.flatMap(([, from, to, by]) =>
      by!.split(', ').map((one) => `${phaseNamed(from!)} --> ${phaseNamed(to!)}: ${one}`),
    ),
  );
}

function phaseNamed(name: string): string {
  return name.replace('underReview', 'under-review').replace('inProgress', 'in-progress');
}

const FIRST = '[*] --> {}: SuggestionReceived';

describe("the page about a suggestion's life", () => {
  it('draws every way in which it ends and begins again', () => {
    const zone = (phase: string) => (UNDER_WAY.includes(phase) ? 'underWay' : phase);
    const arrows = moves()
      .map(({ from, to, by }) => [zone(from), zone(to), by] as const)
      .filter(([from, to]) => from !== to)
      .map(([from, to, by]) => `${from} --> ${to}: ${by}`);
    expect(drawn(0)).toEqual(new Set([FIRST.replace('{}', 'underWay'), ...arrows]));
  });

  it('draws every way in which it goes on', () => {
    const arrows = moves()
      .filter(({ to }) => UNDER_WAY.includes(to))
      .map(({ from, to, by }) => `${UNDER_WAY.includes(from) ? 'any' : '[*]'} --> ${to}: ${by}`);
    expect(drawn(1)).toEqual(new Set([FIRST.replace('{}', 'received'), ...arrows]));
    // What is drawn from any phase is possible from each.
    for (const arrow of arrows.filter((one) => one.startsWith('any'))) {
      const [, to, by] = /--> (\S+): (\S+)/.exec(arrow)!;
      const from = moves().filter((move) => move.to === to && move.by === by && UNDER_WAY.includes(move.from));
      expect(new Set(from.map((move) => move.from))).toEqual(new Set(UNDER_WAY.filter((phase) => phase !== to)));
    }
  });

  it('lists by what each status is said', () => {
    const rows = [...PAGE.matchAll(/^\| ([a-z][a-z-]+) +\| [^|]+ \| ([^|]+) \|$/gm)].filter(
      ([, name]) => name !== 'status',
    );
    const listed = rows.map(([, status, by]) => [status!, by!.trim().split(', ').sort()] as const);
    const said = HANDLING_STATUSES.map((status) => {
      const by = SAYINGS.filter((one) => stepOf(one)?.status === status).map(({ type }) => type);
      return [status, [...new Set(by)].sort()] as const;
    });
    expect(listed).toEqual(said);
  });

  it('is compared with everything that can be said', () => {
    // The clock changes neither phase nor status.
    expect(Object.values(clockSteps).every((step) => step === null)).toBe(true);
    const said = [...SAYINGS.map(({ type }) => type), ...Object.keys(clockSteps)];
    expect(new Set(said)).toEqual(new Set(Object.keys(suggestionContracts)));
  });
});
