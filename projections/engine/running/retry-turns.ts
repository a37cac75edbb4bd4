import type { Outcome } from '../requests/carry-out.js';
import type { Cohort } from './cohort.js';
import type { Cohorts } from './cohorts.js';
import { refused } from '../requests/request-refused.js';
import { answerRequest, type OperatorRequest } from '../requests/requests.js';
import { quarantinedStreams, retryStream } from './retry-stream.js';
import type { Surroundings } from './surroundings.js';

/** An operator's request, by its number. */
export type RetryRequest = Omit<OperatorRequest, 'kind'> & { readonly id: number };

interface Quarantined {
  readonly build: number;
  readonly stream: string;
}

/** Streams that are tried one after the other: those that an operator means, or all after a program's start. */
interface Pass {
  readonly request: RetryRequest | undefined;
  /** Undefined before they are listed. */
  untried: Quarantined[] | undefined;
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
    private readonly cohorts: Cohorts,
    private readonly around: Surroundings,
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
    pass.untried ??= await this.quarantined(pass);
    const until = performance.now() + this.around.settings.besideMs;
    while (pass.untried.length > 0 && !this.waits(pass)) {
      await this.retry(pass.untried.shift()!, pass);
      if (performance.now() >= until) break;
    }
    if (pass.untried.length === 0) await this.end(pass);
    return true;
  }

  /** An operator's first. The others only once what serves was seen to belong to this log. */
  private get next(): Pass | undefined {
    const pass = this.asked ?? (this.cohorts.servingFed ? this.starting : undefined);
    return pass && !this.waits(pass) ? pass : undefined;
  }

  /** PostgreSQL lets nobody write to a table of which it makes an index. */
  private waits({ untried }: Pass): boolean {
    const [next] = untried ?? [];
    return next !== undefined && (this.cohortOf(next)?.indexing ?? false);
  }

  private cohortOf({ build }: Quarantined): Cohort | undefined {
    return this.cohorts.all.find(({ ids }) => ids.includes(build));
  }

  private async retry({ build, stream }: Quarantined, pass: Pass): Promise<void> {
    const cohort = this.cohortOf({ build, stream });
    await cohort?.flush();
    // It may have been taken out by the flush, or given up meanwhile.
    const running = cohort?.builds.find(({ row }) => row.build === build);
    const freed = running && (await retryStream(this.around.database, running, stream, this.around.guard));
    if (!freed) pass.stillHeldBack += 1;
  }

  private async end(pass: Pass): Promise<void> {
    const { live } = this.cohorts;
    if (live) await this.cohorts.letServe(live);
    if (pass.request) await this.answer(pass, pass.request);
    if (pass === this.asked) this.asked = undefined;
    else this.starting = undefined;
  }

  private async answer({ builds, stillHeldBack }: Pass, { id, ...meant }: RetryRequest): Promise<void> {
    const noneMeant = builds.size === 0 && (meant.name ?? meant.build ?? meant.stream) !== undefined;
    const answer: Outcome = { builds: [...builds], stillHeldBack };
    await this.around.database.write(async (tx) => {
      if (noneMeant) await answerRequest(tx, id, 'refused', refused('stream-not-held-back', {}).sentence);
      else await answerRequest(tx, id, 'done', answer);
      await this.around.guard(tx);
    });
    if (!noneMeant) this.around.settings.report('carried out: retry', meant);
  }

  private async quarantined({ request, builds }: Pass): Promise<Quarantined[]> {
    const all: Quarantined[] = [];
    for (const { row, fold } of this.cohorts.all.flatMap(({ builds: its }) => its)) {
      if (fold.quarantinedStreams === 0) continue;
      if ((request?.name ?? row.name) !== row.name || (request?.build ?? row.build) !== row.build) continue;
      const streams = await quarantinedStreams(this.around.database, row.build);
      const meant = streams.filter((stream) => (request?.stream ?? stream) === stream);
      if (meant.length > 0) builds.add(row.build);
      all.push(...meant.map((stream) => ({ build: row.build, stream })));
    }
    return all;
  }
}

function newPass(request: RetryRequest | undefined): Pass {
  return { request, untried: undefined, builds: new Set(), stillHeldBack: 0 };
}
