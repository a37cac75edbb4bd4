import type { SuggestionCounts } from '../../projections/read-models/suggestion-progress/count-suggestions.js';
import type { BudgetSums } from '../../projections/read-models/suggestion-progress/get-budget.js';
import type { Queues } from '../../projections/read-models/suggestion-progress/get-queues.js';
import type { SuggestionList } from '../../projections/read-models/suggestion-progress/list-suggestions.js';
import { CityHall, DONGS, liveRound } from './city-hall.js';

describe('what is asked of many suggestions', () => {
  let hall: CityHall;
  const ids: string[] = [];
  beforeAll(async () => {
    hall = await CityHall.open('2022-07-01');
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
    const said = { round: liveRound.code, channel: 'pre-submitted', form: 'written' };
    const receive = (of: object) => hall.done('/v1/suggestions', { ...said, ...of });
    ids.push(
      await receive({
        dong: DONGS.jugyo,
        raisedOn: '2022-04-12',
        acceptedOn: '2022-04-12',
        text: '그늘막을 놓아 주세요',
      }),
      await receive({
        dong: DONGS.jugyo,
        raisedOn: '2022-04-20',
        acceptedOn: '2022-04-20',
        text: '가로등을 고쳐 주세요',
      }),
      await receive({
        dong: DONGS.jugyo,
        raisedOn: '2022-05-02',
        acceptedOn: '2022-05-02',
        text: '공원을 넓혀 주세요',
      }),
    );
    const [first, second] = ids as [string, string];
    await does(first, 'classification', { kind: 'suggestion', classifiedOn: '2022-04-13' });
    const supporting = [{ department: 'roads', dueOn: '2022-04-20' }];
    await does(first, 'assignment', { department: 'parks', officer: 'p01', supporting, assignedOn: '2022-04-14' });
    await does(second, 'classification', { kind: 'question', classifiedOn: '2022-04-21' });
    const line = { year: 2022, budget: 'main', fund: 'city', won: 30_000_000, state: 'included' };
    await does(first, 'plan', {
      decision: 'decided',
      plannedOn: '2022-05-04',
      budgetLines: [line, { ...line, year: 2023, state: 'asked' }],
    });
    await does(second, 'plan', {
      decision: 'decided',
      plannedOn: '2022-05-10',
      budgetLines: [{ ...line, fund: 'provincial', won: 5_000_000 }],
    });
  });
  afterAll(() => hall.close());

  const does = (id: string, what: string, body: object) => hall.done(`/v1/suggestions/${id}/${what}`, body);
  const listed = async (query: string) => {
    const { suggestions } = await hall.get<SuggestionList>(`/v1/suggestions?${query}`);
    return suggestions.map(({ id }) => ids.indexOf(id) + 1);
  };

  it('is narrowed by whoever has it, by kind and by what waits, of today and of any day', async () => {
    expect(await listed('department=parks')).toEqual([1]);
    expect(await listed('department=parks&asOf=2022-04-13')).toEqual([]);
    expect(await listed('supporting=roads&officer=p01')).toEqual([1]);
    expect(await listed('kind=question')).toEqual([2]);
    expect(await listed('phase=in-progress&asOf=2022-05-09')).toEqual([1]);
    expect(await listed('queue=without-department')).toEqual([2, 3]);
    expect(await listed('queue=opinion-awaited')).toEqual([1]);
    expect(await listed('queue=overdue&asOf=2022-05-03')).toEqual([1, 2]);
    expect(await listed('queue=overdue&within=3&asOf=2022-05-03')).toEqual([2]);
    expect(await listed('queue=due-today&asOf=2022-04-29')).toEqual([1]);
    expect(await listed('queue=due-soon&within=2&asOf=2022-04-27')).toEqual([1, 2]);
    expect(await listed('queue=due-unknown')).toEqual([3]);
    expect(await listed('dueFrom=2022-04-29&dueTo=2022-04-29&asOf=2022-04-27')).toEqual([1]);
    expect(await listed('dueTo=2022-04-28&asOf=2022-04-27')).toEqual([2]);
    expect(await listed('dueFrom=2022-04-30&asOf=2022-04-27')).toEqual([]);
    expect((await hall.fetch('/v1/suggestions?dueFrom=tomorrow')).status).toBe(400);
    for (const backwards of [
      '/v1/suggestions?dueFrom=2022-05-01&dueTo=2022-04-30',
      '/v1/entries?occurredFrom=2022-05-01&occurredTo=2022-04-30',
      '/v1/entries?recordedFrom=2022-05-01&recordedTo=2022-04-30',
    ]) {
      const refused = await hall.fetch(backwards);
      const errors = [{ field: expect.stringMatching(/^\/\w+To$/) as string }];
      expect([refused.status, await refused.json()]).toMatchObject([400, { errors }]);
    }
  });

  it('is found by parts of words, by number and by the word that a report prints', async () => {
    expect(await listed('search=' + encodeURIComponent('그늘'))).toEqual([1]);
    expect(await listed('search=' + encodeURIComponent('고쳐주 가로등'))).toEqual([2]);
    expect(await listed('search=' + encodeURIComponent('해 주세요'))).toEqual([]);
    const short = await hall.fetch('/v1/suggestions?search=' + encodeURIComponent('막'));
    expect([short.status, await short.json()]).toMatchObject([400, { errors: [{ field: '/search' }] }]);
    expect(await listed('number=2022-0002')).toEqual([2]);
    expect((await hall.fetch('/v1/suggestions?number=2022-9999')).status).toBe(404);
    expect(await listed('involving=roads')).toEqual([1]);
    expect(await listed('involving=parks&involving=parks').catch(() => 'refused')).toBe('refused');

    const word = (ko: string, ...statuses: string[]) => ({ word: { ko, en: ko }, statuses });
    const when = { targetWithinYears: null, budgetLine: 'included' };
    await hall.done('/v1/policies/status-words', {
      set: 'half-yearly',
      validFrom: '2022-01-01',
      basis: '지침',
      words: [
        word('완료', 'completed', 'partly-completed', 'answered'),
        word('불가', 'infeasible', 'closed'),
        word('추진중', 'in-progress'),
        word('검토', 'pending', 'long-term', 'referred'),
        word('기타', 'transferred', 'withdrawn', 'merged', 'split'),
      ],
      splits: [
        {
          status: 'planned',
          parts: [{ when, word: { ko: '예산확보', en: 'funded' } }],
          rest: { ko: '예정', en: 'later' },
        },
      ],
    });
    const worded = (named: string, more = '') => listed(`word=${encodeURIComponent(named)}${more}`);
    expect(await worded('예산확보')).toEqual([1, 2]);
    expect(await worded('funded', '&asOf=2022-05-05')).toEqual([1]);
    expect(await worded('예정')).toEqual([]);
    expect(await worded('검토')).toEqual([3]);
    const { cells } = await hall.get<SuggestionCounts>('/v1/suggestion-counts?by=word');
    for (const { of, count } of cells) expect(await worded(of.word!)).toHaveLength(count);
    const unknown = await hall.fetch('/v1/suggestions?word=colour');
    expect([unknown.status, await unknown.json()]).toMatchObject([400, { errors: [{ field: '/word' }] }]);
  });

  it('refuses a dong of another district, and takes an actor of nothing for nobody else', async () => {
    const refused = await hall.fetch(`/v1/suggestions?district=41285&dong=${DONGS.jugyo}`);
    expect([refused.status, await refused.json()]).toMatchObject([400, { errors: [{ field: '/dong' }] }]);
    expect(await listed(`district=41281&dong=${DONGS.jugyo}`)).toEqual([1, 2, 3]);
    const reply = { kind: 'interim', channel: 'letter', sentOn: '2022-05-20', text: '늦어집니다' };
    await does(ids[2]!, 'reply', { ...reply, doneBy: { position: null } });
    const [last] = (await hall.history('suggestions', ids[2]!)).filter(({ type }) => type === 'ReplySent');
    expect(last!.data).toMatchObject({ doneBy: null });
  });

  it('knows no day before it was recorded', async () => {
    const { moment } = await hall.get<SuggestionList>('/v1/suggestions');
    await does(ids[2]!, 'assignment', { department: 'parks', assignedOn: '2022-05-03' });
    expect(await listed('department=parks&asOf=2022-06-30')).toEqual([1, 3]);
    expect(await listed(`department=parks&asOf=2022-06-30&knownAt=${String(moment.knownAt.ordinal)}`)).toEqual([1]);
    expect(await listed('department=parks&asOf=2022-05-02')).toEqual([1]);
  });

  it('comes in pages of any order, each suggestion once', async () => {
    for (const [sort, order] of [
      ['-raised', [3, 2, 1]],
      ['due', [2, 1, 3]],
      ['changed', [1, 2, 3]],
    ] as const) {
      const first = await hall.get<SuggestionList>(`/v1/suggestions?sort=${sort}&limit=2`);
      const rest = await hall.get<SuggestionList>(`/v1/suggestions?sort=${sort}&limit=2&cursor=${first.nextCursor!}`);
      expect(rest.nextCursor).toBeNull();
      const seen = [...first.suggestions, ...rest.suggestions].map(({ id }) => ids.indexOf(id) + 1);
      expect({ sort, seen }).toEqual({ sort, seen: order });
      const other = sort === 'due' ? '-due' : 'due';
      const refused = await hall.fetch(`/v1/suggestions?sort=${other}&cursor=${first.nextCursor!}`);
      expect(refused.status).toBe(400);
    }
  });

  it('is counted by anything crossed with anything, and waits in queues by department', async () => {
    const { total, cells } = await hall.get<SuggestionCounts>('/v1/suggestion-counts?by=status,kind&asOf=2022-05-05');
    expect(total).toBe(3);
    expect(cells).toEqual([
      { of: { status: 'pending', kind: 'question' }, count: 1, share: 33.4 },
      { of: { status: 'pending', kind: null }, count: 1, share: 33.3 },
      { of: { status: 'planned', kind: 'suggestion' }, count: 1, share: 33.3 },
    ]);
    const refused = await hall.fetch('/v1/suggestion-counts?by=status,colour');
    expect([refused.status, await refused.json()]).toMatchObject([400, { errors: [{ field: '/by' }] }]);
    const { queues } = await hall.get<Queues>('/v1/queues?asOf=2022-05-03');
    expect(queues.find(({ queue }) => queue === 'overdue')).toMatchObject({
      total: 2,
      byBasis: { statute: 2 },
      byDepartment: { parks: 1, '': 1 },
      byDistrict: { '41281': 2 },
      list: '/v1/suggestions?asOf=2022-05-03&queue=overdue',
    });
  });

  it('adds up its budget lines by year, fund and state, as they were planned on any day', async () => {
    const of = async (query: string) => {
      const { cells, suggestions, total } = await hall.get<BudgetSums>(`/v1/budget?by=year,state&${query}`);
      return { suggestions, won: total.won, cells: cells.map(({ of: its, won }) => [its.year, its.state, won]) };
    };
    expect(await of('')).toEqual({
      suggestions: 2,
      won: 65_000_000,
      cells: [
        ['2022', 'included', 35_000_000],
        ['2023', 'asked', 30_000_000],
      ],
    });
    expect(await of('asOf=2022-05-05')).toMatchObject({ suggestions: 1, won: 60_000_000 });
    const { cells } = await hall.get<BudgetSums>('/v1/budget?by=fund,department');
    expect(cells).toEqual([
      { of: { fund: 'city', department: 'parks' }, lines: 2, won: 60_000_000 },
      { of: { fund: 'provincial', department: null }, lines: 1, won: 5_000_000 },
    ]);
  });

  it('names what its codes stand for, by the names of the day', async () => {
    const { suggestions } = await hall.get<SuggestionList>('/v1/suggestions?limit=1&asOf=2022-05-05');
    expect(suggestions[0]!.names).toEqual({
      round: liveRound.code,
      district: '덕양구',
      dong: '주교동',
      department: null,
    });
    const office = {
      code: 'parks',
      name: '공원과',
      level: 'division',
      parent: null,
      validFrom: '2022-01-03',
      source: null,
    };
    await hall.done('/v1/departments', office);
    await hall.done('/v1/departments/parks/name', { name: '공원녹지과', renamedOn: '2022-05-06' });
    const named = async (asOf: string) =>
      (await hall.get<SuggestionList>(`/v1/suggestions?limit=1&asOf=${asOf}`)).suggestions[0]!.names.department;
    expect([await named('2022-05-05'), await named('2022-05-06')]).toEqual(['공원과', '공원녹지과']);

    await hall.done('/v1/departments', { ...office, code: 'green', name: '녹지과', validFrom: '2022-06-01' });
    await hall.done('/v1/departments/parks/abolition', {
      validTo: '2022-05-31',
      successors: ['green'],
    });
    expect(await listed('department=green')).toEqual([]);
    expect(await listed('department=green&predecessors=true')).toEqual([1, 3]);
    expect(await listed('department=green&predecessors=true&asOf=2022-05-31')).toEqual([]);
  });
});
