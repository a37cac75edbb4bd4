import { setTimeout as delay } from 'node:timers/promises';
import type { DatabaseKind } from '../../projections/engine/database/database.js';
import { testDatabase } from '../../projections/engine/testing/test-database.js';
import { ProgramUnderTest } from '../http/process.js';
import { Clerks } from './clerks.js';
import { randomFrom } from './random.js';

export interface ServerTorture {
  readonly kind: DatabaseKind;
  readonly seed: number;
  /** Goes on while this holds. */
  readonly goOn: (kills: number) => boolean;
  /** The longest that a server works before it is killed, save where it has not yet answered so many commands. */
  readonly longestMs?: number;
  readonly atLeast?: number;
  readonly tell?: (line: string) => void;
}

export interface ServerTortured {
  readonly kills: number;
  readonly commands: number;
  /** Positions of what was answered as done and is not answered so again. */
  readonly lost: readonly string[];
  /** What commands called for that did not come: parts of what was split, suggestions of a meeting that was moved. */
  readonly undone: readonly string[];
  /** How often something was called for. */
  readonly calledFor: number;
  /** Suggestions and meetings that were recorded, by the commands answered. */
  readonly suggestions: number;
  readonly meetings: number;
  /** What the API answers of everything: as the killed servers left it, and after a rebuild. */
  readonly kept: Readonly<Record<string, unknown>>;
  readonly rebuilt: Readonly<Record<string, unknown>>;
}

/**
 * Kills the server at random moments under load, starts it again, and in the end holds it to all that it answered. Every
 * second time a `ledger rebuild` works on the same database, goes on where the server no longer does, and is killed too.
 */
export async function tortureServer({
  kind,
  seed,
  goOn,
  // The one before, killed, keeps its lease for five seconds: some are killed before they project.
  longestMs = 7_000,
  atLeast = 0,
  tell = () => undefined,
}: ServerTorture): Promise<ServerTortured> {
  const random = randomFrom(seed);
  const database = await testDatabase(kind);
  const env = {
    DATA_DIR: database.dataDir,
    ...(database.databaseUrl === undefined ? {} : { DATABASE_URL: database.databaseUrl }),
  };
  const clerks = new Clerks(random);
  let kills = 0;
  let server = new ProgramUnderTest('src/main.ts', env);
  let commandLine: ProgramUnderTest | undefined;
  try {
    while (goOn(kills)) {
      const url = await server.url();
      let alive = true;
      const before = clerks.answered.length;
      const work = clerks.work(url, 6, () => alive);
      if (kills % 2 === 0) {
        await ended(commandLine);
        commandLine = new ProgramUnderTest('src/cli.ts', env, ['--json', 'rebuild']);
      } else if (random() < 0.8) await askForRebuild(url).catch(() => undefined);
      await delay(200 + random() * longestMs);
      await until(() => Promise.resolve(clerks.answered.length >= before + atLeast));
      server.signal('SIGKILL');
      if (random() < 0.3) commandLine?.signal('SIGKILL');
      await server.end();
      alive = false;
      await work;
      kills += 1;
      if (kills % 10 === 0) tell(`${String(kills)} kills, ${String(clerks.answered.length)} commands`);
      server = new ProgramUnderTest('src/main.ts', env);
    }
    const url = await server.url();
    await ended(commandLine);
    await clerks.catchUp(url);
    if (clerks.waiting > 0) throw new Error(`${String(clerks.waiting)} commands are not answered by a server at peace`);
    await until(async () => (await fetch(`${url}/v1/rounds?after=${clerks.seen}`)).status === 200);
    await until(async () => ((await answer(url, '/v1/suggestions?limit=1')) as { underWay: number }).underWay === 0);
    // What was in the way of something may be gone: it is tried again.
    await until(async () => (await clerks.undone(url)).length === 0, 20_000).catch(() => undefined);
    let kept = await everything(url);
    await rebuilt(url);
    let anew = await everything(url);
    // What is tried again may be recorded meanwhile: then it is looked at once more.
    for (let looks = 0; looks < 5 && knownIn(kept) !== knownIn(anew); looks++) {
      kept = anew;
      await rebuilt(url);
      anew = await everything(url);
    }
    return {
      kills,
      commands: clerks.answered.length,
      lost: await clerks.lost(url),
      undone: await clerks.undone(url),
      calledFor: clerks.count('split') + clerks.count('move'),
      suggestions: clerks.count('suggestion'),
      meetings: clerks.count('meeting') + clerks.count('scheduled'),
      kept,
      rebuilt: anew,
    };
  } finally {
    await commandLine?.end();
    await server.end();
    await database.drop();
  }
}

/** Kills what still runs. Throws for a program that ended by itself and badly. */
async function ended(program: ProgramUnderTest | undefined): Promise<void> {
  await program?.end();
  const code = (await program?.exit()) ?? 0;
  if (code !== 0) throw new Error(`it ended with exit code ${String(code)}: ${program!.stderr}`);
}

/** What the API answers of all there is. */
async function everything(url: string): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const path of [
    '/v1/district-totals',
    '/v1/district-totals?from=2022-04&to=2022-05',
    '/v1/rounds/live/meetings',
  ]) {
    answers[path] = await answer(url, path);
  }
  for (const list of ['/v1/disagreements', '/v1/suggestions']) {
    for (let cursor: string | null = ''; cursor !== null;) {
      const path = `${list}?limit=500${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page = (await answer(url, path)) as { nextCursor: string | null };
      answers[path] = page;
      cursor = page.nextCursor;
    }
  }
  return answers;
}

/** Up to which entry the answers know. */
function knownIn(answers: Readonly<Record<string, unknown>>): number {
  const { moment } = answers['/v1/district-totals'] as { readonly moment: { readonly knownAt: { ordinal: number } } };
  return moment.knownAt.ordinal;
}

async function answer(url: string, path: string): Promise<unknown> {
  const response = await fetch(url + path);
  if (response.status !== 200) throw new Error(`${path}: ${await response.text()}`);
  return response.json();
}

async function askForRebuild(url: string): Promise<number> {
  const response = await fetch(`${url}/v1/read-models/requests`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ kind: 'rebuild' }),
  });
  return ((await response.json()) as { id: number }).id;
}

/** Resolves once all read models were built anew and serve. */
async function rebuilt(url: string): Promise<void> {
  const id = await askForRebuild(url);
  let builds: number[] = [];
  await until(async () => {
    const request = (await answer(url, `/v1/read-models/requests/${String(id)}`)) as {
      answer: { builds: number[] } | null;
    };
    builds = request.answer?.builds ?? [];
    return builds.length > 0;
  });
  await until(async () => {
    const status = (await answer(url, '/v1/read-models')) as { builds: { build: number; serving: boolean }[] };
    return builds.every((build) => status.builds.some((one) => one.build === build && one.serving));
  });
}

async function until(holds: () => Promise<boolean>, ms = 60_000): Promise<void> {
  const last = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > last) throw new Error(`it did not come to that within ${String(ms)} ms`);
    await delay(50);
  }
}
