import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { EventStore } from '../event-store/event-store.js';
import { contractOf } from '../history/common-entries.js';
import { corrected, isAmendment, standingCorrections, voidedIds } from '../history/corrected-history.js';
import type { Recorded } from '../history/event.js';
import { cursorAfter } from '../http/paging/cursor.js';
import { metadata } from '../http/metadata-shown.js';
import { nextCursor, type Page } from '../http/paging/page.js';
import * as shown from '../http/shown.js';
import { NotThere } from '../recording/refusals.js';
import { historySaid, toldIn } from './amendable.js';
import { Settings } from '../config/settings.js';

/** One entry of a history: as recorded, and as it stands after corrections. */
const historyEntry = shown.object({
  eventId: shown.id(),
  type: shown.text(),
  revision: shown.integer({ about: 'Its number in the history, from 0' }),
  position: shown.text({ about: 'In the log, for ?after=' }),
  state: shown.choice(['standing', 'voided']),
  data: shown.anyObject({ about: 'As recorded, never changed' }),
  corrected: shown.orNull(shown.anyObject(), {
    about: 'As it stands where corrections changed it; null where nothing did or the entry is voided',
  }),
  inWords: shown.orNull(shown.object({ ko: shown.text(), en: shown.text() }), {
    about: 'What the program counted, with all that it comes from (DeadlineSet); null of every other entry',
  }),
  amendedBy: shown.list(shown.id(), { about: 'The entries that correct or void this one, and stand themselves' }),
  metadata,
});
export type HistoryEntry = shown.Of<typeof historyEntry>;

/** One page of a history, in the order of recording. */
export const historyPage = shown.object({ entries: shown.list(historyEntry), nextCursor });
export type HistoryPage = shown.Of<typeof historyPage>;

/** Events that are read before others have their turn. */
const AT_A_TIME = 500;

/** Everything that was ever recorded of one thing; read from the event store itself. */
@Injectable()
export class EntryHistories {
  constructor(
    private readonly store: EventStore,
    private readonly settings: Settings,
  ) {}

  /** The page, and the revision of the whole. Throws NotThere where nothing was recorded. */
  async of(collection: string, id: string, { after, limit }: Page): Promise<HistoryPage & { revision: number }> {
    const { things, one, stream, of } = toldIn(collection, id, this.settings.cityCode);
    const raw = await this.load(stream);
    const told = entriesOf(raw, of);
    if (told.length === 0) {
      throw new NotThere(historySaid(one, id));
    }
    const voided = voidedIds(raw);
    const corrections = standingCorrections(raw, voided);
    const amendments = standingAmendments(raw, voided);
    const shown = told.slice(after, after + limit);
    const entries = shown.map((event): HistoryEntry => {
      const contract = contractOf(things.rules.aggregate.contracts, event.type);
      const its = corrections.get(event.id);
      return {
        eventId: event.id,
        type: event.type,
        revision: event.revision,
        position: event.position,
        state: voided.has(event.id) ? 'voided' : 'standing',
        data: event.data,
        corrected: its && contract && !voided.has(event.id) ? corrected(event, contract, its) : null,
        inWords: things.inWords?.(event) ?? null,
        amendedBy: amendments.get(event.id) ?? [],
        metadata: event.metadata,
      };
    });
    const next = after + shown.length;
    const more = next < told.length ? cursorAfter(historyOf(collection, id), next) : null;
    return { entries, nextCursor: more, revision: raw.at(-1)!.revision };
  }

  private async load(stream: string): Promise<readonly Recorded[]> {
    const raw: Recorded[] = [];
    for await (const event of this.store.readStream(stream)) {
      raw.push(event);
      if (raw.length % AT_A_TIME === 0) await setImmediate();
    }
    return raw;
  }
}

/** The list that a cursor of one thing's history is of. */
export function historyOf(collection: string, id: string): `history-of-${string}` {
  return `history-of-${collection}/${id.toLowerCase()}`;
}

/** Those that tell of it, and what corrected or voided them. */
function entriesOf(raw: readonly Recorded[], of: (entry: Recorded) => boolean): readonly Recorded[] {
  const told = new Set<string>();
  return raw.filter((event) => {
    const tells = isAmendment(event) ? told.has(event.data.eventId) : of(event);
    if (tells) told.add(event.id);
    return tells;
  });
}

function standingAmendments(
  raw: readonly Recorded[],
  voided: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const amendments = new Map<string, string[]>();
  for (const event of raw) {
    if (!isAmendment(event) || voided.has(event.id)) continue;
    const of = amendments.get(event.data.eventId);
    if (of) of.push(event.id);
    else amendments.set(event.data.eventId, [event.id]);
  }
  return amendments;
}
