import type { PolicyList } from '../../projections/read-models/policies/list-policies.js';
import { HANDLING_STATUSES } from '../../src/suggestions/handling-status.js';
import { CityHall } from './city-hall.js';

const from = { validFrom: '2022-01-01', basis: '건의사항 관리지침' };
const others = HANDLING_STATUSES.filter((status) => !['completed', 'split'].includes(status));
const words = {
  ...from,
  set: 'half-yearly',
  words: [
    { word: { ko: '완료' }, statuses: ['completed'] },
    { word: { ko: '기타' }, statuses: others },
  ],
};

describe("the city's own rules", () => {
  let hall: CityHall;
  beforeAll(async () => (hall = await CityHall.open('2022-06-30')));
  afterAll(() => hall.close());

  it('are set from a day on, put right, and shown as they hold on the day that is asked for', async () => {
    const before = await hall.get<PolicyList>('/v1/policies');
    expect(before).toMatchObject({ statusWords: [], fieldsOfWork: null, officeHours: null, changesOn: [] });
    expect(before.proposerKinds.kinds.map(({ ko }) => ko)).toEqual(['주민자치위원', '통장', '주민']);
    const told = await hall.post('/v1/policies/status-words', words);
    expect([told.status, told.headers.get('location')]).toEqual([201, '/v1/policies']);
    await hall.done('/v1/policies/fields-of-work', { ...from, fields: [{ code: 'traffic', ko: '교통' }] });
    await hall.done('/v1/policies/proposer-kinds', { ...from, kinds: [{ code: 'merchant', ko: '상인' }] });
    await hall.done('/v1/policies/oral-suggestion-default', { ...from, workingDays: 14 });
    await hall.done('/v1/policies/office-hours', { ...from, from: '09:00', to: '18:00' });
    await hall.done('/v1/policies/fields-of-work', {
      ...from,
      validFrom: '2022-07-01',
      fields: [{ code: 'roads', ko: '도로' }],
    });
    const [, set] = await hall.history('policies', '41280');
    const changes = [{ path: '/fields/0/ko', from: '교통', to: '교통·주차' }];
    await hall.done(`/v1/policies/41280/entries/${set!.eventId}/correction`, { changes, why: '이름을 잘못 옮김' });
    expect(await hall.get<PolicyList>('/v1/policies')).toMatchObject({
      statusWords: [{ set: 'half-yearly', words: [{ word: { ko: '완료', en: null } }, {}], splits: [] }],
      fieldsOfWork: { fields: [{ code: 'traffic', ko: '교통·주차', en: null }] },
      proposerKinds: { validFrom: '2022-01-01', kinds: [{ code: 'merchant' }] },
      oralSuggestionDefault: { workingDays: 14, basis: from.basis },
      officeHours: { from: '09:00', pauseFrom: null },
      changesOn: ['2022-07-01'],
    });
    expect(await hall.get<PolicyList>('/v1/policies?asOf=2021-12-31')).toMatchObject({
      statusWords: [],
      fieldsOfWork: null,
    });
  });

  it.each<[string, string, object, number, string, string]>([
    [
      'words that leave a status out',
      'status-words',
      { ...words, set: 'other', words: words.words.slice(0, 1) },
      422,
      'status-without-word',
      'pending',
    ],
    [
      'words of a status that there is not',
      'status-words',
      { ...words, words: [{ word: { ko: '끝' }, statuses: ['done'] }] },
      400,
      'invalid-input',
      '/words/0/statuses/0',
    ],
    [
      'another list for the same day',
      'fields-of-work',
      { ...from, fields: [{ code: 'parks', ko: '공원' }] },
      422,
      'policy-set-that-day',
      '2022-01-01',
    ],
    [
      'a code that holds a phone number',
      'fields-of-work',
      { ...from, fields: [{ code: '010-1234-5678', ko: '공원' }] },
      400,
      'invalid-input',
      '/fields/0/code',
    ],
    ['hours of no day', 'office-hours', { ...from, from: '9', to: '18:00' }, 400, 'invalid-input', '/from'],
  ])('are refused: %s', async (_, what, body, status, type, said) => {
    const told = await hall.post(`/v1/policies/${what}`, body);
    expect([told.status, told.body.type]).toEqual([status, type]);
    expect(JSON.stringify(told.body)).toContain(said);
  });
});
