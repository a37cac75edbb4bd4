import type { SuggestionProgress } from '../../projections/read-models/suggestion-progress/get-suggestion.js';
import { CityHall, DONGS, liveRound } from './city-hall.js';

describe("what is chosen from the city's own lists", () => {
  let hall: CityHall;
  const said = { round: liveRound.code, dong: DONGS.jugyo, channel: 'pre-submitted', text: '그늘막을 설치해 주세요' };
  const receive = (of: object) => hall.post('/v1/suggestions', { ...said, raisedOn: '2022-04-12', ...of });
  const shown = async (id: string) => (await hall.get<SuggestionProgress>(`/v1/suggestions/${id}`)).suggestion;
  let before: string;
  beforeAll(async () => {
    hall = await CityHall.open('2022-07-01');
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
    before = (await receive({ fieldOfWork: '가로등', raisedOn: '2022-05-02' })).body.id;
    const basis = '건의사항 관리지침';
    const traffic = { code: 'traffic', ko: '교통', en: 'traffic' };
    await hall.done('/v1/policies/fields-of-work', { validFrom: '2022-04-01', basis, fields: [traffic] });
    const roads = { code: 'roads', ko: '도로', en: null };
    await hall.done('/v1/policies/fields-of-work', { validFrom: '2022-05-01', basis, fields: [traffic, roads] });
    const kinds = [{ code: 'merchant', ko: '상인', en: 'merchant' }];
    await hall.done('/v1/policies/proposer-kinds', { validFrom: '2022-05-01', basis, kinds });
  });
  afterAll(() => hall.close());

  it('is taken by code or by name, and stored by its code', async () => {
    for (const fieldOfWork of ['교통', 'traffic']) {
      const { body } = await receive({ fieldOfWork, proposerKind: '주민' });
      expect(await shown(body.id)).toMatchObject({ fieldOfWork: 'traffic', proposerKind: 'resident' });
    }
    const { body } = await receive({ fieldOfWork: '도로', proposerKind: '상인', raisedOn: '2022-05-02' });
    expect(await shown(body.id)).toMatchObject({ fieldOfWork: 'roads', proposerKind: 'merchant' });
  });

  it('is of the list that holds on the day it was raised, else refused with what is on it', async () => {
    const early = await receive({ fieldOfWork: '도로' });
    expect([early.status, early.body.type]).toEqual([422, 'field-of-work-not-listed']);
    expect(early.body.detail).toContain('traffic(교통)');
    const gone = await receive({ proposerKind: 'resident', raisedOn: '2022-05-02' });
    expect([gone.status, gone.body.type]).toEqual([422, 'proposer-kind-not-listed']);
    expect((await receive({ proposerKind: 'merchant' })).body.type).toBe('proposer-kind-not-listed');
  });

  it('is judged where a correction changes it, or the day, and left alone elsewhere', async () => {
    const corrected = async (id: string, ...changes: object[]) => {
      const [entry] = await hall.history('suggestions', id);
      return hall.post(`/v1/suggestions/${id}/entries/${entry!.eventId}/correction`, { changes, why: '잘못 옮김' });
    };
    const text = { path: '/text', from: said.text, to: '그늘막을 설치해 주십시오' };
    expect((await corrected(before, text)).status).toBe(200);
    const field = (to: string) => ({ path: '/fieldOfWork', from: '가로등', to });
    expect((await corrected(before, field('공원'))).body.type).toBe('field-of-work-not-listed');
    expect((await corrected(before, field('도로'))).body.type).toBe('name-for-code');
    expect((await corrected(before, { path: '/raisedOn', from: '2022-05-02', to: '2022-04-28' })).body.type).toBe(
      'field-of-work-not-listed',
    );
    expect((await corrected(before, field('roads'))).status).toBe(200);
    // What was taken before the list is taken back and comes again, whatever the list says by now.
    const old = (await receive({ raisedOn: '2022-03-15', fieldOfWork: '가로수' })).body.id;
    await hall.done(`/v1/suggestions/${old}/void`, { why: '두 번 입력함' });
    const basis = '건의사항 관리지침';
    await hall.done('/v1/policies/fields-of-work', {
      validFrom: '2022-03-01',
      basis,
      fields: [{ code: 'parks', ko: '공원', en: null }],
    });
    await hall.done(`/v1/suggestions/${old}/restoration`, { why: '잘못 무효로 함' });
    expect(await shown(old)).toMatchObject({ voided: false, fieldOfWork: '가로수' });
  });

  it('is judged for each part when one is split', async () => {
    const { body } = await receive({ fieldOfWork: '교통' });
    const split = (second: string) =>
      hall.post(`/v1/suggestions/${body.id}/split`, {
        splitOn: '2022-04-14',
        parts: [
          { text: '그늘막을 설치해 주세요', fieldOfWork: '교통' },
          { text: '보도를 고쳐 주세요', fieldOfWork: second },
        ],
      });
    expect((await split('도로')).body.type).toBe('field-of-work-not-listed');
    expect((await split('traffic')).status).toBe(200);
    const entries = await hall.history('suggestions', body.id);
    const data = entries.find(({ type }) => type === 'SuggestionSplit')!.data as {
      parts: readonly { fieldOfWork: string }[];
    };
    expect(data.parts.map(({ fieldOfWork }) => fieldOfWork)).toEqual(['traffic', 'traffic']);
  });
});
