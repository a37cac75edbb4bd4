import fc from 'fast-check';
import { eventIdOf, fingerprintOf, idFromCode, idFromCommand } from './command.js';
import { isUuid } from '../history/value-checks.js';
import { refusalOf } from '../../test/given.js';
import { malformed } from '../validation/well-formed.js';
import { InvalidInput } from './refusals.js';

const of = (body: unknown, name = 'hold-meeting', target: string | null = 'm1') =>
  fingerprintOf({ sent: { name, target, body } });

const wellFormed = fc.dictionary(fc.string(), fc.jsonValue()).filter((body) => malformed(body).length === 0);

describe('a fingerprint', () => {
  it('is the same for the same name, target and body, in whatever order the fields were sent', () => {
    fc.assert(
      fc.property(wellFormed, (body) => {
        const turned = Object.fromEntries(Object.entries(body).reverse());
        expect(of(JSON.parse(JSON.stringify(turned)))).toBe(of(JSON.parse(JSON.stringify(body))));
      }),
    );
  });

  it('is another for another name, target or body, and as sent before defaults', () => {
    const prints = [
      of({ a: 1 }),
      of({ a: 1 }, 'cancel-meeting'),
      of({ a: 1 }, 'hold-meeting', 'm2'),
      of({ a: 1 }, 'hold-meeting', null),
      of({ a: '1' }),
      of({ a: 1, b: null }),
      of([1]),
      of({}),
      of(null),
    ];
    expect(new Set(prints).size).toBe(prints.length);
    expect(of(undefined)).toBe(of(null));
  });

  it('is SHA-256 over canonical JSON: what is stored today is found for ever', () => {
    expect(of({ heldOn: '2021-08-10', attendees: 20 })).toBe(
      '56de2245c2591cf9357e0fd812b5209447893e26b5dd25b30c091ccc80e508c4',
    );
  });

  it.each([
    [{ text: 'a\ud800' }, '/text', 'surrogate pair'],
    [{ text: 'a\u0000' }, '/text', 'U+0000'],
    [{ changes: [{ to: Number.POSITIVE_INFINITY }] }, '/changes/0/to', 'too large'],
    [{ 'a/b~': { '\ud800': 1 } }, '/a~1b~0/\ud800', 'has a name'],
    [nested(200_000), '/0'.repeat(33), 'levels deep'],
    ['\ud800', '', 'surrogate pair'],
    [JSON.parse('{"__proto__":{"x":1}}'), '/__proto__', 'not allowed'],
  ])('is refused for a body that has no canonical form (%#)', (body, field, problem) => {
    const error = refusalOf(() => of(body)) as InvalidInput;
    expect(error).toBeInstanceOf(InvalidInput);
    expect(error.fields).toMatchObject([{ field, problem: { en: expect.stringContaining(problem) as string } }]);
  });

  it('takes whatever else JSON can say', () => {
    expect(of(JSON.parse('{"toJSON":"a","n":-0,"s":"🙂\\t","e":1e308}'))).toMatch(/^[0-9a-f]{64}$/);
    expect(of(nested(31))).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('ids', () => {
  it('of events differ by stream, command, content and index, and are the same again', () => {
    const ids = [
      eventIdOf('s-1', 'c1', 'f1', 0),
      eventIdOf('s-2', 'c1', 'f1', 0),
      eventIdOf('s-1', 'c2', 'f1', 0),
      eventIdOf('s-1', 'c1', 'f2', 0),
      eventIdOf('s-1', 'c1', 'f1', 1),
    ];
    expect(new Set(ids).size).toBe(5);
    expect(ids.every(isUuid)).toBe(true);
    expect(eventIdOf('s-1', 'c1', 'f1', 0)).toBe(ids[0]);
  });

  it('of things derive from their code, else from the command', () => {
    expect(idFromCode('round', '2021-1')).toBe(idFromCode('round', '2021-1'));
    const ids = [
      idFromCode('round', 'a'),
      idFromCode('dong', 'a'),
      idFromCode('round', 'b'),
      idFromCommand('round', 'a'),
    ];
    expect(new Set(ids).size).toBe(4);
    expect(ids.every(isUuid)).toBe(true);
  });
});

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let i = 0; i < depth; i++) value = [value];
  return value;
}
