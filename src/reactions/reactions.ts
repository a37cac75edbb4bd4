import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Command, CommandBus } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { Database } from '../../projections/engine/database/database.js';
import { DATABASE } from '../../projections/engine/engine.module.js';
import { NotServed } from '../../projections/engine/reading/errors.js';
import { ReadModels } from '../../projections/engine/reading/read-models.js';
import { Engine } from '../../projections/engine/running/engine.js';
import { Wake } from '../../projections/engine/running/wake.js';
import {
  deadlinesUnknown,
  type MeetingPlace,
  movesAfter,
  movesDone,
  movesRefused,
  partsDue,
  placesBefore,
  REACTION_MODELS,
  type ReactionTables,
  type RefusedMove,
  suggestionsBefore,
} from '../../projections/read-models/reactions/reaction.queries.js';
import type { SplitPartRow } from '../../projections/read-models/reactions/reaction.tables.js';
import { Settings } from '../config/settings.js';
import { EventStore } from '../event-store/event-store.js';
import type { Recorded } from '../history/event.js';
import { meetingPlace, meeting } from '../meetings/meeting.js';
import { meetingStream } from '../meetings/meeting.events.js';
import { KnownStream } from '../recording/known-stream.js';
import type { Receipt } from '../recording/recorder.js';
import { InvalidInput, Refusal, RuleBroken, TooMuchContention } from '../recording/refusals.js';
import { suggestionStream } from '../suggestions/suggestion.events.js';
import { correctionAlong, deadlineOf, receiptOfPart } from './due.js';

/** So many parts and moves are looked at in one go. */
const AT_A_TIME = 100;
/** Commits come thick in a rebuild: what they call for is looked at no more often than this. */
const REST_MS = 50;
/** Without a commit it is looked whether the lease has come. */
const LOOK_EVERY_MS = 1_000;
/** What failed for want of the store or the database is tried again after this, and longer each time. */
const AGAIN_MS = 250;
const LATEST_AGAIN_MS = 10_000;
/** What was refused is tried again after this, and later each time: what was in its way may be gone. */
const REFUSED_AGAIN_MS = 1_000;
const LATEST_REFUSED_AGAIN_MS = 300_000;

interface Move extends RefusedMove {
  readonly before: readonly MeetingPlace[];
}

/**
 * Gives the commands that events call for: the parts of a split are received, and suggestions go with their meeting
 * when it moves; due days that no calendar reached are looked at once in a run of the program. It runs where the read models are projected. What is due is seen from the read models, what was given
 * has its id from the event: killed anywhere, it goes on, and nothing happens twice. What is refused is kept, to be
 * listed with what disagrees.
 */
