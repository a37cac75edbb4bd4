import type { LocalDate } from '../../history/days.js';
import { fieldsOn, type Listed, type Policy, proposerKindsOn } from '../../policies/in-force.js';
import { broken } from '../suggestion.rules.js';

/** What is chosen from the city's own lists; the three built-in kinds stand where it has set none. */
export interface Chosen {
  readonly fieldOfWork: string | null;
  readonly proposerKind: string | null;
}

/**
 * The codes of what is named by code or by name, of the lists that hold on the day it was raised. While the city has
 * set no fields of work, any is taken. Throws RuleBroken for what is on no list.
 */
export function chosenFrom(policy: Policy, day: LocalDate, { fieldOfWork, proposerKind }: Chosen): Chosen {
  return {
    fieldOfWork: fieldChosenFrom(policy, day, fieldOfWork),
    proposerKind: codeIn(proposerKindsOn(policy, day), proposerKind, (named, codes) =>
      broken('proposer-kind-not-listed', { named, day, codes }),
    ),
  };
}

/** The same of a field of work alone. */
export function fieldChosenFrom(policy: Policy, day: LocalDate, named: string | null): string | null {
  const fields = fieldsOn(policy, day);
  return fields
    ? codeIn(fields, named, (field, codes) => broken('field-of-work-not-listed', { named: field, day, codes }))
    : named;
}

/**
 * Judges what is changed of a receipt, which says codes: what stood before was judged when it was recorded, or came
 * before the list.
 */
export function judgeChosen(policy: Policy, before: Chosen & RaisedOn, after: Chosen & RaisedOn): void {
  const moved = after.raisedOn !== before.raisedOn;
  const changed = (what: keyof Chosen) => (moved || after[what] !== before[what] ? after[what] : null);
  const named = { fieldOfWork: changed('fieldOfWork'), proposerKind: changed('proposerKind') };
  const codes = chosenFrom(policy, after.raisedOn, named);
  for (const what of ['fieldOfWork', 'proposerKind'] as const) {
    if (codes[what] !== named[what])
      throw broken('name-for-code', { field: what, named: named[what], code: codes[what] });
  }
}

interface RaisedOn {
  readonly raisedOn: LocalDate;
}

function codeIn(
  list: readonly Listed[],
  named: string | null,
  refused: (named: string, codes: readonly string[]) => Error,
): string | null {
  if (named === null) return null;
  const found = list.find(({ code }) => code === named) ?? list.find(({ ko, en }) => ko === named || en === named);
  if (found) return found.code;
  const further = list.length - MOST_NAMED;
  throw refused(named, [
    ...list.slice(0, MOST_NAMED).map(({ code, ko }) => `${code}(${ko})`),
    ...(further > 0 ? [`… +${String(further)}`] : []),
  ]);
}

/** So many are named in a refusal, and how many more there are. */
const MOST_NAMED = 30;
