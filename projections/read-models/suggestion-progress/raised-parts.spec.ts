import { addDays } from '../../../src/history/days.js';
import { dayNumber } from '../day-number.js';
import { cutAfter, endOf, spanParts } from './raised-parts.js';

describe('a span of days as whole months', () => {
  it('takes off what the first and the last month have too many, as worked out beside the sums', () => {
    expect(spanParts('2021-07-10', '2022-03-20')).toEqual({
      months: [202107, 202203],
      cuts: [
        { days: [20210701, 20210709], sign: -1 },
        { days: [20220321, 20220331], sign: -1 },
      ],
    });
    expect(cutAfter(20220508)).toEqual({ month: 202204, cut: { days: [20220501, 20220508], sign: 1 } });
  });

  it('counts every day of the span once and no other, wherever it begins and ends', () => {
    const days = Array.from({ length: 130 }, (_, n) => addDays('2023-12-20', n));
    for (const [index, from] of days.entries()) {
      for (const to of days.slice(index)) {
        const { months, cuts } = spanParts(from, to);
        const wrong = days.filter((one) => {
          const day = dayNumber(one);
          const within = ([first, last]: readonly [number, number]) => day >= first && day <= last;
          const whole = months && within([months[0] * 100, endOf(months[1])]) ? 1 : 0;
          const count = cuts.reduce((sum, cut) => sum + (within(cut.days) ? cut.sign : 0), whole);
          return count !== (one >= from && one <= to ? 1 : 0);
        });
        expect([from, to, wrong]).toEqual([from, to, []]);
      }
    }
  });
});
