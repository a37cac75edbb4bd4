import type { SuggestionProgress } from '../../projections/read-models/suggestion-progress/get-suggestion.js';
import { CityHall, DONGS, liveRound, type Told } from './city-hall.js';

interface Set {
  readonly cycles: readonly {
    readonly deadlines: readonly { readonly dueOn: string | null; readonly basis: string }[];
  }[];
}

describe("a suggestion's clock", () => {
  let hall: CityHall;
  beforeAll(async () => {
    hall = await CityHall.open('2022-07-01');
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
  });
  afterAll(() => hall.close());

  const asked = { round: liveRound.code, dong: DONGS.jugyo, channel: 'pre-submitted', raisedOn: '2022-04-12' };
  const receive = (of: object = {}) =>
    hall.done('/v1/suggestions', { ...asked, text: '그늘막을 설치해 주세요', ...of });
  const does = (id: string, what: string, body: object) => hall.done(`/v1/suggestions/${id}/${what}`, body);
  const refused = (told: Told) => [told.status, told.body.type];
  const history = (id: string) => hall.history('suggestions', id);
  const due = async (id: string) => {
    const sets = (await history(id)).filter(({ type }) => type === 'DeadlineSet');
    const last = (sets.at(-1)?.data as Set | undefined)?.cycles.at(-1)?.deadlines.at(-1);
    return last && [last.basis, last.dueOn];
  };

  it('stands in the answer as of any day, as known at any moment, in words; late is late for good', async () => {
    const id = await receive({ form: 'written', acceptedOn: '2022-04-12' });
    await does(id, 'classification', { kind: 'suggestion', classifiedOn: '2022-04-13' });
    const at = async (query: string) =>
      (await hall.get<SuggestionProgress>(`/v1/suggestions/${id}?${query}`)).suggestion;
    expect((await at('asOf=2022-04-12')).clock).toMatchObject({ state: 'due-unknown', dueOn: null });
    expect((await at('asOf=2022-04-28')).clock).toMatchObject({
      state: 'due',
      basis: 'statute',
      dueOn: '2022-04-29',
      legalDueOn: '2022-04-29',
      workingDaysLeft: 1,
      inWords: { ko: expect.stringContaining('근무일 1일 남음') as string },
    });
    expect((await at('asOf=2022-05-03')).clock).toMatchObject({ state: 'overdue', workingDaysOver: 2 });
    const { moment } = await hall.get<SuggestionProgress>(`/v1/suggestions/${id}`);
    await does(id, 'assignment', { department: 'parks', assignedOn: '2022-04-14' });
    await does(id, 'resolution', { outcome: 'completed', resolvedOn: '2022-05-03', explanation: '놓음' });
    await does(id, 'reply', { kind: 'result', channel: 'letter', sentOn: '2022-05-03', text: '그늘막을 놓았습니다' });
    expect(await at('asOf=2022-06-01')).toMatchObject({
      status: 'completed',
      clock: { state: 'answered-late', late: { statute: 'yes', policy: 'no' }, end: { on: '2022-05-03' } },
    });
    expect(await at('asOf=2022-05-02')).toMatchObject({ status: 'pending', clock: { state: 'overdue', end: null } });
    const then = `asOf=2022-06-01&knownAt=${String(moment.knownAt.ordinal)}`;
    expect(await at(then)).toMatchObject({ status: 'pending', clock: { state: 'overdue' } });
    await hall.done(`/v1/suggestions/${id}/void`, { why: '두 번 입력함' });
    expect(await at('asOf=2022-06-01')).toMatchObject({ voided: true, status: 'completed', clock: null });
    expect(await at(then)).toMatchObject({ voided: false, status: 'pending' });
  });

  it('begins to count with its kind, stops, runs on and is extended, each in one append with its deadline', async () => {
    const id = await receive({ form: 'written', acceptedOn: '2022-04-12' });
    expect(await due(id)).toBeUndefined();
    await does(id, 'classification', { kind: 'suggestion', classifiedOn: '2022-04-13' });
    expect(await due(id)).toEqual(['statute', '2022-04-29']);
    await does(id, 'clock/stop', { stoppedOn: '2022-04-18', ground: 'supplement' });
    expect(await due(id)).toEqual(['statute', null]);
    await does(id, 'clock/resumption', { resumedOn: '2022-04-19' });
    expect(await due(id)).toEqual(['statute', '2022-05-03']);
    const long = { decidedOn: '2022-05-03', workingDays: 20, reason: '협의' };
    expect(refused(await hall.post(`/v1/suggestions/${id}/deadline-extension`, long))).toEqual([
      422,
      'extension-too-long',
    ]);
    await does(id, 'deadline-extension', { ...long, workingDays: 14 });
    expect(await due(id)).toEqual(['statute', '2022-05-24']);
    const [first, , , last] = (await history(id)).filter(({ type }) => type === 'DeadlineSet');
    expect(first!.inWords).toEqual({
      ko: expect.stringContaining('2022-04-29까지 · 2022-04-12부터 근무일 14 · 영 제15조, 법 제19조제2항') as string,
      en: expect.stringContaining('due 2022-04-29 · 14 working days from 2022-04-12') as string,
    });
    expect(last!.inWords!.en).toContain('supplement from 2022-04-18 to 2022-04-19 not counted');
    expect(last!.inWords!.en).toContain('extended on 2022-05-03 by 14 working days');
    expect((await history(id))[0]!.inWords).toBeNull();
    const commands = (await history(id)).map(({ type, metadata }) => [type, metadata.commandId]);
    expect(
      commands
        .filter(([type]) => type !== 'DeadlineSet')
        .slice(1)
        .map(([, command]) => command),
    ).toEqual(commands.filter(([type]) => type === 'DeadlineSet').map(([, command]) => command));
  });

  it('is set anew by a correction, and what it says is not corrected by itself', async () => {
    const id = await receive({ form: 'written', acceptedOn: '2022-04-12' });
    await does(id, 'classification', { kind: 'question', classifiedOn: '2022-04-13' });
    expect(await due(id)).toEqual(['statute', '2022-04-20']);
    const [receipt, , set] = await history(id);
    const entry = (eventId: string) => `/v1/suggestions/${id}/entries/${eventId}`;
    const changes = [{ path: '/acceptedOn', from: '2022-04-12', to: '2022-04-14' }];
    expect((await hall.post(`${entry(receipt!.eventId)}/correction`, { changes, why: '잘못 옮김' })).status).toBe(200);
    expect(await due(id)).toEqual(['statute', '2022-04-22']);
    expect(refused(await hall.post(`${entry(set!.eventId)}/void`, { why: '잘못' }))).toEqual([
      422,
      'entry-not-voidable',
    ]);
    expect((await hall.post(`/v1/suggestions/${id}/void`, { why: '잘못 입력함' })).status).toBe(200);
    expect((await hall.post(`/v1/suggestions/${id}/restoration`, { why: '맞음' })).status).toBe(200);
    expect(await due(id)).toEqual(['statute', '2022-04-22']);
  });

  it('is by the city’s policy for what is raised orally, and stays so under a newer one', async () => {
    const policy = { basis: '건의사항 관리지침', validFrom: '2022-01-01', workingDays: 14 };
    await hall.done('/v1/policies/oral-suggestion-default', policy);
    const id = await receive({ form: 'oral', acceptedOn: '2022-04-12' });
    expect(await due(id)).toEqual(['policy', '2022-04-29']);
    await hall.done('/v1/policies/oral-suggestion-default', { ...policy, validFrom: '2022-04-01', workingDays: 7 });
    await does(id, 'review', { startedOn: '2022-04-16' });
    expect(await due(id)).toEqual(['policy', '2022-04-29']);
    expect(await due(await receive({ form: 'oral', acceptedOn: '2022-04-12' }))).toEqual(['policy', '2022-04-20']);
  });
});
