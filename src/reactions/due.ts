import type { Command } from '@nestjs/cqrs';
import { correctEntry } from '../amending/amend-entry.js';
import { officialCalendar } from '../deadlines/official-calendar.js';
import { correctedHistory } from '../history/corrected-history.js';
import type { Recorded, RecordedBy } from '../history/event.js';
import { idFromCommand } from '../recording/command.js';
import type { Receipt } from '../recording/recorder.js';
import { setDeadline } from '../suggestions/clock/set-deadline.js';
import { partsToReceive } from '../suggestions/receipt/parts.js';
import { receiveSuggestion } from '../suggestions/receipt/receive-suggestion.js';
import { suggestionContracts, type SuggestionEvent } from '../suggestions/suggestion.events.js';
import { changesAlong, type Moved } from './take-along.js';

/** Commands that an event calls for. Each has its id from the event and what it is about: given again, it is the same. */

/** Who gives them. */
const REACTIONS: RecordedBy = { id: 'reactions', role: 'system', verified: false };

type Cause = Pick<Recorded, 'id' | 'metadata'>;

/** The receipt of a part of a suggestion that was split; undefined where the split does not stand. */
export function receiptOfPart(parent: readonly Recorded[], partId: string): Command<Receipt> | undefined {
  const history = standing(parent);
  const receipt = history.find((entry) => entry.type === 'SuggestionReceived');
  const split = history.find((entry) => entry.type === 'SuggestionSplit');
  if (!receipt || !split) return undefined;
  const parentId = receipt.stream.slice('suggestion-'.length);
  const part = partsToReceive(receipt.data, parentId, split).find(({ suggestionId }) => suggestionId === partId);
  return part && receiveSuggestion.commandOf({}, part.body, identity(part.commandId, split));
}

/**
 * The correction by which a suggestion goes with its meeting, as it stands since `last`; undefined where there is nothing
 * to change.
 */
export function correctionAlong(
  suggestion: readonly Recorded[],
  { cause, last }: { readonly cause: Recorded; readonly last: Pick<Recorded, 'id'> },
  moved: Moved,
): Command<Receipt> | undefined {
  const receipt = standing(suggestion).find((entry) => entry.type === 'SuggestionReceived');
  if (!receipt) return undefined;
  const changes = changesAlong(receipt.data, moved);
  if (changes.length === 0) return undefined;
  const id = receipt.stream.slice('suggestion-'.length);
  const address = { collection: 'suggestions', id, eventId: receipt.id };
  const commandId = idFromCommand(last.id === cause.id ? `along/${id}` : `along/${id}/${last.id}`, cause.id);
  return correctEntry.commandOf(address, { changes, why: whyOf(cause) }, identity(commandId, cause));
}

/** Has the due days counted that no calendar reached; undefined where all of them are known. */
export function deadlineOf(suggestion: readonly Recorded[]): Command<Receipt> | undefined {
  const set = suggestion.findLast(({ type }) => type === 'DeadlineSet') as Standing | undefined;
  if (set?.type !== 'DeadlineSet') return undefined;
  const unknown = set.data.cycles.some(({ deadlines }) => deadlines.some((one) => one.unknown === 'outside-calendar'));
  if (!unknown) return undefined;
  const suggestionId = set.stream.slice('suggestion-'.length);
  const commandId = idFromCommand(`deadline/${officialCalendar.version}`, set.id);
  return setDeadline.commandOf({ suggestionId }, {}, identity(commandId, set));
}

type Standing = Extract<Recorded<SuggestionEvent>, unknown>;

function standing(raw: readonly Recorded[]): readonly Standing[] {
  return correctedHistory<SuggestionEvent>(raw, suggestionContracts);
}

function identity(commandId: string, { id, metadata }: Cause) {
  return { commandId, correlationId: metadata.correlationId, causationId: id, recordedBy: REACTIONS };
}

const LONGEST_WHY = 1_500;

function whyOf({ type, data }: Recorded): string {
  const because = 'why' in data && typeof data.why === 'string' ? `: ${data.why.slice(0, LONGEST_WHY)}` : '';
  return `간담회의 변경(${type})을 따라감${because}`;
}
