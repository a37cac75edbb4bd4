import { Writable } from 'node:stream';
import { Report } from './report.js';

class Written extends Writable {
  text = '';
  isTTY = false;

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

describe('what a command tells', () => {
  let now = 0;
  const outlet = { out: new Written(), err: new Written() };
  const report = (json: boolean) => new Report(outlet, json, () => now);
  beforeEach(() => {
    now = 0;
    outlet.out = new Written();
    outlet.err = new Written();
  });

  function run(progress: { at(done: number, total?: number): void; end(): void }): void {
    for (const [at, done] of [
      [0, 1],
      [1_000, 2],
      [5_000, 3],
      [9_999, 4],
      [10_001, 5],
      [10_500, 6],
    ] as const) {
      now = at;
      progress.at(done, 6);
    }
    progress.end();
  }

  it('is a sentence for people and an object for machines', () => {
    report(false).say('All is well.', { well: true });
    report(true).say('All is well.', { well: true });
    expect(outlet.out.text).toBe('All is well.\n{"well":true}\n');
  });

  it('tells progress off a terminal every five seconds, its first state and its last', () => {
    run(report(false).progress('events'));
    expect(outlet.err.text).toBe('events: 1 of 6\nevents: 3 of 6\nevents: 5 of 6\nevents: 6 of 6\n');
    expect(outlet.out.text).toBe('');
  });

  it('tells progress to machines as objects, apart from the answer', () => {
    const progress = report(true).progress('events');
    progress.at(7);
    progress.end();
    expect(outlet.err.text).toBe('{"progress":"events","done":7,"total":null,"perSecond":null,"secondsLeft":null}\n');
    expect(outlet.out.text).toBe('');
  });

  it('tells how fast it goes and how long it still takes, to people and machines', () => {
    for (const json of [false, true]) {
      const progress = report(json).progress('events');
      progress.at(500, 2_000, { perSecond: 250, secondsLeft: 6 });
      progress.end();
    }
    expect(outlet.err.text).toBe(
      'events: 500 of 2000 · 250/s · 6 s left\n' +
        '{"progress":"events","done":500,"total":2000,"perSecond":250,"secondsLeft":6}\n',
    );
  });

  it('draws how fast it goes on a terminal', () => {
    outlet.err.isTTY = true;
    const progress = report(false).progress('events');
    progress.at(500, 2_000, { perSecond: 250, secondsLeft: 6 });
    progress.end();
    expect(outlet.err.text).toContain('500 of 2000 · 250/s · 6 s left');
  });
});
