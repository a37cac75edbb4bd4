import {
  aCount,
  aListOf,
  anObjectOf,
  aRecordOf,
  aDay,
  aPeriod,
  aText,
  aUuid,
  matching,
  oneOf,
  orNull,
} from './value-checks.js';

describe('a checked value', () => {
  it.each([
    [aDay, '2021-08-10'],
    [aPeriod, { from: '2020-08', to: null }],
    [aCount, 0],
    [aCount, 1_000_000_000],
    [aText(3), '세 자'],
    [aUuid, '018f4e6e-0000-7000-8000-000000000000'],
    [oneOf('a', 'b'), 'b'],
    [matching(/^\d{5}$/, 'five digits'), '41281'],
    [orNull(aDay), null],
    [orNull(aDay), '2021-08-10'],
    [aListOf(aDay, 2), []],
    [aListOf(aDay, 2), ['2021-08-10', '2021-08-11']],
    [anObjectOf({ label: aText(9), text: aText(9) }), { text: '2020. 8', label: '기간' }],
    [aRecordOf(matching(/^\d{5}$/, 'five digits'), aCount), { 41281: 4 }],
    [aText(20), '첫 줄\n둘째 줄\t끝 🙂'],
  ])('fits (%#)', (check, value) => {
    expect(check(value)).toBeUndefined();
  });

  it.each([
    [aDay, '2021-02-30', 'must be a day'],
    [aDay, null, 'must be a day'],
    [aPeriod, { from: '2020-09', to: '2020-08' }, 'must be a period'],
    [aCount, -1, 'whole number'],
    [aCount, 1.5, 'whole number'],
    [aCount, 1_000_000_001, 'whole number'],
    [aCount, '1', 'whole number'],
    [aCount, Number.NaN, 'whole number'],
    [aText(3), '네 글자', 'must be a text of 1 to 3 characters'],
    [aText(3), ' \t', 'must be a text'],
    [aText(3), '', 'must be a text'],
    [aText(3), undefined, 'must be a text'],
    [aText(9), '\u200b\u3164\u00a0', 'must be a text'],
    [aText(9), 'a\u0000b', 'control characters'],
    [aText(9), 'a\u001bb', 'control characters'],
    [aText(9), 'a\ud800', 'control characters'],
    [aText(9), 'a\u202eb', 'control characters'],
    [aUuid, '018F4E6E-0000-7000-8000-000000000000', 'lower case'],
    [oneOf('a', 'b'), 'c', 'must be one of a, b'],
    [aListOf(aDay, 2), '2021-08-10', 'must be a list of at most 2'],
    [aListOf(aDay, 2), ['2021-08-10', '2021-08-11', '2021-08-12'], 'must be a list of at most 2'],
    [aListOf(aDay, 2), ['2021-08-10', '2021-02-30'], 'has at 1 what must be a day'],
    [anObjectOf({ label: aText(9) }), { label: '기간', more: 1 }, 'must be an object of label'],
    [anObjectOf({ label: aText(9), text: aText(9) }), { label: '기간', other: '' }, 'must be an object of label, text'],
    [anObjectOf({ label: aText(9) }), { label: '' }, 'has at label what must be a text'],
    [anObjectOf({ toString: aText(9) }), {}, 'must be an object of toString'],
    [anObjectOf({ label: aText(9) }), null, 'must be an object'],
    [anObjectOf({ label: aText(9) }), ['기간'], 'must be an object'],
    [aRecordOf(matching(/^\d{5}$/, 'five digits'), aCount), {}, 'at least one entry'],
    [aRecordOf(matching(/^\d{5}$/, 'five digits'), aCount), { x: 4 }, 'has at x what must be five digits'],
    [aRecordOf(matching(/^\d{5}$/, 'five digits'), aCount), { 41281: -4 }, 'has at 41281 what must be a whole number'],
    [orNull(aDay), 'x', 'must be a day, YYYY-MM-DD, or null'],
    [orNull(aDay), undefined, 'or null'],
  ])('does not fit, and the sentence says why (%#)', (check, value, why) => {
    expect(check(value)).toContain(why);
  });
});
