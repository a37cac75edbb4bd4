import * as shown from '../../../src/http/shown.js';
import { HANDLING_STATUSES, PHASES, type Step } from '../../../src/suggestions/handling-status.js';
import { resolved } from '../../../src/suggestions/ending/ending.events.js';
import { assigned, planned, standingReported } from '../../../src/suggestions/handling/handling.events.js';
import { classified, received } from '../../../src/suggestions/receipt/receipt.events.js';
import { historyOf, voidable } from '../../asking/voidable.js';
import { numberText, type SuggestionNumberTables } from '../suggestion-numbers/suggestion-number.queries.js';
import { type LifeTold, phasedBy } from './suggestion-life.js';
import type { SuggestionSpanRow } from './suggestion-span.tables.js';
import { codesIn, stoodAfter, stoodReceived } from './suggestion-spans.js';
import type { SuggestionEntryRow, SuggestionRow } from './suggestion.tables.js';

export interface SuggestionTables extends SuggestionNumberTables {
  suggestions: SuggestionRow;
  suggestion_entries: SuggestionEntryRow;
  suggestion_spans: SuggestionSpanRow;
}

/** A suggestion's progress as the API shows it. */
export const suggestionFields = {
  id: shown.id(),
  number: shown.orNull(shown.text({ about: '접수번호, taken wherever an address has the id; null until it is given' })),
  firstOrdinal: shown.integer({ about: 'Its number in the order in which suggestions were recorded' }),
  revision: shown.integer({ about: 'Of its stream, as its ETag says it' }),
  ...voidable,
  ahead: shown.flag({
    about: 'The day it counts from lies ahead: it is in no figure yet, nor in the list unless asked for',
  }),
  late: shown.flag({ about: 'Recorded after its round was closed' }),
  ...received,
  category: { ...received.fieldOfWork, about: 'The former name of fieldOfWork' },
  statutoryKind: shown.orNull(classified.kind, { about: 'As it was classified; null where it was not' }),
  phase: shown.choice(PHASES),
  status: shown.choice(HANDLING_STATUSES, { about: '처리현황' }),
  phaseSince: shown.day({ about: 'The day of the last change of phase' }),
  department: shown.orNull(shown.text({ about: 'Code of the department (소관부서) that has it; null where none has' })),
  officer: shown.orNull(assigned.officer, { about: 'Whose desk it is on; null where nobody is named' }),
  supporting: shown.list(shown.object({ department: shown.text({ about: 'Code' }), awaited: shown.flag() }), {
    about: '협조부서, and whether its opinion is awaited',
  }),
  target: { ...planned.target, about: 'By when it is to be done, as last planned or reported' },
  budgetLines: { ...planned.budgetLines, about: '소요예산, as last planned or reported' },
  reviewOn: shown.orNull(shown.day({ about: 'When it is looked at again; null where it is not' })),
  standing: shown.orNull(shown.object(standingReported), {
    about: 'What was last reported of it (추진상황), if anything',
  }),
  resolution: shown.orNull(shown.object(resolved), { about: 'How it ended; null where it has not' }),
};
export const suggestion = shown.object(suggestionFields);

export type SuggestionView = shown.Of<typeof suggestion>;

/** What a row says of which suggestion it is. */
export type Identified = Pick<SuggestionRow, 'suggestion_id' | 'first_ordinal'> & {
  readonly year: number | null;
  readonly number: number | null;
};

/** A suggestion as its life tells it. */
export function viewOf(
  { suggestion_id: id, first_ordinal: firstOrdinal, year, number }: Identified,
  { received: receipt, steps }: LifeTold,
  { revision, voided, asOf }: { readonly revision: number; readonly voided: boolean; readonly asOf: string },
): SuggestionView {
  const { data } = receipt!;
  const stood = steps.reduce((before, { step }) => stoodAfter(before, step), stoodReceived(data));
  const phased = phasedBy(steps);
  const awaited = codesIn(stood.awaited);
  const plan = stood.plan === null ? null : (JSON.parse(stood.plan) as NonNullable<Step['plan']>);
  const ends = stood.phase === 'resolved' && phased.by.type === 'SuggestionResolved';
  return {
    id,
    firstOrdinal,
    revision,
    number: year === null || number === null ? null : numberText({ year, number }),
    voided,
    history: historyOf('suggestions', id),
    ahead: data.raisedOn > asOf,
    late: data.afterClosureReason !== null,
    ...data,
    category: data.fieldOfWork,
    statutoryKind: stood.statutory_kind as SuggestionView['statutoryKind'],
    phase: stood.phase as SuggestionView['phase'],
    status: stood.status as SuggestionView['status'],
    phaseSince: phased.step.day,
    department: stood.department,
    officer: stood.officer,
    supporting: codesIn(stood.supporting).map((one) => ({ department: one, awaited: awaited.includes(one) })),
    target: plan?.target ?? null,
    budgetLines: plan?.budgetLines ?? [],
    reviewOn: stood.review_on,
    standing: (steps.findLast(({ by }) => by.type === 'StandingReported')?.by.data ??
      null) as SuggestionView['standing'],
    resolution: ends ? (phased.by.data as SuggestionView['resolution']) : null,
  };
}
