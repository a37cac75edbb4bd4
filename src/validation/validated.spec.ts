import { day, list, object, otherwise, text, wholeNumber } from '../history/fields.js';
import { aText } from '../history/value-checks.js';
import { InvalidInput } from '../recording/refusals.js';
import { bodyOf } from './fields.js';
import { validated } from './validated.js';

const Asked = bodyOf('Asked', {
  name: text(aText(5)),
  remark: otherwise(text(aText(5)), 'none'),
  span: object({ from: day() }),
  figures: otherwise(list(object({ count: wholeNumber(0, 9), of: otherwise(text(aText(5)), 'all') }), 2), []),
});
const Nothing = bodyOf('Nothing', {});

const right = { name: 'a', span: { from: '2020-01-01' }, figures: [{ count: 1 }] };

function problems(plain: unknown, type: new () => object = Asked): { field: string; problem: string }[] {
  try {
    validated(type, plain);
    return [];
  } catch (error) {
    if (error instanceof InvalidInput)
      return error.fields.map(({ field, problem }) => ({ field, problem: problem.en }));
    throw error;
  }
}

describe('what was sent', () => {
  it('becomes an instance of its class, with defaults wherever something was left out', () => {
    const { figures, ...rest } = right;
    const asked = validated(Asked, rest);
    expect(asked).toBeInstanceOf(Asked);
    expect(asked).toEqual({ ...rest, remark: 'none', figures: [] });
    expect(validated(Asked, { ...rest, figures }).figures).toEqual([{ count: 1, of: 'all' }]);
  });

  it('is refused with every wrong field named at once', () => {
    expect(problems({ name: '', span: { from: '2020-02-30' }, figures: [{ count: 1 }, { count: '2' }] })).toEqual([
      { field: '/name', problem: 'must be a text of 1 to 5 characters' },
      { field: '/span/from', problem: 'must be a day, YYYY-MM-DD' },
      { field: '/figures/1/count', problem: 'must be a whole number from 0 to 9' },
    ]);
  });

  it('says of a missing field that it is missing', () => {
    expect(problems({ name: 'a' })).toEqual([{ field: '/span', problem: 'is missing; it must be an object of from' }]);
  });

  it('is refused where it holds unknown fields, at any depth', () => {
    expect(problems({ ...right, 'a/b': 1, span: { from: '2020-01-01', until: null } })).toEqual([
      { field: '/a~1b', problem: 'is not a field that is known here' },
      { field: '/span/until', problem: 'is not a field that is known here' },
    ]);
    expect(problems({ more: 1 }, Nothing)).toEqual([{ field: '/more', problem: 'is not a field that is known here' }]);
    expect(problems({}, Nothing)).toEqual([]);
  });

  it('takes null as given, not as left out', () => {
    expect(problems({ ...right, remark: null, figures: null })).toEqual([
      { field: '/remark', problem: 'must be a text of 1 to 5 characters' },
      { field: '/figures', problem: 'must be a list of 0 to 2' },
    ]);
  });

  it('converts nothing by itself', () => {
    expect(problems({ ...right, name: 5, figures: [{ count: true }] })).toHaveLength(2);
  });

  it.each([[[]], [[{ from: '2020-01-01' }]], ['x'], [5]])('does not take %j for one inner object', (span) => {
    expect(problems({ ...right, span })).toEqual([{ field: '/span', problem: 'must be an object of from' }]);
  });

  it.each([{ count: 1 }, 'x', [{ count: 1 }, { count: 1 }, { count: 1 }]])(
    'does not take %j for a list of at most two',
    (figures) => {
      expect(problems({ ...right, figures })).toEqual([{ field: '/figures', problem: 'must be a list of 0 to 2' }]);
    },
  );

  it.each([[[1]], [[[{ count: 1 }]]], [[null]]])(
    'takes no other values than objects in a list of them: %j',
    (figures) => {
      expect(problems({ ...right, figures })).toEqual([
        { field: '/figures/0', problem: 'must be an object of count, of' },
      ]);
    },
  );

  it.each([[null], [[]], ['text'], [5], [undefined]])('is refused where it is %j instead of an object', (plain) => {
    expect(problems(plain)).toEqual([{ field: '', problem: 'must be a JSON object' }]);
  });

  it('is refused where it reaches into prototypes', () => {
    const plain = JSON.parse(
      '{"__proto__": {"x": 1}, "toString": 1, "span": {"constructor": {"prototype": {}}}}',
    ) as unknown;
    expect(problems(plain)).toEqual([
      { field: '/__proto__', problem: 'is a name that is not allowed' },
      { field: '/toString', problem: 'is a name that is not allowed' },
      { field: '/span/constructor', problem: 'is a name that is not allowed' },
    ]);
  });

  it('is refused where it could not be stored and read again as it is', () => {
    const deep = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as unknown;
    expect(problems({ name: '\ud800', remark: 'a\0', figures: deep, span: JSON.parse('{"from": 1e999}') })).toEqual([
      { field: '/name', problem: 'must be well-formed Unicode: it holds half of a surrogate pair' },
      { field: '/remark', problem: 'must not hold the character U+0000' },
      { field: `/figures${'/0'.repeat(32)}`, problem: 'lies more than 32 levels deep' },
      { field: '/span/from', problem: 'is a number too large to be stored' },
    ]);
    expect(problems({ ...right, name: '김😀' })).toEqual([]);
  });
});
