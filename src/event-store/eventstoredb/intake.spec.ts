import { Readable, Transform, type TransformCallback } from 'node:stream';
import { Intake } from './intake.js';

/** A stream as the client makes them: it emits what is no event at once, ahead of the events that it still holds. */
class LikeTheClients extends Transform {
  cancelled = false;

  constructor() {
    super({ objectMode: true, highWaterMark: 64 });
  }

  override _transform(item: number | 'caught up', _: string, next: TransformCallback): void {
    if (item === 'caught up') this.emit('caughtUp');
    else this.push(item);
    next();
  }

  cancel(): Promise<void> {
    this.cancelled = true;
    return Promise.resolve();
  }
}

function intakeOf(items: readonly (number | 'caught up')[], most: number) {
  const source = new LikeTheClients();
  const intake = new Intake<number, 'mark'>(source, most);
  source.on('caughtUp', () => {
    intake.mark('mark');
  });
  Readable.from(items).pipe(source);
  return { source, intake };
}

const upTo = (n: number) => Array.from({ length: n }, (_, index) => index);

describe('What the client delivers', () => {
  it('keeps a mark behind the events that came before it, though the client tells it first', async () => {
    const { intake } = intakeOf([...upTo(12), 'caught up', 12], 5);
    const taken: (number | 'mark')[] = [];
    for (let group = await intake.take(100); group.length > 0; group = await intake.take(100)) taken.push(...group);
    expect(taken).toEqual([...upTo(12), 'mark', 12]);
  });

  it('takes no more than it is to hold until some of it is taken', async () => {
    const { source, intake } = intakeOf(upTo(1_000), 5);
    expect(await intake.take(2)).toEqual([0, 1]);
    expect(source.readableLength).toBeLessThanOrEqual(64);
    expect((await intake.take(100)).length).toBeLessThanOrEqual(5);
  });

  it('ends what waits and cancels the call when it is stopped', async () => {
    const { source, intake } = intakeOf([], 5);
    source.removeAllListeners('end');
    const waiting = intake.take(1);
    intake.stop();
    expect(await waiting).toEqual([]);
    expect(source.cancelled).toBe(true);
  });

  it('gives up waiting after its limit, with the error that it was given', async () => {
    const intake = new Intake<number>(new LikeTheClients(), 5);
    await expect(intake.take(1, { ms: 5, late: () => new Error('too late') })).rejects.toThrow('too late');
  });

  it('hears an error that comes after it was stopped', async () => {
    const { source, intake } = intakeOf([1], 5);
    await intake.take(1);
    intake.stop();
    expect(() => source.emit('error', new Error('late'))).not.toThrow();
  });
});
