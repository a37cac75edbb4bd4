import type { DepartmentList } from '../../projections/read-models/organisation/list-departments.js';
import { CityHall } from './city-hall.js';

describe('the departments of a city', () => {
  let hall: CityHall;
  beforeAll(async () => (hall = await CityHall.open('2024-03-04')));
  afterAll(() => hall.close());

  const on = async (query: string) => {
    const { departments, gone } = await hall.get<DepartmentList>(`/v1/departments${query}`);
    return [departments.map(({ name }) => name), gone.map(({ name, successors }) => [name, successors])];
  };

  it('are established, renamed and abolished, put right, and shown as on the day that is asked for', async () => {
    await hall.done('/v1/districts', { code: '41281', name: '덕양구' });
    await hall.done('/v1/departments', { code: 'roads', name: '도로과', level: 'division', district: '41281' });
    const traffic = { code: 'traffic', name: '교통과', level: 'division', validFrom: '2022-01-03' };
    const told = await hall.post('/v1/departments', traffic);
    expect([told.status, told.headers.get('location')]).toEqual([201, '/v1/departments']);
    await hall.done('/v1/departments/traffic/name', { name: '교통정책과', renamedOn: '2023-01-01' });
    await hall.done('/v1/departments/traffic/abolition', { validTo: '2023-06-30', successors: ['roads'] });
    const [, , , ended] = await hall.history('organisations', '41280');
    const changes = [{ path: '/validTo', from: '2023-06-30', to: '2023-12-31' }];
    const correction = `/v1/organisations/41280/entries/${ended!.eventId}/correction`;
    await hall.done(correction, { changes, why: '조례의 날짜를 잘못 옮김' });
    expect(await on('?asOf=2022-01-02')).toEqual([['도로과'], []]);
    expect(await on('?asOf=2022-12-31')).toEqual([['도로과', '교통과'], []]);
    expect(await on('?asOf=2023-12-31')).toEqual([['도로과', '교통정책과'], []]);
    expect(await on('')).toEqual([['도로과'], [['교통정책과', ['roads']]]]);
  });

  it.each<[string, string, object, number, string]>([
    [
      'of no district',
      'departments',
      { code: 'x', name: '과', level: 'division', district: '41999' },
      422,
      'district-unknown',
    ],
    ['of no level', 'departments', { code: 'x', name: '과', level: 'top' }, 400, 'invalid-input'],
    [
      'renamed where it is not known',
      'departments/none/name',
      { name: '과', renamedOn: '2023-01-01' },
      404,
      'not-found',
    ],
    [
      'abolished after it ended',
      'departments/traffic/abolition',
      { validTo: '2024-01-01' },
      422,
      'department-already-abolished',
    ],
    ['voided whole', 'organisations/41280/void', { why: '실수' }, 422, 'not-voidable-whole'],
    ['of another city', 'organisations/11110/entries/1/void', { why: '실수' }, 404, 'not-found'],
  ])('are refused: one %s', async (_, path, body, status, type) => {
    const told = await hall.post(`/v1/${path}`, body);
    expect([told.status, told.body.type]).toEqual([status, type]);
  });
});
