import type { Recorded } from '../../../src/history/event.js';
import { entersPhase, type Step } from '../../../src/suggestions/handling-status.js';
import type { LifeTold } from './suggestion-life.js';
import type { SuggestionRow } from './suggestion.tables.js';

type Entered = Pick<SuggestionRow, 'revision' | 'entries'>;

/** A step, and the entry that makes it. */
export interface StepBy {
  readonly step: Step;
  readonly by: number;
  /** JSON of what it says, where it was corrected. */
  readonly said: string | null;
}

/** A suggestion before the first of its steps: where it was raised, and when. */
function receivedRow(
  { suggestion_id, first_ordinal, revision, entries }: Entered & Pick<SuggestionRow, 'suggestion_id' | 'first_ordinal'>,
  { data }: NonNullable<LifeTold['received']>,
  receipt: string | null,
): SuggestionRow {
  return {
    suggestion_id,
    first_ordinal,
    revision,
    standing: 1,
    round_id: data.roundId,
    meeting_id: data.meetingId,
    dong: data.dong,
    district: data.district,
    raised_on: data.raisedOn,
    outside_period_reason: data.outsidePeriodReason,
    phase: 'received',
    status: 'pending',
    phase_since: '',
    phase_by: first_ordinal,
    department: null,
    last_day: '',
    receipt,
    phase_said: null,
    entries,
  };
}

/** The row after one more entry, and the step that it makes, if any, which does not lie before the last. */
export function advancedRow(
  row: SuggestionRow,
  { revision, entries }: Entered,
  made: StepBy | undefined,
): SuggestionRow {
  const step = made?.step;
  const inPhase = made && entersPhase(made.step, row) ? made : undefined;
  // Written out: rows of one shape are read and checked faster than copies of what the database handed over.
  return {
    suggestion_id: row.suggestion_id,
    first_ordinal: row.first_ordinal,
    revision,
    standing: 1,
    round_id: row.round_id,
    meeting_id: row.meeting_id,
    dong: row.dong,
    district: row.district,
    raised_on: row.raised_on,
    outside_period_reason: row.outside_period_reason,
    phase: inPhase?.step.phase ?? row.phase,
    status: step?.status ?? row.status,
    phase_since: inPhase?.step.day ?? row.phase_since,
    phase_by: inPhase?.by ?? row.phase_by,
    department: step?.department === undefined ? row.department : step.department,
    last_day: step?.day ?? row.last_day,
    receipt: row.receipt,
    phase_said: inPhase ? inPhase.said : row.phase_said,
    entries,
  };
}

/** The row that a life makes, by its entries' ordinals and which are corrected; undefined where no receipt stands. */
export function rowOfHistory(
  { received, steps }: LifeTold,
  of: Pick<SuggestionRow, 'suggestion_id' | 'first_ordinal'>,
  entered: Entered,
  ordinals: ReadonlyMap<string, number>,
  corrected: ReadonlySet<string>,
): SuggestionRow | undefined {
  if (!received) return undefined;
  const said = ({ id, data }: Pick<Recorded, 'id' | 'data'>) => (corrected.has(id) ? JSON.stringify(data) : null);
  return steps.reduce(
    (row, { step, by }) => advancedRow(row, entered, { step, by: ordinals.get(by.id)!, said: said(by) }),
    receivedRow({ ...of, ...entered }, received, said(received)),
  );
}
