import { RecentCommands } from './recent-commands.js';
import { IdempotencyKeyReused } from './refusals.js';

describe('the commands of late', () => {
  it('are so many: the one met longest ago is forgotten first', () => {
    const recent = new RecentCommands(2);
    for (const id of ['a', 'b', 'a', 'c']) recent.meet(id, 'one thing');
    expect(() => recent.meet('a', 'another')).toThrow(IdempotencyKeyReused);
    expect(() => recent.meet('c', 'another')).toThrow(IdempotencyKeyReused);
    expect(recent.meet('b', 'another')).toBe(true);
  });
});
