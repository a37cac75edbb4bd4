import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { sample, told } from '../../../test/projections/story.js';
import { engines } from '../../engine/testing/test-database.js';
import { suggestionProgressModel } from '../suggestion-progress/suggestion-progress.tables.js';
import type { SuggestionTables } from '../suggestion-progress/suggestion.queries.js';
import { lettersOf, pairsIn } from './searched-letters.js';
import { saysAt, wordsOf } from './suggestion-search.queries.js';
import { type SuggestionSearchTables, suggestionSearchModel } from './suggestion-search.tables.js';

describe.each(engines)('what suggestions say is searched, on %s', (engine) => {
  it('by parts of words from two letters on, whatever the script, blanks and case, as known at any moment', async () => {
    const { ledger, told: known } = await told(engine, [suggestionSearchModel, suggestionProgressModel], (city) => {
      const says = (id: string, of: Partial<ReturnType<typeof sample.received>>) =>
        city.says(`suggestion-${id}`, 'SuggestionReceived', sample.received(of));
      const a = says('a', { text: '보도블록을 고쳐 주세요', title: '도로 정비', place: '주교동 12-3' });
      says('b', { text: '공원에 CCTV를 놓아 주세요'.normalize('NFD') });
      says('c', { text: '100% 국비로 해 주세요_' });
      const first = city.ordinal;
      const corrected = city.corrects(a, { path: '/text', from: '보도블록을 고쳐 주세요', to: '가로등을 고쳐 주세요' });
      const second = city.ordinal;
      const taken = city.voids(corrected);
      const third = city.ordinal;
      city.voids(taken);
      city.corrects(a, { path: '/title', from: '도로 정비', to: null });
      return { first, second, third, last: city.ordinal };
    });
    const found = (search: string, ordinal = known.last) =>
      ledger.readModels.read<SuggestionTables & SuggestionSearchTables, string[]>(
        ['suggestion-progress', 'suggestion-search'],
        async (db) => {
          const conditions = await saysAt(db, wordsOf('search', search), ordinal);
          let query = (db as Kysely<{ s: { suggestion_id: string } }>)
            .selectFrom('suggestions as s' as 's')
            .select('suggestion_id');
          for (const one of conditions) query = query.where(one);
          return (await query.execute()).map(({ suggestion_id }) => suggestion_id).sort();
        },
      );
    const { first, second, third } = known;
    expect(await found('고쳐주')).toEqual(['a']);
    expect(await found('주세')).toEqual(['a', 'b', 'c']);
    expect(await found('cctv 공원에')).toEqual(['b']);
    expect(await found('공 원에')).toEqual(['b']);
    expect(await found('주교동12')).toEqual(['a']);
    expect(await found('정비주교')).toEqual([]);
    expect(await found('0% 국')).toEqual(['c']);
    expect(await found('00_')).toEqual([]);
    expect(await found('세요_')).toEqual(['c']);
    expect(await found('없는말')).toEqual([]);
    const moments = [first, second, third, known.last];
    const at = async (search: string) => Promise.all(moments.map((ordinal) => found(search, ordinal)));
    expect(await at('보도블록')).toEqual([['a'], [], ['a'], []]);
    expect(await at('가로등')).toEqual([[], ['a'], [], ['a']]);
    expect(await at('도로')).toEqual([['a'], ['a'], ['a'], []]);
    await ledger.close();
  });
});

describe('a search', () => {
  it('needs a word of two letters', () => {
    expect(wordsOf('search', ' 그늘 막 ')).toEqual(['그늘', '막']);
    for (const search of ['막', ' 막 등 ', '\u200a']) expect(() => wordsOf('search', search)).toThrow('two letters');
  });

  it('finds a part of any text by its pairs', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 2, unit: 'grapheme' }), fc.nat(), fc.nat(), (text, from, length) => {
        const letters = lettersOf(text);
        const part = letters.slice(from % letters.length || 0, (from % letters.length || 0) + (length % 5) + 2);
        const pairs = new Set(pairsIn(letters));
        for (const pair of pairsIn(part)) expect(pairs).toContain(pair);
      }),
    );
  });
});
