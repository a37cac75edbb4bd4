import { isCorrection, isVoid } from '../../../src/history/corrected-history.js';
import type { Recorded } from '../../../src/history/event.js';
import type { ReceiptEvent } from '../../../src/suggestions/receipt/receipt.events.js';
import { type Projection, table } from '../../engine/read-model/projection.js';

/** A part of a suggestion that was split: a suggestion of its own is to be received for it. */
export type SplitPartRow = Readonly<{
  part_id: string;
  parent_id: string;
  /** The entry that split it. */
  event_id: string;
  ordinal: number;
  /** Its place among the parts, from 0. */
  number: number;
}>;

/** An entry that may have moved a meeting: its suggestions go with it. */
export type MeetingMoveRow = Readonly<{ event_id: string; meeting_id: string; ordinal: number }>;

export const splitParts = table<SplitPartRow>({
  name: 'split_parts',
  columns: { part_id: 'text', parent_id: 'text', event_id: 'text', ordinal: 'integer', number: 'integer' },
  key: ['part_id'],
});

export const meetingMoves = table<MeetingMoveRow>({
  name: 'meeting_moves',
  columns: { event_id: 'text', meeting_id: 'text', ordinal: 'integer' },
  key: ['event_id'],
  indexes: [{ columns: ['ordinal'] }],
});

const MEETING = 'meeting-';
const SUGGESTION = 'suggestion-';

/** What calls for further commands. Whether they were given is seen from what they recorded. */
export const reactionsModel: Projection = {
  name: 'reactions',
  version: 1,
  tables: [splitParts, meetingMoves],
  concerns: (event) =>
    event.type === 'SuggestionSplit' ? event.stream.startsWith(SUGGESTION) : mayMove(event) !== 'no',
  wants: (event) => (isVoid(event) ? [{ table: meetingMoves, keys: [[event.data.eventId]] }] : []),
  fold(event, rows) {
    const { stream, ordinal, id: event_id } = event;
    if (event.type === 'SuggestionSplit') {
      const { parts } = event.data as Extract<ReceiptEvent, { type: 'SuggestionSplit' }>['data'];
      const parent_id = stream.slice(SUGGESTION.length);
      parts.forEach(({ suggestionId }, number) => {
        rows.put(splitParts, { part_id: suggestionId, parent_id, event_id, ordinal, number });
      });
      return;
    }
    // Who takes back what moved a meeting moves it back.
    if (isVoid(event) && !rows.get(meetingMoves, [event.data.eventId])) return;
    rows.put(meetingMoves, { event_id, meeting_id: stream.slice(MEETING.length), ordinal });
  },
};

function mayMove(event: Recorded): 'yes' | 'if-what-it-voids-did' | 'no' {
  if (!event.stream.startsWith(MEETING) || event.revision === 0) return 'no';
  if (isVoid(event)) return 'if-what-it-voids-did';
  if (isCorrection(event)) return event.data.takeAlong === true ? 'yes' : 'no';
  return event.type === 'MeetingRescheduled' ? 'yes' : 'no';
}
