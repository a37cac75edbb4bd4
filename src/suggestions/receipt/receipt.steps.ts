import type { LocalDate } from '../../history/days.js';
import type { DataOf } from '../../history/fields.js';
import type { Steps } from '../handling-status.js';
import type { received, ReceiptEvent } from './receipt.events.js';

export const receiptSteps: Steps<ReceiptEvent> = {
  SuggestionReceived: (data) => ({ day: firstDayOf(data), phase: 'received', status: 'pending' }),
  SuggestionSplit: ({ splitOn }) => ({ day: splitOn, phase: 'split', status: 'split' }),
  SuggestionRelated: null,
  SuggestionClassified: ({ classifiedOn, kind }) => ({ day: classifiedOn, kind }),
};

/** The day a suggestion is first known by: raised or accepted, whichever is earlier. */
export function firstDayOf({
  raisedOn,
  acceptedOn,
}: Pick<DataOf<typeof received>, 'raisedOn' | 'acceptedOn'>): LocalDate {
  return acceptedOn === null || raisedOn < acceptedOn ? raisedOn : acceptedOn;
}
