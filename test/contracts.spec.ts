import type { Contracts, EventContract } from '../src/history/contract.js';
import { segments } from '../src/history/json-pointer.js';
import { jurisdictionContracts } from '../src/jurisdiction/jurisdiction.events.js';
import { meetingContracts } from '../src/meetings/meeting.events.js';
import { pledgeItemContracts } from '../src/pledge-items/pledge-item.events.js';
import { roundContracts } from '../src/rounds/round.events.js';
import { suggestionContracts } from '../src/suggestions/suggestion.events.js';

const ALL: Contracts = {
  ...jurisdictionContracts,
  ...roundContracts,
  ...meetingContracts,
  ...suggestionContracts,
  ...pledgeItemContracts,
};
const entries: [string, EventContract][] = Object.entries(ALL);

/** What somebody writes in words. */
const FREE_TEXT =
  /\/(why|text|reason|explanation|remedy|article|agenda|participants|venue|heading|title|note|source|label|category)$/;

describe('the stored contract', () => {
  it('names every type in one aggregate only', () => {
    const folders = [jurisdictionContracts, roundContracts, meetingContracts, suggestionContracts, pledgeItemContracts];
    expect(entries).toHaveLength(folders.reduce((sum, contracts) => sum + Object.keys(contracts).length, 0));
  });

  it.each(entries)('of %s lifts every older version, one by one', (_type, { version, upcasters }) => {
    const older = Array.from({ length: version - 1 }, (_, index) => String(index + 1));
    expect(Object.keys(upcasters ?? {})).toEqual(older);
  });

  it.each(entries)('of %s has pointers for paths, and its groups among them', (_type, { correctable, together }) => {
    for (const path of Object.keys(correctable)) expect(segments(path).length).toBeGreaterThan(0);
    for (const path of (together ?? []).flat()) expect(correctable).toHaveProperty([path]);
  });

  it.each(entries)('of %s lets no check pass what is not there, nor odd values throw', (_type, { correctable }) => {
    for (const check of Object.values(correctable)) {
      expect(check(undefined)).toEqual(expect.any(String));
      for (const odd of [Number.NaN, {}, { __proto__: null }, [[]], Symbol.iterator, () => 1]) {
        expect(check(odd) ?? 'fits').toEqual(expect.any(String));
      }
    }
  });

  it('refuses personal data wherever words are written', () => {
    const words = entries.flatMap(([type, { correctable }]) =>
      Object.entries(correctable)
        .filter(([path]) => FREE_TEXT.test(path))
        .map(([path, check]) => [type + path, check('연락 010-1234-5678')]),
    );
    expect(words.length).toBeGreaterThan(20);
    for (const [, problem] of words) expect(problem).toContain('phone number');
  });
});
