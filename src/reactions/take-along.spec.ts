import { onSite } from '../../test/suggestion-samples.js';
import { changesAlong } from './take-along.js';

const { roundId } = onSite;
const at = (day: string | null, ...dongs: string[]) => ({
  roundId,
  day,
  places: dongs.map((dong) => ({ dong, district: dong.slice(0, 5) })),
});
const [JUGYO, WONDANG] = ['4128151000', '4128152000'] as const;
const receipt = { roundId, dong: JUGYO, raisedOn: '2021-08-10', acceptedOn: '2021-08-10', channel: 'on-site' } as const;
const first = at('2021-08-10', JUGYO);

describe('what goes with a meeting that moves', () => {
  const along = (
    of: Partial<typeof receipt> | { channel: 'pre-submitted' },
    before: (typeof first)[],
    now: typeof first,
  ) => changesAlong({ ...receipt, ...of }, { before, now }).map(({ path, from, to }) => [path, from, to]);

  it('is the day and the dong that the suggestion has from it; of one handed in before, not the day accepted', () => {
    const now = at('2021-08-12', WONDANG);
    const moved = [
      ['/raisedOn', '2021-08-10', '2021-08-12'],
      ['/dong', JUGYO, WONDANG],
    ];
    expect(along({}, [first], now)).toEqual([...moved, ['/acceptedOn', '2021-08-10', '2021-08-12']]);
    expect(along({ channel: 'pre-submitted' }, [first], now)).toEqual(moved);
  });

  it('goes to where the meeting is by now, from wherever it was when the suggestion had it', () => {
    const [second, now] = [at('2021-08-11', JUGYO), at('2021-08-12', JUGYO)];
    expect(along({}, [first], now)[0]).toEqual(['/raisedOn', '2021-08-10', '2021-08-12']);
    expect(along({}, [first, second], now)[0]).toEqual(['/raisedOn', '2021-08-10', '2021-08-12']);
    expect(along({}, [first, second], first)).toEqual([]);
  });

  it('stays where it was told otherwise, and where nobody can say which of several dongs was meant', () => {
    const now = at('2021-08-12', WONDANG);
    const told = { dong: '4128155000' as never, raisedOn: '2021-08-09' as never, acceptedOn: '2021-08-09' as never };
    expect(along(told, [first], now)).toEqual([]);
    expect(along({ channel: 'pre-submitted' }, [first], at(null, JUGYO, WONDANG))).toEqual([]);
  });
});