@Injectable()
export class Reactions implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('reactions');
  private readonly stop = new AbortController();
  private readonly wake = new Wake();
  private running: Promise<void> | undefined;
  private refusedAgain = 0;
  private refusedRest = REFUSED_AGAIN_MS;
  /** Up to which first ordinal it was looked, in this run of the program, for due days that no calendar reached. */
  private counted: number | undefined = 0;
  /** What was refused before. */
  private refused: ReadonlySet<string> = new Set();

  constructor(
    private readonly engine: Engine,
    private readonly readModels: ReadModels,
    @Inject(DATABASE) private readonly database: Database,
    private readonly store: EventStore,
    private readonly commands: CommandBus,
    private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.role !== 'api') this.running = this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stop.abort();
    this.wake.up();
    await this.running;
  }

  private stopped(): boolean {
    return this.stop.signal.aborted;
  }

  private async run(): Promise<void> {
    const unhear = this.database.onCommit(this.wake.up);
    let again = AGAIN_MS;
    while (!this.stopped()) {
      this.wake.heed();
      try {
        const given = await this.giveWhatIsDue();
        again = AGAIN_MS;
        if (given) continue;
      } catch (error) {
        // Away, full or contended: nothing is lost, for what is due stays due.
        if (!this.stopped()) this.log.warn({ message: 'not given yet, tried again', err: error });
        await this.rest(again);
        again = Math.min(again * 2, LATEST_AGAIN_MS);
        continue;
      }
      await this.rest(REST_MS);
      if (!this.stopped()) await this.wake.rest(performance.now() + LOOK_EVERY_MS);
    }
    unhear();
  }

  /** Whether anything was due. */
  private async giveWhatIsDue(): Promise<boolean> {
    if (this.engine.status.role !== 'holder') return false;
    if (this.counted !== undefined && (await this.countDeadlines(this.counted))) return true;
    const refusedToo = performance.now() >= this.refusedAgain;
    const due = await this.due(refusedToo);
    if (!due) return false;
    this.refused = new Set(due.refused);
    const positions: (string | null)[] = [];
    // Parts are received as their parent is, which may have to go with its meeting first.
    for (const move of due.moves) positions.push(await this.takeAlong(move));
    for (const move of due.leftBehind) positions.push(await this.bring(move));
    for (const part of due.parts) positions.push(await this.receive(part));
    const last = positions
      .filter((position) => position !== null)
      .sort()
      .at(-1);
    // Else it would be seen as due once more.
    if (last !== undefined) await this.readModels.waitFor(last);
    const given = due.moves.length > 0 || last !== undefined;
    this.restRefused(refusedToo, given);
    return given;
  }

  /** What was given may have been in the way of what was refused. */
  private restRefused(tried: boolean, given: boolean): void {
    if (given) this.refusedRest = REFUSED_AGAIN_MS;
    else if (tried) this.refusedRest = Math.min(this.refusedRest * 2, LATEST_REFUSED_AGAIN_MS);
    if (given || tried) this.refusedAgain = performance.now() + this.refusedRest;
  }

  private due(refusedToo: boolean) {
    return this.read(async (db) => {
      const parts = await partsDue(db, AT_A_TIME, refusedToo);
      const moves: Move[] = [];
      for (const move of await movesAfter(db, await movesDone(db), AT_A_TIME)) {
        const suggestions = await suggestionsBefore(db, move);
        moves.push({ ...move, before: await placesBefore(db, move), suggestions });
      }
      const leftBehind: Move[] = [];
      for (const move of refusedToo ? await movesRefused(db, AT_A_TIME) : []) {
        leftBehind.push({ ...move, before: await placesBefore(db, move) });
      }
      const refused = await db.selectFrom('ledger_refused_reactions').select('target').execute();
      return { parts, moves, leftBehind, refused: refused.map(({ target }) => target) };
    });
  }

  /** Undefined where the read models are not served yet. */
  private async read<T>(query: (db: Kysely<ReactionTables>) => Promise<T>): Promise<T | undefined> {
    try {
      return await this.readModels.read<ReactionTables, T>(REACTION_MODELS, query);
    } catch (error) {
      if (error instanceof NotServed) return undefined;
      throw error;
    }
  }

  /** Whether some were looked at: a program with a newer calendar may know them. */
  private async countDeadlines(after: number): Promise<boolean> {
    const found = await this.read((db) => deadlinesUnknown(db, after, AT_A_TIME));
    if (!found) return false;
    for (const { suggestion_id } of found) {
      const command = deadlineOf(await this.stream(suggestionStream(suggestion_id)));
      if (command) await this.commands.execute(command);
    }
    this.counted = found.at(-1)?.first_ordinal;
    return found.length > 0;
  }

  private async receive({ part_id, parent_id, event_id }: SplitPartRow): Promise<string | null> {
    const command = receiptOfPart(await this.stream(suggestionStream(parent_id)), part_id);
    return this.give(command, { event_id, target: part_id, kind: 'part', about: parent_id });
  }

  private async takeAlong(move: Move): Promise<string | null> {
    const last = await this.bring(move);
    // Figures say that it is under way until it shows in them.
    if (last !== null) await this.readModels.waitFor(last);
    const { ordinal } = move;
    await this.database.write(async ({ books }) => {
      await books.updateTable('ledger_reactions').set({ ordinal }).where('ordinal', '<', ordinal).execute();
    });
    return last;
  }

  /** Brings suggestions to where their meeting is now. The position of the last that was recorded; null where none was. */
  private async bring({ event_id, meeting_id, before, suggestions }: Move): Promise<string | null> {
    if (before.length === 0 || suggestions.length === 0) return null;
    const raw = await this.stream(meetingStream(meeting_id));
    const cause = raw.find(({ id }) => id === event_id);
    const now = meetingPlace(KnownStream.EMPTY.followedBy(raw).state(meeting));
    let last: string | null = null;
    for (const id of cause && now ? suggestions : []) {
      const suggestion = await this.stream(suggestionStream(id));
      const command = correctionAlong(suggestion, { cause: cause!, last: raw.at(-1)! }, { before, now: now! });
      const about = { event_id, target: id, kind: 'along', about: meeting_id } as const;
      last = (await this.give(command, about)) ?? last;
    }
    return last;
  }

  /** The position of what was recorded; null where nothing was. A refusal is kept. */
  private async give(
    command: Command<Receipt> | undefined,
    of: { readonly event_id: string; readonly target: string; readonly kind: 'part' | 'along'; readonly about: string },
  ): Promise<string | null> {
    try {
      const position = command ? (await this.commands.execute(command)).position : null;
      if (this.refused.has(of.target)) await this.forgetRefusal(of.event_id, of.target);
      return position;
    } catch (error) {
      if (!(error instanceof Refusal) || error instanceof TooMuchContention) throw error;
      const { ko, en } = error.sentence;
      const row = { ...of, code: codeOf(error), ko, en };
      this.log.warn({ message: 'what an event calls for was refused', ...row });
      await this.database.write(async ({ books }) => {
        const told = { code: row.code, ko, en };
        const kept = books.insertInto('ledger_refused_reactions').values(row);
        await kept.onConflict((known) => known.columns(['event_id', 'target']).doUpdateSet(told)).execute();
      });
      return null;
    }
  }

  private async forgetRefusal(event: string, target: string): Promise<void> {
    await this.database.write(async ({ books }) => {
      const kept = books.deleteFrom('ledger_refused_reactions').where('event_id', '=', event);
      await kept.where('target', '=', target).execute();
    });
  }

  private stream(name: string): Promise<readonly Recorded[]> {
    return Array.fromAsync(this.store.readStream(name));
  }

  private async rest(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stop.signal }).catch(() => undefined);
  }
}

function codeOf(refusal: Refusal): string {
  if (refusal instanceof RuleBroken) return refusal.rule;
  return refusal instanceof InvalidInput ? 'invalid-input' : refusal.name;
}
