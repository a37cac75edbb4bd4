import type { LocalDate } from '../history/days.js';
import { type Aggregate, admitted, alike, unknownType } from '../recording/aggregate.js';
import { HANDLING_STATUSES } from '../suggestions/handling-status.js';
import {
  fieldsOn,
  type Listed,
  NOTHING_SET,
  type OfficeHours,
  type Policy,
  proposerKindsOn,
  type StatusWords,
  withSet,
} from './in-force.js';
import { policyContracts, type PolicyEvent } from './policy.events.js';
import { broken } from './policy.rules.js';

/** A city's own rules over time. */
export const policy: Aggregate<Policy, PolicyEvent> = {
  category: 'policy',
  contracts: policyContracts,
  initial: NOTHING_SET,
  evolve: withSet,
  admit,
};

/** Says what holds from a day on, until the next of its kind. */
export function setPolicy(policies: Policy, event: PolicyEvent, today: LocalDate): PolicyEvent[] {
  const others: readonly PolicyEvent['data'][] = policies[event.type];
  if (others.some((other) => alike(other, event.data))) return [];
  return admitted(policy, policies, event, today);
}

/** Judges a field of work by the list of the day; while the city has set none, nothing is judged. */
export function judgeFieldOfWork(policies: Policy, code: string, day: LocalDate): void {
  const fields = fieldsOn(policies, day);
  if (fields && !isListed(fields, code)) throw broken('field-of-work-unknown', { code, day, codes: codesOf(fields) });
}

/** Judges a kind of proposer by the list of the day, or by the kinds that hold while the city has set none. */
export function judgeProposerKind(policies: Policy, code: string, day: LocalDate): void {
  const kinds = proposerKindsOn(policies, day);
  if (!isListed(kinds, code)) throw broken('proposer-kind-unknown', { code, day, codes: codesOf(kinds) });
}

function admit(policies: Policy, event: PolicyEvent): void {
  judgeItself(event);
  const others: readonly PolicyEvent['data'][] = Object.hasOwn(policies, event.type) ? policies[event.type] : [];
  const { validFrom } = event.data;
  if (others.some((other) => other.validFrom === validFrom && setOf(other) === setOf(event.data))) {
    throw broken('policy-set-that-day', { validFrom });
  }
}

/** Words are set for one kind of report each. */
function setOf(data: PolicyEvent['data']): string | undefined {
  return 'set' in data ? data.set : undefined;
}

function judgeItself(event: PolicyEvent): void {
  switch (event.type) {
    case 'StatusWordsSet':
      return judgeWords(event.data);
    case 'FieldsOfWorkSet':
      return judgeList(event.data.fields);
    case 'ProposerKindsSet':
      return judgeList(event.data.kinds);
    case 'OralSuggestionDefaultSet':
      return;
    case 'OfficeHoursSet':
      return judgeHours(event.data);
    default:
      return unknownType(event, undefined);
  }
}

function judgeWords({ words, splits }: StatusWords): void {
  const covered = [...words.flatMap(({ statuses }) => statuses), ...splits.map(({ status }) => status)];
  const without = HANDLING_STATUSES.filter((status) => status !== 'split' && !covered.includes(status));
  if (without.length > 0) throw broken('status-without-word', { statuses: without });
  const twice = repeated(covered);
  if (twice.length > 0) throw broken('status-with-two-words', { statuses: twice });
  const said = words.map(({ word }) => word.ko);
  const saidTwice = repeated(said);
  if (saidTwice.length > 0) throw broken('word-twice', { words: saidTwice });
  const ofSplits = splits.flatMap(({ parts, rest }) => [...parts.map(({ word }) => word.ko), rest.ko]);
  const idle = words.filter(({ word, statuses }) => statuses.length === 0 && !ofSplits.includes(word.ko));
  if (idle.length > 0) throw broken('word-of-nothing', { words: idle.map(({ word }) => word.ko) });
  if (words.some(({ statuses }) => statuses.includes('closed') && statuses.includes('completed'))) {
    throw broken('closed-as-completed');
  }
  for (const { status, parts } of splits) {
    const nothing = parts.some(({ when }) => when.targetWithinYears === null && when.budgetLine === null);
    if (nothing) throw broken('condition-of-nothing', { status });
  }
}

function judgeList(listed: readonly Listed[]): void {
  const codes = repeated([...codesOf(listed)]);
  if (codes.length > 0) throw broken('code-twice', { codes });
  const names = repeated(listed.map(({ ko }) => ko));
  if (names.length > 0) throw broken('code-twice', { codes: names });
}

function judgeHours({ from, to, pauseFrom, pauseTo }: OfficeHours): void {
  const bothOrNone = (pauseFrom === null) === (pauseTo === null);
  const times = [from, pauseFrom, pauseTo, to].filter((time) => time !== null);
  const inOrder = times.every((time, index) => index === 0 || times[index - 1]! < time);
  if (!bothOrNone || !inOrder) throw broken('office-hours-in-disorder');
}

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function isListed(listed: readonly Listed[], code: string): boolean {
  return listed.some((one) => one.code === code);
}

function codesOf(listed: readonly Listed[]): readonly string[] {
  return listed.map(({ code }) => code);
}
