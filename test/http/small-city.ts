import { CityHall } from '../journeys/city-hall.js';

type Json = Readonly<Record<string, unknown>>;

const ROUND = 'resident-autonomy-2022H1';
const ITEM = '7-2-2-4';

/** What the queries of the API answer, by their routes, in a city of two dongs with one round and one sheet. */
export async function answersOfSmallCity(): Promise<Readonly<Record<string, unknown>>> {
  const hall = await CityHall.open('2022-02-20', {}, { reacting: false });
  try {
    const { meeting, suggestion } = await recordSmallCity(hall);
    const about = { round: ROUND, meetingId: meeting, suggestionId: suggestion, number: '2-2-4' };
    const ask = async (route: string, query = '') =>
      [
        route,
        await hall.get<Json>(route.replaceAll(/\{(\w+)\}/g, (_, name: keyof typeof about) => about[name]) + query),
      ] as const;
    const history = await hall.history('suggestions', suggestion);
    return Object.fromEntries([
      await ask('/v1/districts'),
      await ask('/v1/departments'),
      await ask('/v1/policies', '?asOf=2022-05-01'),
      await ask('/v1/rounds'),
      await ask('/v1/rounds/{round}'),
      await ask('/v1/rounds/{round}/meetings'),
      await ask('/v1/meetings/{meetingId}'),
      await ask('/v1/suggestions', '?limit=1'),
      await ask('/v1/suggestions/{suggestionId}'),
      await ask('/v1/suggestion-counts', '?by=district,status'),
      await ask('/v1/queues'),
      await ask('/v1/budget', '?by=year,state'),
      await ask('/v1/district-totals', '?from=2022-03&to=2022-06'),
      await ask('/v1/district-totals/explain', '?district=41281&status=completed'),
      await ask('/v1/district-totals/difference', '?status=completed&sinceKnownAt=10'),
      await ask('/v1/sheets/{number}'),
      ['/v1/session', await plain(hall, '/v1/session')],
      await ask('/v1/disagreements'),
      await ask('/v1/entries', '?type=SuggestionResolved&limit=1'),
      ['/v1/feed', await plain(hall, '/v1/feed?after=0&limit=2')],
      ['/v1/{collection}/{id}/history', { entries: history, nextCursor: null }],
      ['/v1/read-models', await readModels(hall)],
      ['/v1/read-models/quarantine', await plain(hall, '/v1/read-models/quarantine')],
      ['/v1/read-models/requests/{id}', await request(hall)],
    ]);
  } finally {
    await hall.close();
  }
}

