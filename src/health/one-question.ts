import type { Sentence } from '../history/sentence.js';

/** No answer came in time; the question is still under way. */
export class Unanswered extends Error {
  readonly sentence: Sentence;

  constructor(patienceMs: number) {
    const ms = String(patienceMs);
    super(`no answer came within ${ms} ms`);
    this.sentence = {
      ko: `응답이 없습니다. ${ms} ms 안에 답이 오지 않았습니다.`,
      en: `It is mute: ${this.message}.`,
    };
  }
}

/**
 * A question to something that may be mute, one at a time: who asks while it is under way waits for the same answer,
 * and nobody longer than the patience that it began with. Once that is over, who asks is told so at once.
 */
export class OneQuestion<T> {
  private underWay: { readonly answer: Promise<T>; readonly since: number } | undefined;

  constructor(
    private readonly ask: () => Promise<T>,
    private readonly patienceMs: number,
  ) {}

  /** Rejects with Unanswered, or as the question does. */
  async answer(): Promise<T> {
    const { answer, since } = (this.underWay ??= { answer: this.asked(), since: performance.now() });
    const left = since + this.patienceMs - performance.now();
    let timer: NodeJS.Timeout | undefined;
    const impatience = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => {
          reject(new Unanswered(this.patienceMs));
        },
        Math.max(left, 0),
      );
    });
    try {
      return await Promise.race([answer, impatience]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async asked(): Promise<T> {
    try {
      return await this.ask();
    } finally {
      this.underWay = undefined;
    }
  }
}
