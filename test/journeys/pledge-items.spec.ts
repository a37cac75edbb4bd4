import { CityHall, liveRound } from './city-hall.js';

describe('a pledge item', () => {
  let hall: CityHall;
  const item = '/v1/pledge-items/7-2-2-4';

  beforeAll(async () => {
    hall = await CityHall.open('2022-05-10');
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
  });
  afterAll(() => hall.close());

  const rounds = async () => (await hall.sheet()).blocks.flatMap((block) => block.rounds.map(({ code }) => code));

  it('changes its department from a day on, and the sheets of earlier days keep what held then', async () => {
    const { department, title, officers } = await hall.sheet();
    const changed = { amendedOn: '2022-05-02', title, departmentAsPrinted: '소통협치담당관', officers };
    const { status, headers } = await hall.post(`${item}/amendments`, changed);
    expect([status, headers.get('location')]).toEqual([201, '/v1/sheets/2-2-4?term=7']);
    expect((await hall.sheet()).department).toBe('소통협치담당관');
    expect((await hall.sheet('?asOf=2022-05-01')).department).toBe(department);
  });

  it('has a round on its sheet, remarked on, taken off and placed again', async () => {
    const placed = { round: liveRound.code, block: '2021H2', order: 9 };
    await hall.post(`${item}/rounds`, placed);
    const remark = { round: liveRound.code, row: 'suggestions', remark: '서면 접수 포함' };
    expect((await hall.post(`${item}/remarks`, remark)).status).toBe(201);
    const on = (await hall.sheet()).blocks.flatMap((block) => block.rounds).find(({ code }) => code === liveRound.code);
    expect(on?.suggestions.remark).toBe('서면 접수 포함');
    const removal = { round: liveRound.code, why: '다른 공약사업의 회차임' };
    expect((await hall.post(`${item}/rounds/removal`, removal)).status).toBe(201);
    expect(await rounds()).not.toContain(liveRound.code);
    await hall.post(`${item}/rounds`, placed);
    expect(await rounds()).toContain(liveRound.code);
  });

  it('says how it stood in a period and what is planned', async () => {
    const half = { from: '2021-07', to: '2021-12' };
    await hall.post(`${item}/standings`, { period: half, state: '정상추진', ratePerMille: 625 });
    await hall.post(`${item}/plans`, { text: '미개최 동을 찾아감' });
    expect(await hall.sheet()).toMatchObject({
      standing: { period: half, state: '정상추진', ratePerMille: 625 },
      plans: ['미개최 동을 찾아감'],
    });
    const ahead = await hall.post(`${item}/standings`, { period: { from: '2022-07', to: null }, state: '정상추진' });
    expect([ahead.status, ahead.body.type]).toEqual([422, 'standing-in-future']);
  });
});
