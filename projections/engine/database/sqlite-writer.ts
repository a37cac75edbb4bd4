import { extname } from 'node:path';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { DatabaseAway } from './database.js';
import type { Answers, FromThread, Request, ThreadData, ToThread } from './sqlite-messages.js';

/** As source or as built, like this file itself. */
const THREAD = new URL(`./sqlite-thread${extname(import.meta.url)}`, import.meta.url);

interface Thread {
  readonly worker: Worker;
  readonly lookups: MessagePort;
}

interface Outstanding {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** An error of SQLite that happened in the thread. */
class SqliteError extends Error {
  override readonly name = 'SqliteError';

  constructor(
    message: string,
    readonly errcode: number | undefined,
  ) {
    super(message);
  }
}

/**
 * The connection that writes, in a thread of its own, so that folding goes on meanwhile. The thread starts with the
 * first request, and keeps the process alive only while an answer is outstanding.
 */
export class SqliteWriter {
  private thread: Thread | undefined;
  private readonly outstanding = new Map<number, Outstanding>();
  private asked = 0;
  private gone: DatabaseAway | undefined;

  constructor(
    private readonly place: string,
    private readonly pragmas: readonly string[],
    /** Another process may have committed. */
    private readonly committed: () => void,
  ) {}

  /** Rejects with SQLite's error, or with DatabaseAway where the thread is gone. */
  ask<R extends Request>(request: R): Promise<Answers[R['is']]> {
    return new Promise((resolve, reject) => {
      const { worker, lookups } = this.running();
      const id = ++this.asked;
      (request.is === 'find' ? lookups : worker).postMessage({ id, request } satisfies ToThread);
      if (this.outstanding.size === 0) worker.ref();
      this.outstanding.set(id, { resolve, reject });
    });
  }

  /** Whether to hear of what other processes commit. */
  watch(on: boolean): void {
    if (!this.gone) this.running().worker.postMessage({ watch: on } satisfies ToThread);
  }

  /** Nothing may be outstanding. */
  async close(): Promise<void> {
    const { thread } = this;
    if (!thread || this.gone) return;
    await this.ask({ is: 'close' });
    this.lose('it is closed');
    thread.lookups.close();
    await thread.worker.terminate();
  }

  private running(): Thread {
    if (this.gone) throw this.gone;
    return (this.thread ??= this.start());
  }

  private start(): Thread {
    const { port1: lookups, port2: theirs } = new MessageChannel();
    const workerData: ThreadData = { place: this.place, pragmas: this.pragmas, lookups: theirs };
    const worker = new Worker(THREAD, {
      name: 'read-models',
      // Not the parent's: hooks that load other sources are none of its business.
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
      workerData,
      transferList: [theirs],
    });
    worker.unref();
    worker.on('message', (message: FromThread) => this.hear(message));
    worker.on('error', (error) => this.lose(`${this.place}: its thread broke down: ${String(error)}`));
    worker.on('exit', () => this.lose(`${this.place}: its thread has ended`));
    return { worker, lookups };
  }

  private hear(message: FromThread): void {
    if ('committed' in message) return this.committed();
    const asked = this.outstanding.get(message.id);
    if (!asked) return;
    this.outstanding.delete(message.id);
    if (this.outstanding.size === 0) this.thread?.worker.unref();
    if ('error' in message) asked.reject(new SqliteError(message.error.message, message.error.errcode));
    else asked.resolve(message.answer as never);
  }

  private lose(why: string): void {
    if (this.gone) return;
    this.gone = new DatabaseAway(why);
    for (const { reject } of this.outstanding.values()) reject(this.gone);
    this.outstanding.clear();
  }
}
