import { OutcomeUnknownError, UnavailableError } from '../event-store/errors.js';
import { TooMuchContention } from './refusals.js';
import { Turns } from './turns.js';

/** Work that ends when it is told to. */
function work() {
  let begun = false;
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const run = () => {
    begun = true;
    return promise;
  };
  return { run, begun: () => begun, end: resolve, fail: reject };
}

/** All that can go on without anything ending has gone on. */
const settled = () => new Promise(setImmediate);

const PATIENT = 60_000;

describe('turns at a stream', () => {
  it('are taken one at a time, in the order in which they were asked for', async () => {
    const turns = new Turns(10, PATIENT);
    const order: number[] = [];
    let at = 0;
    const all = Array.from({ length: 5 }, (_, n) =>
      turns.take('a-1', async () => {
        expect(++at).toBe(1);
        await settled();
        order.push(n);
        at--;
      }),
    );
    await Promise.all(all);
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  it('do not wait for those at another stream', async () => {
    const turns = new Turns(10, PATIENT);
    const first = work();
    const waiting = turns.take('a-1', first.run);
    expect(await turns.take('a-2', () => Promise.resolve('done'))).toBe('done');
    first.end('done too');
    expect(await waiting).toBe('done too');
  });

  it('go on behind one that failed, and hand each its own outcome', async () => {
    const turns = new Turns(10, PATIENT);
    const refused = turns.take('a-1', () => Promise.reject(new Error('a rule')));
    const done = turns.take('a-1', () => Promise.resolve('done'));
    await expect(refused).rejects.toThrow('a rule');
    expect(await done).toBe('done');
  });

  it('leave nothing behind', async () => {
    const turns = new Turns(2, 1);
    const first = work();
    const holding = turns.take('a-1', first.run);
    const outcomes = Promise.allSettled([1, 2, 3].map(() => turns.take('a-1', () => Promise.resolve())));
    expect(turns.streams).toBe(1);
    await outcomes;
    first.end('done');
    await holding;
    expect(turns.streams).toBe(0);
  });

  it('are refused to whoever comes behind too many', async () => {
    const turns = new Turns(2, PATIENT);
    const first = work();
    const held = [turns.take('a-1', first.run), ...[1, 2].map(() => turns.take('a-1', () => Promise.resolve('done')))];
    const late = work();
    await expect(turns.take('a-1', late.run)).rejects.toThrow('a-1 has 2 commands waiting; send it again');
    first.end('done');
    await Promise.all(held);
    expect(late.begun()).toBe(false);
    expect(await turns.take('a-1', () => Promise.resolve('room again'))).toBe('room again');
  });

  it('are refused to whoever waited too long, and who comes after is let through', async () => {
    const turns = new Turns(10, 10);
    const [first, second] = [work(), work()];
    const holding = turns.take('a-1', first.run);
    await expect(turns.take('a-1', second.run)).rejects.toBeInstanceOf(TooMuchContention);
    const third = turns.take('a-1', () => Promise.resolve('third'));
    first.end('first');
    expect(await holding).toBe('first');
    expect(await third).toBe('third');
    expect(second.begun()).toBe(false);
  });

  it.each([new UnavailableError('no connection'), new OutcomeUnknownError('connection cut')])(
    'are not waited for where the one before met %s: the store is away for all of them',
    async (failure) => {
      const turns = new Turns(10, PATIENT);
      const [first, second] = [work(), work()];
      const [holding, waiting] = [turns.take('a-1', first.run), turns.take('a-1', second.run)];
      first.fail(failure);
      await expect(holding).rejects.toBe(failure);
      await expect(waiting).rejects.toBeInstanceOf(UnavailableError);
      expect(second.begun()).toBe(false);
      expect(turns.streams).toBe(0);
    },
  );
});
