import type { CycleEnd, CycleRun, Held } from '../../deadlines/lateness.js';
import type { LocalDate } from '../../history/days.js';
import { BEGINNING } from '../../history/order-of-days.js';
import type { DataOf } from '../../history/fields.js';
import type { Form, StatutoryKind } from '../receipt/receipt.events.js';
import type { SuggestionEvent } from '../suggestion.events.js';
import type { deadlineSet } from './clock.events.js';
import { endBy } from './cycles.steps.js';

/** What an entry says of how the clock ran, in short. */
export interface ClockFact {
  /** Its place in the life: its day, or the beginning. */
  readonly on: LocalDate;
  /** A cycle begins on that day, and counts from it unless it is not known so exactly. */
  readonly begins?: { readonly from: LocalDate; readonly countsFrom: LocalDate | null; readonly form?: Form | null };
  readonly kind?: StatutoryKind;
  readonly ends?: CycleEnd;
  readonly notice?: true;
}

/** Undefined where it says nothing of it. */
export function clockFactOf(event: SuggestionEvent): ClockFact | undefined {
  switch (event.type) {
    case 'SuggestionReceived': {
      const { acceptedOn, acceptedOnPrecision, raisedOn, form } = event.data;
      const countsFrom = acceptedOnPrecision === 'day' ? acceptedOn : null;
      return { on: BEGINNING, begins: { from: acceptedOn ?? raisedOn, countsFrom, form } };
    }
    case 'SuggestionReopened':
      return begunAgain(event.data.reopenedOn, event.data.reopenedOnPrecision);
    case 'TransferReturned':
      return begunAgain(event.data.returnedOn, event.data.returnedOnPrecision);
    case 'SuggestionClassified':
      return { on: event.data.classifiedOn, kind: event.data.kind };
    default: {
      if (event.type === 'ReplySent' && event.data.kind === 'interim') return { on: event.data.sentOn, notice: true };
      const ends = endBy(event);
      return ends && { on: ends.on, ends };
    }
  }
}

/** The deadlines that were set, cycle by cycle. */
export function promisedIn({ cycles }: DataOf<typeof deadlineSet>) {
  return cycles.map(({ deadlines }) => deadlines);
}

/**
 * The cycles as they ran: told by facts in the order of their days, with the deadlines that were last set. Where none
 * was set, form and kind alone say whether anything is due.
 */
export function runsOf<D extends Held>(
  facts: readonly ClockFact[],
  promised: readonly (readonly D[])[],
): readonly CycleRun<D | Held>[] {
  const runs: CycleRun<D | Held>[] = [];
  let [form, kind]: [Form | null, StatutoryKind | null] = [null, null];
  for (const { on, begins, kind: newKind, ends, notice } of facts) {
    const last = runs.at(-1);
    if (begins) {
      if (begins.form !== undefined) form = begins.form;
      const { from, countsFrom } = begins;
      const deadlines = promised[runs.length] ?? [unrecorded(from, form, kind)];
      runs.push({ from, countsFrom, deadlines, end: null, notices: [] });
    }
    if (newKind !== undefined) {
      kind = newKind;
      if (last && !promised[runs.length - 1]) {
        runs[runs.length - 1] = { ...last, deadlines: [...last.deadlines, unrecorded(on, form, kind)] };
      }
    }
    if (ends && last && !last.end) runs[runs.length - 1] = { ...last, end: ends };
    if (notice && last) runs[runs.length - 1] = { ...last, notices: [...last.notices, on] };
  }
  return runs;
}

function begunAgain(on: LocalDate, precision: 'day' | 'month' | 'half' | 'year'): ClockFact {
  return { on, begins: { from: on, countsFrom: precision === 'day' ? on : null } };
}

/** What is due where no deadline was recorded. */
function unrecorded(holdsFrom: LocalDate, form: Form | null, kind: StatutoryKind | null): Held {
  const nothing = { holdsFrom, basis: 'none', dueOn: null } as const;
  const unknown = unknownFor(form, kind);
  return unknown === null ? { ...nothing, state: 'none', unknown } : { ...nothing, state: 'unknown', unknown };
}

/** What is raised orally and is no petition has no day while no policy has set one. */
function unknownFor(form: Form | null, kind: StatutoryKind | null): Held['unknown'] {
  if (kind === null) return form === 'oral' ? null : 'not-classified';
  if (kind === 'none') return null;
  return 'not-recorded';
}
