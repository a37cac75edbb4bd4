import type { Answer } from '../requests/carry-out.js';
import type { Database, Writing } from '../database/database.js';
import type { Group } from './cohort.js';
import type { Groups } from './cohorts.js';
import { answerRequest, type Asked } from '../requests/requests.js';
import { heldStreams, retryStream } from './retry.js';
import type { EngineSettings } from './settings.js';

/** An operator's request, by its number. */
export type RetryRequest = Omit<Asked, 'kind'> & { readonly id: number };

interface Held {
  readonly build: number;
  readonly stream: string;
}

/** Streams that are tried one after the other: those that an operator means, or all after a program's start. */
interface Pass {
  readonly request: RetryRequest | undefined;
  /** Undefined before they are listed. */
  untried: Held[] | undefined;
  /** Of which there were streams to try. */
  readonly builds: Set<number>;
  stillHeldBack: number;
}

/**
 * Tries streams in quarantine again: every one once after a program's start, which may hold the fix, and those that an
 * operator means. Some at a time and every second turn, so that of hundreds what is live does not wait.
 */
export class RetryTurns {
  private starting: Pass | undefined = newPass(undefined);
  private asked: Pass | undefined;
  private ourTurn = false;

  constructor(
    private readonly database: Database,
    private readonly groups: Groups,
    private readonly guard: (tx: Writing) => Promise<void>,
    private readonly flush: (group: Group) => Promise<void>,
    private readonly settings: Pick<EngineSettings, 'besideMs' | 'report'>,
  ) {}

  /** Some are left, and can be tried. */
  get underWay(): boolean {
    return this.next !== undefined;
  }

  /** An operator's request is not answered yet; those behind it wait, and so does another retry. */
  get isAsked(): boolean {
    return this.asked !== undefined;
  }

  /** It is answered once its streams were tried. */
  ask(request: RetryRequest): void {
    this.asked = newPass(request);
  }

  /** False where it was not its turn, or nothing is left. */
  async take(): Promise<boolean> {
    const pass = this.next;
    this.ourTurn = pass !== undefined && !this.ourTurn;
    if (!pass || !this.ourTurn) return false;
    pass.untried ??= await this.heldBack(pass);
    const until = performance.now() + this.settings.besideMs;
    while (pass.untried.length > 0 && !this.waits(pass)) {
      await this.retry(pass.untried.shift()!, pass);
      if (performance.now() >= until) break;
    }
    if (pass.untried.length === 0) await this.end(pass);
    return true;
  }

  /** An operator's first. The others only once what serves was seen to belong to this log. */
  private get next(): Pass | undefined {
    const pass = this.asked ?? (this.groups.servingFed ? this.starting : undefined);
    return pass && !this.waits(pass) ? pass : undefined;
  }

  /** PostgreSQL lets nobody write to a table of which it makes an index. */
  private waits({ untried }: Pass): boolean {
    const [held] = untried ?? [];
    return held !== undefined && this.groupOf(held)?.indexing !== undefined;
  }

  private groupOf({ build }: Held): Group | undefined {
    return this.groups.all.find(({ ids }) => ids.includes(build));
  }

  private async retry(held: Held, pass: Pass): Promise<void> {
    const group = this.groupOf(held);
    if (group) await this.flush(group);
    // It may have been taken out by the flush, or given up meanwhile.
    const running = group?.builds.find(({ row }) => row.build === held.build);
    const freed = running && (await retryStream(this.database, running, held.stream, this.guard));
    if (!freed) pass.stillHeldBack += 1;
  }

  private async end(pass: Pass): Promise<void> {
    const { live } = this.groups;
    if (live) await this.groups.letServe(live);
    if (pass.request) await this.answer(pass, pass.request);
    if (pass === this.asked) this.asked = undefined;
    else this.starting = undefined;
  }

  private async answer({ builds, stillHeldBack }: Pass, { id, ...meant }: RetryRequest): Promise<void> {
    const noneMeant = builds.size === 0 && (meant.name ?? meant.build ?? meant.stream) !== undefined;
    const answer: Answer = { builds: [...builds], stillHeldBack };
    await this.database.write(async (tx) => {
      if (noneMeant) await answerRequest(tx, id, 'refused', 'no stream in quarantine is the one that is named');
      else await answerRequest(tx, id, 'done', JSON.stringify(answer));
      await this.guard(tx);
    });
    if (!noneMeant) this.settings.report('carried out: retry', meant);
  }

  private async heldBack({ request, builds }: Pass): Promise<Held[]> {
    const held: Held[] = [];
    for (const { row, fold } of this.groups.all.flatMap((group) => group.builds)) {
      if (fold.heldStreams === 0) continue;
      if ((request?.name ?? row.name) !== row.name || (request?.build ?? row.build) !== row.build) continue;
      const streams = await heldStreams(this.database, row.build);
      const meant = streams.filter((stream) => (request?.stream ?? stream) === stream);
      if (meant.length > 0) builds.add(row.build);
      held.push(...meant.map((stream) => ({ build: row.build, stream })));
    }
    return held;
  }
}

function newPass(request: RetryRequest | undefined): Pass {
  return { request, untried: undefined, builds: new Set(), stillHeldBack: 0 };
}
