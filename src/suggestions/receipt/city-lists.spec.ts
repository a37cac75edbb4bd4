import { NOTHING_SET, type Policy } from '../../policies/in-force.js';
import { chosenFrom, judgeChosen } from './city-lists.js';

const named = (code: string, ko: string, en: string) => ({ code, ko, en });
const TWO = [named('traffic', '교통', 'traffic'), named('parks', '공원', 'parks')];
const MANY = Array.from(
  { length: 33 },
  (_, n) => [`k${String(n)}`, `종류${String(n)}`, `kind ${String(n)}`] as const,
).map(([code, ko, en]) => named(code, ko, en));

const city: Policy = {
  ...NOTHING_SET,
  FieldsOfWorkSet: [{ validFrom: '2022-01-01', basis: '지침', fields: TWO, doneBy: null }],
  ProposerKindsSet: [{ validFrom: '2022-01-01', basis: '지침', kinds: MANY, doneBy: null }],
} as unknown as Policy;

const nothing = { fieldOfWork: null, proposerKind: null };

describe('what is chosen from the city’s own lists', () => {
  it('is named by code or by a name in either language, and told by its code', () => {
    for (const said of ['traffic', '교통']) {
      expect(chosenFrom(city, '2022-03-01', { ...nothing, fieldOfWork: said })).toEqual({
        fieldOfWork: 'traffic',
        proposerKind: null,
      });
    }
    expect(chosenFrom(city, '2022-03-01', { ...nothing, proposerKind: 'kind 7' }).proposerKind).toBe('k7');
  });

  it('is any field while there is none, and one of three kinds of proposers', () => {
    expect(chosenFrom(city, '2021-12-31', { ...nothing, fieldOfWork: '무엇이나' }).fieldOfWork).toBe('무엇이나');
    expect(chosenFrom(NOTHING_SET, '2022-03-01', { ...nothing, proposerKind: '통장' }).proposerKind).toBe('tongjang');
  });

  it('is refused with the codes that there are, and how many more', () => {
    const field = () => chosenFrom(city, '2022-03-01', { ...nothing, fieldOfWork: '도로' });
    expect(field).toThrow('traffic(교통), parks(공원)');
    const kind = () => chosenFrom(city, '2022-03-01', { ...nothing, proposerKind: 'merchant' });
    expect(kind).toThrow('k29(종류29), … +3');
  });

  it('is judged anew where a correction changes it or its day alone, and says codes', () => {
    const before = { raisedOn: '2022-03-01', fieldOfWork: '도로', proposerKind: 'k1' };
    expect(() => judgeChosen(city, before, { ...before, proposerKind: 'k2' })).not.toThrow();
    expect(() => judgeChosen(city, before, { ...before, raisedOn: '2022-03-02' })).toThrow('도로');
    const byName = () => judgeChosen(city, before, { ...before, fieldOfWork: '교통' });
    expect(byName).toThrow('fieldOfWork');
  });
});
