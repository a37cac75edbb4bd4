import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { EntryList } from '../../projections/read-models/ledger-entries/list-entries.js';
import type { FeedEntry, FeedPage } from '../../projections/read-models/ledger-entries/feed.js';
import { CityHall, DONGS, liveRound } from './city-hall.js';

/** Opens the feed as server-sent events, on a connection of its own. */
async function streamed(hall: CityHall, headers: Readonly<Record<string, string>> = {}): Promise<IncomingMessage> {
  const asked = get(`${hall.url}/v1/feed`, { headers: { Accept: 'text/event-stream', ...headers }, agent: false });
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return response;
}

/** The entries of server-sent events as they come; ends with the stream, and closes it when it is left. */
async function* eventsOf(response: IncomingMessage): AsyncGenerator<FeedEntry & { readonly id: string }> {
  let rest = '';
  for await (const chunk of response.setEncoding('utf8')) {
    const blocks = (rest + String(chunk)).split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) {
      const lines = new Map(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]));
      const data = lines.get('data');
      if (data !== undefined) yield { ...(JSON.parse(data) as FeedEntry), id: lines.get('id')! };
    }
  }
}

describe('the entries of the ledger', () => {
  let hall: CityHall;
  const ids: string[] = [];
  beforeAll(async () => {
    hall = await CityHall.open('2022-07-01');
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
    for (const text of ['그늘막을 놓아 주세요', '가로등을 고쳐 주세요']) await asks(text);
    const doneBy = { account: 'p01', department: 'parks', position: '팀장' };
    await hall.done(`/v1/suggestions/${ids[0]!}/assignment`, { department: 'roads', assignedOn: '2022-04-20' });
    await hall.done(`/v1/suggestions/${ids[1]!}/review`, { startedOn: '2022-04-21', doneBy });
  });
  afterAll(() => hall.close());

  const asks = async (text: string) => {
    const said = { round: liveRound.code, dong: DONGS.jugyo, channel: 'pre-submitted', raisedOn: '2022-04-12', text };
    ids.push(await hall.done('/v1/suggestions', said));
  };
  const entries = async (query: string) => (await hall.get<EntryList>(`/v1/entries?limit=500&${query}`)).entries;
  const feed = async (query: string) => {
    const response = await hall.fetch(`/v1/feed?${query}`);
    expect(response.status).toBe(200);
    return (await response.json()) as FeedPage;
  };
  const types = async (query: string) => (await entries(query)).map(({ type }) => type);

  it('are asked for by who, what, when and why', async () => {
    expect(await types(`thing=suggestion&id=${ids[0]!}`)).toEqual(['SuggestionReceived', 'SuggestionAssigned']);
    expect(await types('actor=p01')).toEqual(['ReviewStarted']);
    expect(await types('department=roads')).toEqual(['SuggestionAssigned']);
    expect(await types('department=parks')).toEqual(['ReviewStarted']);
    expect(await types('occurredFrom=2022-04-20&occurredTo=2022-04-21')).toEqual([
      'SuggestionAssigned',
      'ReviewStarted',
    ]);
    expect(await entries('recordedTo=2022-06-30')).toEqual([]);
    const all = await entries('recordedFrom=2022-07-01');
    expect(all.map(({ ordinal }) => ordinal)).toEqual(all.map((_, index) => index + 1));
    expect(await hall.log()).toHaveLength(all.length);
    const [assigned] = await entries('type=SuggestionAssigned');
    expect(assigned).toMatchObject({
      name: { ko: '배정', en: 'assigned' },
      occurredOn: '2022-04-20',
      recordedBy: { id: 'clerk', verified: false },
      readAt: `/v1/suggestions/${ids[0]!}`,
    });
    expect(await entries(`correlation=${assigned!.correlationId}`)).toEqual([assigned]);
    expect(await entries(`cause=${assigned!.causationId}`)).toEqual([assigned]);
    const [reviewed] = await entries('type=ReviewStarted');
    expect(reviewed!.doneBy).toEqual({ account: 'p01', department: 'parks', position: '팀장' });
  });

  it('come in pages, either way, and tell what was amended', async () => {
    const [{ eventId }] = (await hall.history('suggestions', ids[1]!)) as unknown as [{ eventId: string }];
    const changes = [{ path: '/text', from: '가로등을 고쳐 주세요', to: '보안등을 고쳐 주세요' }];
    await hall.done(`/v1/suggestions/${ids[1]!}/entries/${eventId}/correction`, { changes, why: '잘못 옮김' });
    const [last] = await entries('sort=-recorded');
    expect(last).toMatchObject({ type: 'EntryCorrected', amends: eventId, changedFields: ['/text'] });
    expect(JSON.stringify(last)).not.toContain('보안등');
    for (const sort of ['recorded', '-recorded']) {
      const seen: number[] = [];
      for (let cursor = ''; ;) {
        const page = await hall.get<EntryList>(`/v1/entries?limit=50&sort=${sort}${cursor}`);
        seen.push(...page.entries.map(({ ordinal }) => ordinal));
        if (page.nextCursor === null) break;
        cursor = `&cursor=${page.nextCursor}`;
      }
      expect(seen).toEqual((await entries(`sort=${sort}`)).map(({ ordinal }) => ordinal));
    }
    const refused = await hall.fetch('/v1/entries?type=colour');
    expect([refused.status, await refused.json()]).toMatchObject([400, { errors: [{ field: '/type' }] }]);
  });

  it('are followed: what is there at once, what is not yet as soon as it is', async () => {
    const all = await entries('');
    const first = await feed('limit=3');
    expect(first.entries.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3]);
    const end = all.at(-1)!.ordinal;
    expect(await feed(`after=${String(end)}`)).toMatchObject({ entries: [], next: end });
    const waiting = Array.from({ length: 200 }, () => feed(`after=${String(end)}&wait=30`));
    await asks('의자를 놓아 주세요');
    for (const page of await Promise.all(waiting)) {
      expect(page.entries[0]).toMatchObject({ type: 'SuggestionReceived', thingId: ids.at(-1), ordinal: end + 1 });
      expect(page.entries[0]).not.toHaveProperty('recordedBy');
    }
    for (const query of ['after=x', 'wait=31', 'limit=501', 'since=1']) {
      expect((await hall.fetch(`/v1/feed?${query}`)).status).toBe(400);
    }
    expect((await hall.fetch('/v1/feed', { headers: { Accept: 'text/csv' } })).status).toBe(406);
  });

  it('are streamed as server-sent events, and gone on with after the last that was seen', async () => {
    const first = await streamed(hall);
    expect(first.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8' });
    expect(first.headers).toHaveProperty('content-security-policy');
    const all = (await entries('')).map(({ ordinal }) => String(ordinal));
    const seen: string[] = [];
    for await (const { id } of eventsOf(first)) {
      seen.push(id);
      if (seen.length === all.length - 2) break;
    }
    const again = eventsOf(await streamed(hall, { 'Last-Event-ID': seen.at(-1)! }));
    for (let n = 0; n < 2; n++) seen.push(((await again.next()).value as { id: string }).id);
    expect(seen).toEqual(all);
    const next = again.next();
    await asks('화단을 가꾸어 주세요');
    expect((await next).value).toMatchObject({ type: 'SuggestionReceived', thingId: ids.at(-1) });
    await again.return(undefined);
    expect((await streamed(hall, { 'Last-Event-ID': 'x' })).resume().statusCode).toBe(400);
  });

  it('end with the program, whoever waits', async () => {
    const other = await CityHall.open('2022-07-01');
    const told = (await Promise.all([streamed(other), streamed(other)])).map((stream) => text(stream));
    const waits = other.fetch('/v1/feed?after=99999&wait=30');
    // What came before it on the way is answered by then.
    await other.fetch('/v1/rounds');
    await other.close();
    expect(await (await waits).json()).toMatchObject({ entries: [], next: 99999 });
    for (const all of await Promise.all(told)) expect(all).toContain('retry:');
  });
});
