import type { LocalDate } from '../history/days.js';
import type { DataOf } from '../history/fields.js';
import { notInFuture } from '../recording/day.rules.js';
import type { received } from './receipt/receipt.events.js';
import { broken, PHASES } from './suggestion.rules.js';

/** One thing asked for (건의사항), and where it stands in the process. */
export type Suggestion = { readonly phase: 'none' } | There;

/** A suggestion that was received; each slice moves it on. */
export interface There {
  readonly phase: 'received' | 'assigned' | 'resolved' | 'withdrawn';
  readonly received: DataOf<typeof received>;
  /** The day of the last change of phase. */
  readonly since: LocalDate;
  readonly department: string | null;
}

/** It is neither resolved nor withdrawn. */
export function mustBeUnderWay({ phase, since }: There): void {
  if (phase === 'resolved') throw broken('suggestion-already-resolved', { since });
  if (phase === 'withdrawn') throw broken('suggestion-withdrawn', { since });
}

/** What happens next does not happen before the last change of phase, nor after today. */
export function judgeDay({ phase, since }: There, day: LocalDate, today: LocalDate): void {
  notInFuture(day, today);
  if (day < since) throw broken('before-last-change', { day, since, phase: PHASES[phase] });
}
