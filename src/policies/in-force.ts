import type { LocalDate } from '../history/days.js';
import type { HandlingStatus } from '../suggestions/handling-status.js';
import type { PolicyEvent } from './policy.events.js';

/** The city's own rules that hold on a day: each from its day until the next of its kind. */

type DataOf<T extends PolicyEvent['type']> = Extract<PolicyEvent, { type: T }>['data'];

export type StatusWords = DataOf<'StatusWordsSet'>;
export type FieldsOfWork = DataOf<'FieldsOfWorkSet'>;
export type ProposerKinds = DataOf<'ProposerKindsSet'>;
export type OralDefault = DataOf<'OralSuggestionDefaultSet'>;
export type OfficeHours = DataOf<'OfficeHoursSet'>;

/** All that a city has set, of each kind in the order of the days from which it holds. */
export interface Policy {
  readonly StatusWordsSet: readonly StatusWords[];
  readonly FieldsOfWorkSet: readonly FieldsOfWork[];
  readonly ProposerKindsSet: readonly ProposerKinds[];
  readonly OralSuggestionDefaultSet: readonly OralDefault[];
  readonly OfficeHoursSet: readonly OfficeHours[];
}

export const NOTHING_SET: Policy = {
  StatusWordsSet: [],
  FieldsOfWorkSet: [],
  ProposerKindsSet: [],
  OralSuggestionDefaultSet: [],
  OfficeHoursSet: [],
};

/** A word as a report prints it. */
export type Word = StatusWords['words'][number]['word'];

/** A kind of proposer, or a field of work. */
export type Listed = FieldsOfWork['fields'][number];

/** The kinds of proposers while the city has set none. */
export const BUILT_IN_PROPOSER_KINDS: readonly Listed[] = [
  { code: 'committee-member', ko: '주민자치위원', en: "member of a residents' autonomy committee" },
  { code: 'tongjang', ko: '통장', en: 'tongjang' },
  { code: 'resident', ko: '주민', en: 'resident' },
];

/** With one more that is set; of a type that is not known, as it was. */
export function withSet(policy: Policy, { type, data }: PolicyEvent): Policy {
  if (!Object.hasOwn(policy, type)) return policy;
  const others: readonly PolicyEvent['data'][] = policy[type];
  const before = others.filter(({ validFrom }) => validFrom <= data.validFrom);
  return { ...policy, [type]: [...before, data, ...others.slice(before.length)] };
}

/** The one that holds on a day, of some in the order of their days; undefined before the first. */
export function inForceOn<T extends { readonly validFrom: LocalDate }>(
  inOrder: readonly T[],
  day: LocalDate,
): T | undefined {
  return inOrder.findLast(({ validFrom }) => validFrom <= day);
}

/** The words of a kind of report; undefined where none are set. */
export function wordsOn({ StatusWordsSet: all }: Policy, set: string, day: LocalDate): StatusWords | undefined {
  return inForceOn(
    all.filter((one) => one.set === set),
    day,
  );
}

/** The words of every kind of report that has some, in the order of their codes. */
export function allWordsOn(policy: Policy, day: LocalDate): readonly StatusWords[] {
  const sets = new Set(policy.StatusWordsSet.map(({ set }) => set));
  return [...sets].sort().flatMap((set) => wordsOn(policy, set, day) ?? []);
}

/** The city's fields of work; undefined where it has set none. */
export function fieldsOn(policy: Policy, day: LocalDate): readonly Listed[] | undefined {
  return inForceOn(policy.FieldsOfWorkSet, day)?.fields;
}

/** The city's kinds of proposers, or those that hold while it has set none. */
export function proposerKindsOn(policy: Policy, day: LocalDate): readonly Listed[] {
  return inForceOn(policy.ProposerKindsSet, day)?.kinds ?? BUILT_IN_PROPOSER_KINDS;
}

/** 내부 처리기한 of what was raised orally, in working days; null where there is none. */
export function oralDefaultOn(policy: Policy, day: LocalDate): OralDefault | null {
  const holds = inForceOn(policy.OralSuggestionDefaultSet, day);
  return holds === undefined || holds.workingDays === null ? null : holds;
}

/** The hours in which a working day's hours are counted; undefined where none are set. */
export function officeHoursOn(policy: Policy, day: LocalDate): OfficeHours | undefined {
  return inForceOn(policy.OfficeHoursSet, day);
}

/** What a word is chosen by besides the status. */
export interface Planned {
  readonly target: { readonly by: LocalDate } | null;
  readonly budgetLines: readonly { readonly state: string }[];
}

/**
 * The word for a status in a report as of a day: that of the first condition which its target and budget lines meet,
 * else the rest's. Undefined for a status that the words do not cover.
 */
export function wordOf(
  status: HandlingStatus,
  planned: Planned,
  { words, splits }: Pick<StatusWords, 'words' | 'splits'>,
  asOf: LocalDate,
): Word | undefined {
  const whole = words.find(({ statuses }) => statuses.includes(status));
  if (whole) return whole.word;
  const split = splits.find((one) => one.status === status);
  return split && (split.parts.find(({ when }) => meets(when, planned, asOf))?.word ?? split.rest);
}

type Condition = StatusWords['splits'][number]['parts'][number]['when'];

function meets({ targetWithinYears, budgetLine }: Condition, { target, budgetLines }: Planned, asOf: LocalDate) {
  if (targetWithinYears === null && budgetLine === null) return false;
  const inTime =
    targetWithinYears === null || (target !== null && yearOf(target.by) - yearOf(asOf) <= targetWithinYears);
  return inTime && (budgetLine === null || budgetLines.some(({ state }) => state === budgetLine));
}

function yearOf(day: LocalDate): number {
  return Number(day.slice(0, 4));
}
