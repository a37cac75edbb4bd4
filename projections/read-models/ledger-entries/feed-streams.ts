import { once } from 'node:events';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Database } from '../../engine/database/database.js';
import type { FeedPage } from './feed.js';

/** Who waits looks by itself so often: not every way to PostgreSQL tells of commits. */
const LOOK_EVERY_MS = 1_000;
/** So long nothing is sent before a comment says that the stream is alive. */
const HEARTBEAT_MS = 15_000;
/** A client that takes nothing for so long is let go; it comes back with the last ordinal that it saw. */
const STALLED_MS = 60_000;

type Read = (behind: number) => Promise<FeedPage>;

/** Those who wait for entries, and those to whom they are streamed. All of them end with the program. */
export class FeedStreams {
  private readonly ended = new AbortController();

  constructor(private readonly database: Pick<Database, 'onCommit'>) {}

  end(): void {
    this.ended.abort();
  }

  /** The first page with entries in it, or an empty one once the time is over or whoever asked is gone. */
  async waitFor(read: () => Promise<FeedPage>, until: number, gone: AbortSignal): Promise<FeedPage> {
    for (;;) {
      const rest = this.rested(until, gone);
      const page = await read();
      if (page.entries.length > 0 || performance.now() >= until || this.over(gone)) {
        rest.cancel();
        return page;
      }
      await rest.done;
    }
  }

  /** Streams pages as server-sent events, as fast as they are taken: a page is read once the one before is out. */
  async send(
    response: ServerResponse,
    headers: OutgoingHttpHeaders,
    { first, read }: { readonly first: FeedPage; readonly read: Read },
  ): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => {
      gone.abort();
    });
    response.writeHead(200, {
      ...headers,
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    response.write('retry: 2000\n\n');
    let page = first;
    try {
      while (!this.over(gone.signal)) {
        for (const entry of page.entries) response.write(eventOf(entry));
        if (page.entries.length === 0) response.write(': \n\n');
        if (response.writableNeedDrain) await drained(response, gone.signal);
        page = await this.waitFor(() => read(page.next), performance.now() + HEARTBEAT_MS, gone.signal);
      }
    } catch {
      // What is read from went away, or the client took nothing: it comes back with the last ordinal that it saw.
    }
    response.end();
  }

  private over(gone: AbortSignal): boolean {
    return gone.aborted || this.ended.signal.aborted;
  }

  /** Until something is committed, it is time to look, or all is over. Begun before the look that it follows. */
  private rested(until: number, gone: AbortSignal): { readonly done: Promise<void>; readonly cancel: () => void } {
    let cancel: () => void = () => undefined;
    const done = new Promise<void>((resolve) => {
      const timer = setTimeout(
        () => {
          cancel();
        },
        Math.max(0, Math.min(LOOK_EVERY_MS, until - performance.now())),
      );
      const unhear = this.database.onCommit(() => {
        cancel();
      });
      const over = () => {
        cancel();
      };
      gone.addEventListener('abort', over);
      this.ended.signal.addEventListener('abort', over);
      cancel = () => {
        clearTimeout(timer);
        unhear();
        gone.removeEventListener('abort', over);
        this.ended.signal.removeEventListener('abort', over);
        resolve();
      };
    });
    return { done, cancel };
  }
}

function eventOf(entry: FeedPage['entries'][number]): string {
  return `id: ${String(entry.ordinal)}\nevent: ${entry.type}\ndata: ${JSON.stringify(entry)}\n\n`;
}

async function drained(response: ServerResponse, gone: AbortSignal): Promise<void> {
  await once(response, 'drain', { signal: AbortSignal.any([gone, AbortSignal.timeout(STALLED_MS)]) });
}
