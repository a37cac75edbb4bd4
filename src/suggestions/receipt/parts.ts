import type { Recorded } from '../../history/event.js';
import { idFromCommand } from '../../recording/command.js';
import type { ReceiptEvent } from './receipt.events.js';
import type { Received } from './receipt.js';

type Split = Extract<ReceiptEvent, { type: 'SuggestionSplit' }>;

/** The command that receives a part, by the command that split: sent again, it is the same. */
export function commandOfPart(splitBy: string, index: number): string {
  return idFromCommand(`part-${String(index)}`, splitBy);
}

/** The id under which a part is received. */
export function idOfPart(splitBy: string, index: number): string {
  return idFromCommand('suggestion', commandOfPart(splitBy, index));
}

/** What ReceiveSuggestion is sent for a part. */
export interface PartToReceive {
  readonly commandId: string;
  readonly suggestionId: string;
  readonly body: object;
}

/** The receipts of a suggestion's parts, each as its parent was received: when, where, by whom. */
export function partsToReceive(parent: Received, parentId: string, split: Recorded<Split>): readonly PartToReceive[] {
  const { roundId, district, proposerSealed: _, repeats: _repeats, ...received } = parent;
  const unknown = (['dong', 'acceptedOn'] as const).filter((name) => parent[name] === null);
  return split.data.parts.map(({ suggestionId, ...content }, index) => ({
    commandId: commandOfPart(split.metadata.commandId, index),
    suggestionId,
    body: {
      ...received,
      ...content,
      round: roundId,
      district: parent.dong === null ? district : null,
      unknown,
      splitFrom: parentId,
      doneBy: null,
    },
  }));
}
