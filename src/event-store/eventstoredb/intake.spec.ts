import { PassThrough } from 'node:stream';
import { Intake } from './intake.js';

/** A call's answers, as gRPC hands them over. */
class Answers extends PassThrough {
  cancelled = false;

  constructor() {
    super({ objectMode: true, highWaterMark: 64 });
  }

  cancel(): Promise<void> {
    this.cancelled = true;
    return Promise.resolve();
  }
}

function intakeOf(items: readonly number[], most: number) {
  const source = new Answers();
  const intake = new Intake<number>(source, most, (item) => item < 0);
  for (const item of items) source.write(item);
  return { source, intake };
}

const upTo = (n: number) => Array.from({ length: n }, (_, index) => index);
/** Longer than any of these tests. */
const LONG_MS = 60_000;

describe('What a call delivers', () => {
  it('comes in groups, in its order, up to its end', async () => {
    const { source, intake } = intakeOf(upTo(12), 5);
    source.end();
    const taken: number[] = [];
    for (let group = await intake.take(100); group.length > 0; group = await intake.take(100)) taken.push(...group);
    expect(taken).toEqual(upTo(12));
  });

  it('takes no more than it is to hold until some of it is taken', async () => {
    const { source, intake } = intakeOf(upTo(1_000), 5);
    expect(await intake.take(2)).toEqual([0, 1]);
    expect(source.readableLength).toBeLessThanOrEqual(64);
    expect((await intake.take(100)).length).toBeLessThanOrEqual(5);
  });

  it('is gathered until there is enough of it', async () => {
    const { source, intake } = intakeOf([0], 100);
    const gathered = intake.gather(3, LONG_MS);
    source.write(1);
    source.write(2);
    await gathered;
    expect(await intake.take(100)).toEqual([0, 1, 2]);
  });

  it('is gathered no longer where something is not to wait', async () => {
    const { source, intake } = intakeOf([0], 100);
    const gathered = intake.gather(3, LONG_MS);
    source.write(-1);
    await gathered;
    expect(await intake.take(100)).toEqual([0, -1]);
  });

  it('is gathered no longer than there is time, or than it lasts', async () => {
    const { source, intake } = intakeOf([0], 100);
    await intake.gather(3, 1);
    expect(await intake.take(100)).toEqual([0]);
    const gathered = intake.gather(3, LONG_MS);
    source.end();
    await gathered;
    expect(await intake.take(100)).toEqual([]);
  });

  it('ends what waits and cancels the call when it is stopped', async () => {
    const { source, intake } = intakeOf([], 5);
    const waiting = intake.take(1);
    intake.stop();
    expect(await waiting).toEqual([]);
    expect(source.cancelled).toBe(true);
  });

  it('gives up waiting after its limit, with the error that it was given', async () => {
    const { intake } = intakeOf([], 5);
    await expect(intake.take(1, { ms: 5, late: () => new Error('too late') })).rejects.toThrow('too late');
  });

  it('hears an error that comes after it was stopped', async () => {
    const { source, intake } = intakeOf([1], 5);
    await intake.take(1);
    intake.stop();
    expect(() => source.emit('error', new Error('late'))).not.toThrow();
  });
});
