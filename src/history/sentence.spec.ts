import { filled } from './sentence.js';

describe('a sentence', () => {
  const moved = {
    ko: '{what}은(는) {from}에서 {to}을(를) 지나 {who}이(가) 옮김',
    en: '{what}: {from}, {to}, {who}',
  } as const;

  it('has its values in it, lists and words of both languages among them', () => {
    const values = { what: ['가', '나'], from: 3, to: null, who: { ko: '과장', en: 'the head' } };
    expect(filled(moved, values)).toEqual({
      ko: '가, 나는 3에서 없음을 지나 과장이 옮김',
      en: '가, 나: 3, none, the head',
    });
  });

  it.each([
    ['삼송동', '삼송동은'],
    ['회차', '회차는'],
    ['삼송동 (4128157500)', '삼송동 (4128157500)은'],
    ['2022-01-02', '2022-01-02는'],
    ['2022-01-03', '2022-01-03은'],
    ['resident-autonomy-2022H1', 'resident-autonomy-2022H1은'],
    ['EntryVoided', 'EntryVoided은(는)'],
  ])('has the particle that Korean puts behind %s', (what, said) => {
    expect(filled({ ko: '{what}은(는)', en: '' }, { what }).ko).toBe(said);
  });

  it('fills in no value of a value', () => {
    expect(filled({ ko: '{a}', en: '{a} {b}' }, { a: '{b}', b: 'x' })).toEqual({ ko: '{b}', en: '{b} x' });
  });
});
