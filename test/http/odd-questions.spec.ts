import { CityHall } from '../journeys/city-hall.js';

/** What a careless reader asks is refused with the parameter named, not answered with something else. */
describe.each([
  ['', {}],
  [', even where nothing could be answered yet', { DATABASE_URL: 'postgres://127.0.0.1:1/ledger' }],
])('a question that cannot be meant%s', (_, env) => {
  let hall: CityHall;

  beforeAll(async () => (hall = await CityHall.open('2022-05-10', env)));
  afterAll(() => hall.close());

  it.each([
    ['a position that no command answered', '/v1/rounds?after=x', '/after'],
    ['a position cut short', `/v1/suggestions?after=${'0'.repeat(19)}`, '/after'],
    ['a position below all', '/v1/disagreements?after=-1', '/after'],
    ['a span that ends before it begins', '/v1/district-totals?from=2022-05&to=2022-04', '/to'],
    ['an instant that the calendar does not have', '/v1/rounds?knownAt=2022-02-30T09:00:00Z', '/knownAt'],
    ['totals known at no instant', '/v1/district-totals?knownAt=yesterday', '/knownAt'],
    ['a difference since no instant', '/v1/district-totals/difference?sinceKnownAt=then', '/sinceKnownAt'],
    ['totals of a day that the calendar does not have', '/v1/district-totals?asOf=2022-02-30', '/asOf'],
    ['totals of a year mistyped', '/v1/district-totals?asOf=0202-02-10', '/asOf'],
    ['totals of a day that is still to come', '/v1/district-totals?asOf=2022-05-11', '/asOf'],
    ['a sheet after a position, known at no instant', `/v1/sheets/2-2-4?knownAt=x&after=${'0'.repeat(20)}`, '/knownAt'],
    ['a page after no page', '/v1/suggestions?cursor=x', '/cursor'],
    ['a part of the totals after no page', '/v1/district-totals/explain?cursor=x', '/cursor'],
    ['a dong code of other digits', `/v1/suggestions?dong=${encodeURIComponent('４１２８１５７６００')}`, '/dong'],
    ['a district by its name', `/v1/suggestions?district=${encodeURIComponent('덕양구')}`, '/district'],
    ['a meeting by what is no id', '/v1/suggestions?meetingId=x', '/meetingId'],
    ['a history of a moment', '/v1/jurisdictions/41280/history?knownAt=5', '/knownAt'],
  ])('is refused: %s', async (_, path, field) => {
    const response = await hall.fetch(path);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ type: 'invalid-input', errors: [{ field }] });
  });
});
