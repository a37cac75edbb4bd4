import type { Contracts, EventContract } from '../src/history/contract.js';
import { everyContract } from './every-contract.js';
import { told } from './told.js';
import { segments } from '../src/history/json-pointer.js';
import { samples } from './stored-samples/samples.js';

const ALL: Contracts = Object.assign({}, ...everyContract) as Contracts;
const entries: [string, EventContract][] = Object.entries(ALL);

const stored = samples().at(-1)!.log;

/** Each says where, and why in every language. */
const sentence = expect.stringMatching(/./) as string;
const MISFITS = expect.arrayContaining([{ at: expect.any(String) as string, problem: { ko: sentence, en: sentence } }]);

/** What somebody writes in words. */
const FREE_TEXT =
  /\/(why|text|reason|explanation|remedy|article|agenda|participants|venue|heading|title|note|source|label|category|findings|opinion|plan|answer|words|alternative)$/;

describe('the stored contract', () => {
  it('names every type in one aggregate only', () => {
    expect(entries).toHaveLength(everyContract.reduce((sum, contracts) => sum + Object.keys(contracts).length, 0));
  });

  it.each(entries)('of %s lifts every older version, one by one', (_type, { version, upcasters }) => {
    const older = Array.from({ length: version - 1 }, (_, index) => String(index + 1));
    expect(Object.keys(upcasters ?? {})).toEqual(older);
  });

  it.each(entries)('of %s has a stored sample of every version', (type, { version }) => {
    const versions = stored.filter((event) => event.type === type).map(({ metadata }) => metadata.schemaVersion);
    expect([...new Set(versions)].sort()).toEqual(Array.from({ length: version }, (_, index) => index + 1));
  });

  it.each(entries)('of %s has stored samples with and without what may be null', (type, { correctable }) => {
    const samplesOfType = stored.filter((event) => event.type === type).map(({ data }) => data);
    for (const [path, check] of Object.entries(correctable)) {
      if (check(null) !== undefined) continue;
      const values = samplesOfType.flatMap((data) => valuesAt(data, segments(path)));
      expect({ path, null: values.includes(null), given: values.some((value) => value !== null) }).toEqual({
        path,
        null: true,
        given: true,
      });
    }
  });

  it.each(entries)('of %s counts nothing beyond a million, won aside', (_type, { correctable }) => {
    const beyond = Object.entries(correctable).filter(([, check]) => check(1_000_001) === undefined);
    expect(beyond.map(([path]) => path).filter((path) => !/\/(\w*[wW]on|spent|amount)$/.test(path))).toEqual([]);
  });

  it.each(entries)('of %s has pointers for paths, and its groups among them', (_type, { correctable, together }) => {
    for (const path of Object.keys(correctable)) expect(segments(path).length).toBeGreaterThan(0);
    for (const path of (together ?? []).flat()) expect(correctable).toHaveProperty([path]);
  });

  it.each(entries)('of %s lets no check pass what is not there, nor odd values throw', (_type, { correctable }) => {
    for (const check of Object.values(correctable)) {
      expect(check(undefined)).toEqual(MISFITS);
      for (const odd of [Number.NaN, {}, { __proto__: null }, [[]], Symbol.iterator, () => 1]) {
        expect(check(odd) ?? MISFITS).toEqual(MISFITS);
      }
    }
  });

  it('refuses personal data wherever words are written', () => {
    const words = entries.flatMap(([type, { correctable }]) =>
      Object.entries(correctable)
        .filter(([path, check]) => FREE_TEXT.test(path) && check('보통 글') === undefined)
        .map(([path, check]) => [type + path, check('연락 010-1234-5678')] as const),
    );
    expect(words.length).toBeGreaterThan(20);
    for (const [, misfits] of words) expect(told(misfits)).toContain('phone number');
  });

  it('takes line breaks where something is told at length, and nowhere else', () => {
    const texts = entries.flatMap(([type, { correctable }]) =>
      Object.entries(correctable)
        .filter(([, check]) => check('보통 글') === undefined)
        .map(([path, check]) => [type + path, check('두\n줄') === undefined] as const),
    );
    expect(texts.filter(([, broken]) => broken).map(([path]) => path)).toEqual(
      texts.map(([path]) => path).filter((path) => AT_LENGTH.test(path)),
    );
    expect(texts.length).toBeGreaterThan(25);
  });
});

/** What may be told at length; a name, a title or a line of a sheet is one line. */
const AT_LENGTH =
  /\/(why|reason|outsidePeriodReason|afterClosureReason|explanation|alternative|remedy|agenda|note|words|opinion|findings|plan|done|next|answer)$|^(SuggestionReceived|ReplySent|ProblemNoted|ImprovementNoted|PlanNoted)\/text$/;

/** What stands where a path of a contract points to, `*` being any one segment. */
function valuesAt(value: unknown, [first, ...rest]: readonly string[]): readonly unknown[] {
  if (first === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  const inner = first === '*' ? Object.values(value) : [(value as Readonly<Record<string, unknown>>)[first]];
  return inner.flatMap((one) => valuesAt(one, rest));
}
