import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import type { Event } from '../history/event.js';
import { isUuid } from '../history/value-checks.js';
import { jurisdictionStream } from '../jurisdiction/jurisdiction.events.js';
import { jurisdictionKind } from '../jurisdiction/jurisdiction.kind.js';
import { meetingStream } from '../meetings/meeting.events.js';
import { meetingKind } from '../meetings/meeting.kind.js';
import { pledgeItemKind } from '../pledge-items/pledge-item.kind.js';
import { pledgeItemNamed } from '../pledge-items/pledge-item-name.js';
import { pledgeItemStream } from '../pledge-items/pledge-item.events.js';
import type { StreamKind } from '../recording/recorder.js';
import { NotThere } from '../recording/refusals.js';
import { roundStream } from '../rounds/round.events.js';
import { roundIdOf, roundKind } from '../rounds/round.kind.js';
import { suggestionStream } from '../suggestions/suggestion.events.js';
import { suggestionKind } from '../suggestions/suggestion.kind.js';

/** The collections of the API whose things have a history, and whose entries can be put right. */
export const COLLECTIONS = ['suggestions', 'meetings', 'rounds', 'pledge-items', 'jurisdictions'] as const;
export type Collection = (typeof COLLECTIONS)[number];

/** A stream by the name that the API gives it. */
export interface Amendable {
  // The state's type is the kind's own affair: what amends it never looks inside.
  readonly kind: StreamKind<unknown, Event>;
  readonly stream: string;
  /** Whether one command may take all of it out of the counts. */
  readonly voidableWhole: boolean;
}

/** Finds the stream, and what it obeys, behind an address such as /v1/meetings/{id}. */
@Injectable()
export class Amendables {
  constructor(private readonly settings: Settings) {}

  /** Throws NotThere where the API has no such collection, or names nothing in it like that. */
  named(collection: string, id: string): Amendable {
    const city = this.settings.cityCode;
    const missing = () => new NotThere(`history of ${id} among the ${collection}`);
    switch (collection as Collection) {
      case 'suggestions':
        if (!isUuid(id.toLowerCase())) throw missing();
        return amendable(suggestionKind(city), suggestionStream(id.toLowerCase()));
      case 'meetings':
        if (!isUuid(id.toLowerCase())) throw missing();
        return amendable(meetingKind(city), meetingStream(id.toLowerCase()));
      case 'rounds':
        return amendable(roundKind(city), roundStream(roundIdOf(id)));
      case 'pledge-items': {
        const { term, number } = pledgeItemNamed(id);
        return amendable(pledgeItemKind, pledgeItemStream(term, number));
      }
      case 'jurisdictions':
        if (id !== city) throw missing();
        return amendable(jurisdictionKind, jurisdictionStream(city), false);
      default:
        throw new NotThere(`collection ${collection}`);
    }
  }
}

function amendable<State, E extends Event>(
  kind: StreamKind<State, E>,
  stream: string,
  voidableWhole = true,
): Amendable {
  return { kind, stream, voidableWhole };
}
