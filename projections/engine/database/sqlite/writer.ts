import { extname } from 'node:path';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { DatabaseAway } from '../database.js';
import type { Answers, FromThread, Request, ThreadData, ToThread } from './writer-messages.js';

/** As source or as built, like this file itself. */
const THREAD = new URL(`./writer-thread${extname(import.meta.url)}`, import.meta.url);

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
 * first request, and keeps the process alive only while an answer is outstanding. Where it ends by itself, its
 * transaction is gone; the next one begins in another thread.
 */
export class SqliteWriter {
  private thread: Thread | undefined;
  private readonly outstanding = new Map<number, Outstanding>();
  private asked = 0;
  private watching = false;
  /** Since a thread ended, until the next transaction begins: what is still asked is of one that is gone. */
  private gone: DatabaseAway | undefined;
  /** Whether anybody heard of it: what broke down while nothing was asked is told to whoever begins next. */
  private told = false;

  constructor(
    private readonly place: string,
    private readonly pragmas: readonly string[],
    /** Another process may have committed. */
    private readonly committed: () => void,
  ) {}

  /** Rejects with SQLite's error, or with DatabaseAway where the thread ended, be it before the answer or the transaction. */
  ask<R extends Request>(request: R): Promise<Answers[R['is']]> {
    return new Promise((resolve, reject) => {
      if (request.is === 'begin' && this.told) this.gone = undefined;
      if (this.gone && request.is !== 'find' && request.is !== 'close') {
        this.told = true;
        throw this.gone;
      }
      const { worker, lookups } = (this.thread ??= this.start());
      const id = ++this.asked;
      (request.is === 'find' ? lookups : worker).postMessage({ id, request } satisfies ToThread);
      if (this.outstanding.size === 0) worker.ref();
      this.outstanding.set(id, { resolve, reject });
    });
  }

  /** Whether to hear of what other processes commit. */
  watch(on: boolean): void {
    const changed = on !== this.watching;
    this.watching = on;
    if (!this.thread) {
      if (on) this.thread = this.start();
    } else if (changed) this.thread.worker.postMessage({ watch: on } satisfies ToThread);
  }

  /** Nothing may be outstanding. */
  async close(): Promise<void> {
    const { thread } = this;
    if (!thread) return;
    await this.ask({ is: 'close' });
    this.thread = undefined;
    thread.lookups.close();
    await thread.worker.terminate();
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
    worker.on('error', (error) => this.lose(worker, `${this.place}: its thread broke down: ${String(error)}`));
    worker.on('exit', () => this.lose(worker, `${this.place}: its thread has ended`));
    if (this.watching) worker.postMessage({ watch: true } satisfies ToThread);
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

  private lose(worker: Worker, why: string): void {
    if (this.thread?.worker !== worker) return;
    this.thread.lookups.close();
    this.thread = undefined;
    this.gone = new DatabaseAway(why);
    this.told = this.outstanding.size > 0;
    for (const { reject } of this.outstanding.values()) reject(this.gone);
    this.outstanding.clear();
  }
}