/** Records the city by commands whose ids are their numbers, so that the ids of what they make are the same each time. */
async function recordSmallCity(hall: CityHall): Promise<{ meeting: string; suggestion: string }> {
  let number = 0;
  const send = (path: string, body: Json) => {
    const id = `00000000-0000-4000-8000-${String(++number).padStart(12, '0')}`;
    return hall.done(`/v1/${path}`, body, { 'Idempotency-Key': id, 'X-Correlation-Id': id });
  };
  const known = { source: 'the public list of administrative codes', confidence: 'certain' };
  await send('districts', { code: '41281', name: '덕양구', romanised: 'Deogyang-gu' });
  await send('districts', { code: '41285', name: '일산동구', romanised: 'Ilsandong-gu' });
  await send('dongs', { code: '4128157600', district: '41281', name: '삼송1동', validFrom: '2022-01-03', ...known });
  await send('dongs', { code: '4128551000', district: '41285', name: '식사동', romanised: 'Siksa-dong', ...known });
  await send('districts/41285/name', { name: '일산구', romanised: 'Ilsan-gu', renamedOn: '2022-05-30' });
  await send('rounds', {
    code: ROUND,
    counting: 'live',
    kind: { code: 'resident-autonomy', ko: '동 주민자치 소통 간담회', en: "residents' autonomy meeting" },
    participants: '각 동 주민자치위원 등',
    agenda: '동별 현안사항 및 민원 청취',
    meetingPeriod: { from: '2022-03', to: '2022-06' },
    suggestionPeriod: { from: '2022-03', to: '2022-06' },
    participationKind: 'briefing',
  });
  await send('pledge-items', {
    term: 7,
    number: '2-2-4',
    title: '시민 소통 활성화를 위한 시민소통실 운영',
    departmentAsPrinted: '주민자치과',
  });
  const block = { code: '2022H1', heading: '상반기 추진실적 (22. 1월~6월 실적)', order: 1 };
  await send(`pledge-items/${ITEM}/blocks`, { ...block, period: { from: '2022-01', to: '2022-06' } });
  await send(`pledge-items/${ITEM}/rounds`, { round: ROUND, block: '2022H1', order: 1 });
  hall.itIs('2022-05-23');
  const held = { heldOn: '2022-04-12', attendees: 24, venue: '삼송1동 행정복지센터' };
  const meeting = await send('meetings', { round: ROUND, dong: '4128157600', ...held });
  const onSite = { meetingId: meeting, channel: 'on-site', proposerKind: 'resident' };
  const [typed, said] = ['버스 정류장에 그늘막을 설치해 주세요', '버스 정류장에 그늘막을 설치해 주십시오'];
  const suggestion = await send('suggestions', { ...onSite, text: typed });
  const lamps = await send('suggestions', {
    ...onSite,
    channel: 'pre-submitted',
    text: '공원 산책로의 가로등을 고쳐 주세요',
  });
  const budgetLines = [{ year: 2023, budget: 'main', fund: 'city', won: 12_000_000, state: 'asked' }];
  await send(`suggestions/${lamps}/plan`, { decision: 'decided', plannedOn: '2022-05-02', budgetLines });
  const done = { outcome: 'completed', resolvedOn: '2022-05-20', explanation: '그늘막 1개소 설치' };
  await send(`suggestions/${suggestion}/resolution`, done);
  const [received] = await hall.history('suggestions', suggestion);
  await send(`suggestions/${suggestion}/entries/${received!.eventId}/correction`, {
    changes: [{ path: '/text', from: typed, to: said }],
    why: '글을 잘못 옮김',
  });
  const [heldEntry] = await hall.history('meetings', meeting);
  await send(`meetings/${meeting}/entries/${heldEntry!.eventId}/correction`, {
    changes: [{ path: '/heldOn', from: '2022-04-12', to: '2022-04-13' }],
    why: '회의록의 날짜를 잘못 옮김',
  });
  const office = { parent: null, validFrom: '2022-01-03', source: '행정기구 설치 조례' };
  await send('departments', { code: 'roads', name: '도로과', level: 'division', ...office });
  await send('departments', { code: 'traffic', name: '교통과', level: 'division', district: '41281', ...office });
  await send('departments/traffic/name', { name: '교통정책과', renamedOn: '2022-03-01' });
  await send('departments/traffic/abolition', { validTo: '2022-04-30', successors: ['roads'] });
  await setPolicies(send);
  return { meeting, suggestion };
}

/** What many cities print, and the lists of a small one. */
async function setPolicies(send: (path: string, body: Json) => Promise<string>): Promise<void> {
  const from = { validFrom: '2022-01-01', basis: '건의사항 관리지침' };
  const word = (ko: string, en: string, ...statuses: readonly string[]) => ({ word: { ko, en }, statuses });
  await send('policies/status-words', {
    ...from,
    set: 'half-yearly',
    words: [
      word('완료', 'completed', 'completed', 'partly-completed', 'answered'),
      word('추진중', 'in progress', 'in-progress', 'referred'),
      word('장기검토', 'long-term', 'long-term'),
      word('추진불가', 'not possible', 'infeasible', 'closed'),
      word('이첩', 'transferred', 'transferred'),
      word('검토중', 'under review', 'pending', 'withdrawn', 'merged'),
    ],
    splits: [
      {
        status: 'planned',
        parts: [{ when: { targetWithinYears: 0 }, word: { ko: '단기 추진', en: 'this year' } }],
        rest: { ko: '장기 추진', en: 'later' },
      },
    ],
  });
  await send('policies/fields-of-work', { ...from, fields: [{ code: 'traffic', ko: '교통', en: 'traffic' }] });
  await send('policies/proposer-kinds', { ...from, kinds: [{ code: 'resident', ko: '주민', en: 'resident' }] });
  await send('policies/oral-suggestion-default', { ...from, workingDays: 14 });
  await send('policies/office-hours', { ...from, from: '09:00', to: '18:00', pauseFrom: '12:00', pauseTo: '13:00' });
}

async function plain(hall: CityHall, path: string): Promise<Json> {
  return (await (await hall.fetch(path)).json()) as Json;
}

/** Two builds stand for all. */
async function readModels(hall: CityHall): Promise<Json> {
  const { builds, ...rest } = await plain(hall, '/v1/read-models');
  return { ...rest, builds: (builds as readonly unknown[]).slice(0, 2) };
}

/** A request that was carried out. */
async function request(hall: CityHall): Promise<Json> {
  const asked = await hall.fetch('/v1/read-models/requests', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ kind: 'retry' }),
  });
  const { id } = (await asked.json()) as { id: number };
  for (;;) {
    const request = await plain(hall, `/v1/read-models/requests/${String(id)}`);
    if (request.answer !== null || request.state === 'done' || request.state === 'refused') return request;
  }
}
