import { OutcomeUnknownError, UnavailableError } from '../event-store/errors.js';
import type { Sentence } from '../history/sentence.js';
import { TooMuchContention } from './refusals.js';

interface Waiting {
  readonly goOn: () => void;
  readonly giveUp: (reason: Error) => void;
}

/**
 * Lets the commands of this process to one stream through one at a time, in the order in which they came; those to
 * different streams do not wait for each other. Who waits too long, or behind too many, is refused.
 */
export class Turns {
  /** Those who wait, by the stream that somebody is at. */
  private readonly lines = new Map<string, Set<Waiting>>();

  constructor(
    private readonly most: number,
    private readonly waitMs: number,
  ) {}

  /** How many streams somebody is at. */
  get streams(): number {
    return this.lines.size;
  }

  /** Rejects with TooMuchContention, or with UnavailableError where the one before found the store away. */
  async take<T>(stream: string, work: () => Promise<T>): Promise<T> {
    await this.turn(stream);
    try {
      return await work();
    } catch (error) {
      if (error instanceof UnavailableError || error instanceof OutcomeUnknownError) this.sendAway(stream, error);
      throw error;
    } finally {
      this.next(stream);
    }
  }

  private async turn(stream: string): Promise<void> {
    const line = this.lines.get(stream);
    if (!line) {
      this.lines.set(stream, new Set());
      return;
    }
    if (line.size >= this.most)
      throw new TooMuchContention(stream, {
        ko: `명령 ${String(line.size)}개가 기다리고 있습니다`,
        en: `has ${String(line.size)} commands waiting`,
      });
    await new Promise<void>((resolve, reject) => {
      const leave = (end: () => void) => {
        line.delete(waiting);
        clearTimeout(timer);
        end();
      };
      const waiting: Waiting = { goOn: () => leave(resolve), giveUp: (reason) => leave(() => reject(reason)) };
      const tooLong = () => waiting.giveUp(new TooMuchContention(stream, busyFor(this.waitMs / 1000)));
      const timer = setTimeout(tooLong, this.waitMs);
      line.add(waiting);
    });
  }

  /** Each of those who wait would try the same store for as long, one after the other. */
  private sendAway(stream: string, error: Error): void {
    for (const { giveUp } of this.lines.get(stream)!) {
      giveUp(new UnavailableError(`a command to ${stream} just before found so`, { cause: error }));
    }
  }

  private next(stream: string): void {
    const [first] = this.lines.get(stream)!;
    if (first) first.goOn();
    else this.lines.delete(stream);
  }
}

function busyFor(seconds: number): Sentence {
  return {
    ko: `다른 명령을 처리하느라 ${String(seconds)}초 동안 바빴습니다`,
    en: `was busy for ${String(seconds)} s with others`,
  };
}
