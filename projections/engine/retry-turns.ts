import type { Answer } from './carry-out.js';
import type { Database, Writing } from './database/database.js';
import type { Group } from './group.js';
import type { Groups } from './groups.js';
import { answerRequest, type Asked } from './requests.js';
import { heldStreams, retryStream } from './retry.js';
import type { EngineSettings } from './settings.js';

/** An operator's request, by its number. */
export type RetryRequest = Omit<Asked, 'kind'> & { readonly id: number };

interface Held {
  readonly build: number;
  readonly stream: string;
}

/** What is tried again: for an operator, or all of it after a program's start. */
interface Round {
  readonly request: RetryRequest | undefined;
  /** Undefined before they are listed. */
  untried: Held[] | undefined;
  /** Of which streams were tried. */
  readonly builds: Set<number>;
  stillHeldBack: number;
}

/**
 * Tries streams in quarantine again: every one once after a program's start, which may hold the fix, and those that an
 * operator means. Some at a time and every second turn, so that of hundreds what is live does not wait.
 */
export class RetryTurns {
  private readonly rounds: Round[] = [newRound(undefined)];
  private mine = false;

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

  /** It is answered when its streams were tried. */
  ask(request: RetryRequest): void {
    this.rounds.push(newRound(request));
  }

  isAsked(id: number): boolean {
    return this.rounds.some(({ request }) => request?.id === id);
  }

  /** True if streams were tried. */
  async take(): Promise<boolean> {
    const round = this.next;
    this.mine = round !== undefined && !this.mine;
    if (!round || !this.mine) return false;
    round.untried ??= await this.heldBack(round.request);
    const until = performance.now() + this.settings.besideMs;
    do {
      const held = round.untried.shift();
      if (held) await this.retry(held, round);
    } while (round.untried.length > 0 && performance.now() < until);
    if (round.untried.length === 0) await this.end(round);
    return true;
  }

  /** Without a request only once what serves was seen to belong to this log. */
  private get next(): Round | undefined {
    return this.rounds.find(({ request }) => request !== undefined || this.groups.servingFed);
  }

  private async retry({ build, stream }: Held, round: Round): Promise<void> {
    const group = this.groups.all.find(({ ids }) => ids.includes(build));
    if (!group) return;
    await this.flush(group);
    // It may have been taken out by the flush.
    const running = group.builds.find(({ row }) => row.build === build);
    if (!running) return;
    round.builds.add(build);
    if (!(await retryStream(this.database, running, stream, this.guard))) round.stillHeldBack += 1;
  }

  private async end(round: Round): Promise<void> {
    this.rounds.splice(this.rounds.indexOf(round), 1);
    const { request, builds, stillHeldBack } = round;
    const { live } = this.groups;
    if (live && builds.size > 0) await this.groups.letServe(live);
    if (!request) return;
    const { id, ...meant } = request;
    const isOfNone = builds.size === 0 && (meant.name ?? meant.build ?? meant.stream) !== undefined;
    await this.database.write(async (tx) => {
      if (isOfNone) await answerRequest(tx, id, 'refused', 'no stream in quarantine is the one that is named');
      else {
        const answer: Answer = { builds: [...builds], stillHeldBack };
        await answerRequest(tx, id, 'done', JSON.stringify(answer));
      }
      await this.guard(tx);
    });
    if (!isOfNone) this.settings.report('carried out: retry', meant);
  }

  private async heldBack(request: Partial<RetryRequest> = {}): Promise<Held[]> {
    const held: Held[] = [];
    for (const { row, fold } of this.groups.all.flatMap(({ builds }) => builds)) {
      if (fold.heldStreams === 0) continue;
      if ((request.name ?? row.name) !== row.name || (request.build ?? row.build) !== row.build) continue;
      const streams = await heldStreams(this.database, row.build);
      const meant = streams.filter((stream) => (request.stream ?? stream) === stream);
      held.push(...meant.map((stream) => ({ build: row.build, stream })));
    }
    return held;
  }
}

function newRound(request: RetryRequest | undefined): Round {
  return { request, untried: undefined, builds: new Set(), stillHeldBack: 0 };
}
