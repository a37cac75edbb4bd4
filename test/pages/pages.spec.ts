import { v7 as newId } from 'uuid';
import type { SuggestionProgress } from '../../projections/read-models/suggestion-progress/get-suggestion.js';
import { CityHall, DONGS, liveRound } from '../journeys/city-hall.js';
import { formsIn, opened, optionsIn, type Said, sent } from './browser.js';

describe('the pages', () => {
  let hall: CityHall;
  let id: string;
  beforeAll(async () => {
    hall = await CityHall.open('2022-07-01');
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
    const office = {
      code: 'parks',
      name: '공원과',
      level: 'division',
      parent: null,
      validFrom: '2022-01-03',
      source: null,
    };
    await hall.done('/v1/departments', office);
    const said = {
      round: liveRound.code,
      dong: DONGS.jugyo,
      channel: 'pre-submitted',
      form: 'written',
      raisedOn: '2022-04-12',
    };
    id = await hall.done('/v1/suggestions', { ...said, title: '그늘막', text: '<b>그늘막</b>을 놓아 주세요' });
    await hall.done(`/v1/suggestions/${id}/classification`, { kind: 'suggestion', classifiedOn: '2022-04-13' });
    await hall.get('/v1/suggestions?limit=1');
  });
  afterAll(() => hall.close());

  const open = (path: string, headers: Readonly<Record<string, string>> = {}) => opened(hall, path, headers);
  const send = (path: string, said: Said) => sent(hall, path, said);
  const suggestion = async () => (await hall.get<SuggestionProgress>(`/v1/suggestions/${id}`)).suggestion;

  it.each([
    '/',
    '/suggestions',
    '/desk',
    '/desk?department=parks',
    '/tables',
    '/tables?by=month&across=kind',
    '/entries',
    '/sheets',
    '/operation',
    '/evening',
    '/handout',
    '/unfinished',
  ])('show %s in Korean and in English, whole and small, with nothing from elsewhere', async (path) => {
    const ko = await open(path);
    expect([ko.status, ko.html.length < 200_000]).toEqual([200, true]);
    expect(ko.html).toContain('<html lang="ko">');
    expect(ko.text).toContain('건의사항 관리대장');
    expect(ko.html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    const en = await open(path, { 'Accept-Language': 'en' });
    expect(en.html).toContain('<html lang="en">');
    expect(en.text).toContain('Suggestion ledger');
  });

  it('find a suggestion, show it escaped with its clock and what is next, and as it was', async () => {
    const list = await open(`/suggestions?search=${encodeURIComponent('그늘')}`);
    expect(list.text).toContain('2022-0001 그늘막 주교동');
    expect((await open(`/suggestions?search=${encodeURIComponent('바다')}`)).text).toContain(
      '이 조건에 맞는 건의사항이 없습니다',
    );
    const page = await open(`/suggestions/${id}`);
    expect(page.html).toContain('&lt;b&gt;그늘막&lt;/b&gt;을 놓아 주세요');
    for (const told of ['기한 지남', '2022-04-29까지', '민원 종류 분류', '다음에 할 일', '부서 배정'])
      expect(page.text).toContain(told);
    const before = await open(`/suggestions/${id}?asOf=2022-04-20`);
    expect(before.text).toContain('지난 시점의 모습입니다');
    expect(formsIn(before.html).has(`/suggestions/${id}/assignment`)).toBe(false);
    expect((await open('/suggestions/2022-0001')).text).toContain('그늘막');
  });

  it('name rounds in tables, and lead from a figure to what it counts', async () => {
    const table = await open('/tables?by=round&across=status&set=goyang-2022');
    expect(table.status).toBe(200);
    expect(table.text).toContain(`(${liveRound.code})`);
    const [, href] = /href="(\/suggestions\?[^"]*)"/.exec(table.html)!;
    expect(href).toContain('set=goyang-2022');
    expect((await open(href!.replaceAll('&amp;', '&'))).text).toContain('그늘막');
  });

  it('record a decision by a form, once however often it is sent; a refusal stands at its field with what was written', async () => {
    const to = `/suggestions/${id}/assignment`;
    const form = formsIn((await open(`/suggestions/${id}`)).html).get(to)!;
    const wrong = await send(to, { ...form, department: 'parks', assignedOn: '2022-13-40', team: '시설팀' });
    expect(wrong.status).toBe(400);
    expect(wrong.html).toMatch(/id="assignment-assignedOn-problem"/);
    expect(wrong.html).toContain('value="시설팀"');
    const said = { ...form, department: 'parks', assignedOn: '2022-04-14' };
    const done = await send(to, said);
    expect([done.status, done.url]).toEqual([200, expect.stringContaining(`/suggestions/${id}?done=assignment`)]);
    expect(done.text).toContain('기록했습니다');
    expect(done.text).toContain('공원과');
    const { revision } = await suggestion();
    expect((await send(to, said)).url).toContain('done=assignment');
    expect((await suggestion()).revision).toBe(revision);
  });

  it('never overwrite what another recorded meanwhile: it is shown, and what was written stays', async () => {
    const to = `/suggestions/${id}/plan`;
    const form = formsIn((await open(`/suggestions/${id}`)).html).get(to)!;
    await hall.done(`/v1/suggestions/${id}/review`, { startedOn: '2022-04-15' });
    const said = { ...form, decision: 'decided', plannedOn: '2022-04-20', plan: '내년에 설치' };
    const refused = await send(to, said);
    expect(refused.status).toBe(412);
    expect(refused.text).toContain('다른 사람이 기록했습니다');
    expect(refused.html).toContain('>내년에 설치</textarea>');
    expect((await suggestion()).phase).toBe('under-review');
    const again = formsIn(refused.html).get(to)!;
    expect(
      (await send(to, { ...again, decision: 'decided', plannedOn: '2022-04-20', plan: '내년에 설치' })).text,
    ).toContain('기록했습니다');
    expect((await suggestion()).status).toBe('planned');
  });

  it('put an entry right and take it back, the corrected beside the original', async () => {
    const { eventId } = (await hall.history('suggestions', id)).find(({ type }) => type === 'HandlingPlanned')!;
    const to = `/suggestions/${id}/entries/${eventId}/correction`;
    const form = formsIn((await open(`/suggestions/${id}`)).html).get(to)!;
    const page = await open(`/suggestions/${id}`);
    const field = optionsIn(page.html, to).find((option) => option.includes('"plan"'))!;
    const said = { ...form, field, to: '올해 설치', why: '잘못 옮김' };
    const corrected = await send(to, said);
    expect(corrected.html).toMatch(/<del>\s*내년에 설치\s*<\/del>\s*올해 설치/);
    const stale = await send(to, { ...said, key: newId(), to: '모레 설치' });
    expect(stale.status).toBe(422);
    expect(stale.text).toContain('올해 설치');
    expect(stale.html).toMatch(/class="refused" role="alert"/);
    const last = (await hall.history('suggestions', id)).at(-1)!;
    const taken = await send(`/suggestions/${id}/entries/${last.eventId}/void`, { why: '처음이 맞음' });
    expect(taken.text).toContain('무효');
  });

  it('print one suggestion as a card with its whole history, each entry by its ordinal', async () => {
    const card = await open(`/suggestions/${id}/card`);
    for (const told of ['관리카드 2022-0001', '그늘막', '공원과', '2022-04-29까지', '전체 이력'])
      expect(card.text).toContain(told);
    const history = await hall.history('suggestions', id);
    for (const { eventId } of history) expect(card.html).toContain(eventId);
    expect(card.text.match(/기록 \d+번/g)).toHaveLength(history.length);
  });

  it('tell a dong what became of what it asked for', async () => {
    const page = await open(`/handout?round=${liveRound.code}&dong=${DONGS.jugyo}`);
    expect(page.text).toContain('2022-0001 그늘막 공원과 추진');
    const elsewhere = await open(`/handout?round=${liveRound.code}&dong=${DONGS.siksa}`);
    expect(elsewhere.text).toContain('나온 건의사항이 없습니다');
  });

  it('tell what is unfinished, and who has not reported since a day', async () => {
    const asked = `/unfinished?round=${liveRound.code}&since=2022-06-01`;
    expect((await open(asked)).text).toMatch(/공원과 1 1 1/);
    const report = { asOf: '2022-06-15', status: 'in-progress', done: '설계를 마침', next: '가을에 착공' };
    await hall.done(`/v1/suggestions/${id}/standing`, report);
    await hall.get('/v1/suggestions?limit=1');
    expect((await open(asked)).text).toMatch(/공원과 1 1 0/);
    const one = await open(`${asked}&department=parks`);
    for (const told of ['설계를 마침', '가을에 착공', '2022-06-15']) expect(one.text).toContain(told);
    const later = await open(`/unfinished?department=parks&since=2022-06-30`);
    expect(later.text).toContain('2022-06-15 보고 없음');
  });

  it('put right a number, a day and a yes or no as what they are; what is no field is refused in words', async () => {
    const { eventId } = (await hall.history('suggestions', id))[0]!;
    const to = `/suggestions/${id}/entries/${eventId}/correction`;
    const correct = async (name: string, value: string) => {
      const page = await open(`/suggestions/${id}`);
      const field = optionsIn(page.html, to).find((option) => option.includes(`"${name}"`))!;
      return send(to, { ...formsIn(page.html).get(to)!, field, to: value, why: '접수 대장과 다름' });
    };
    for (const [name, value] of Object.entries({ proposerCount: '12', replyWanted: '예', place: '12' })) {
      expect((await correct(name, value)).text).toContain('기록했습니다');
    }
    const { data, corrected } = (await hall.history('suggestions', id))[0]!;
    expect(corrected ?? data).toMatchObject({ proposerCount: 12, replyWanted: true, place: '12' });
    expect((await correct('proposerCount', '열둘')).html).toMatch(/class="refused" role="alert"/);
    for (const field of ['null', '7', '{', '{"type":"__proto__","field":"constructor"}']) {
      const refused = await send(to, { field, to: 'x', why: '시험' });
      expect([400, 422]).toContain(refused.status);
      expect(refused.html).toMatch(/class="refused" role="alert"/);
    }
  });

  it('record an evening with all that was raised, once, and show again what was refused', async () => {
    const form = formsIn((await open('/evening')).html).get('/evening')!;
    const said = {
      ...form,
      round: liveRound.code,
      dong: `주교동 (덕양구) ${DONGS.jugyo}`,
      heldOn: '2022-04-26',
      attendees: '24',
      'text-1': '보안등을 놓아 주세요',
      'title-1': '보안등',
      'channel-1': 'on-site',
      'text-2': '연락처 010-1234-5678로 알려 주세요',
      'channel-2': 'on-site',
      'text-3': '의자를 놓아 주세요',
      'channel-3': 'on-site',
    };
    const first = await send('/evening', said);
    expect(first.text).toContain('2건을 기록했습니다');
    expect(first.html).toContain('연락처 010-1234-5678로 알려 주세요</textarea>');
    expect(first.html.match(/class="refused"/g)).toHaveLength(1);
    const again = await send('/evening', { ...said, 'text-2': '벤치를 놓아 주세요' });
    expect(again.text).toContain('3건을 기록했습니다');
    await hall.get('/v1/suggestions?limit=1');
    const list = await open(`/suggestions?round=${liveRound.code}&search=${encodeURIComponent('놓아')}`);
    for (const told of ['보안등', '벤치를', '의자를']) expect(list.text).toContain(told);
    expect(list.html.match(/<a href="\/suggestions\/[0-9a-f-]{36}">/g)).toHaveLength(4);
    const wrong = await send('/evening', {
      ...said,
      key: '0198f4e6-0000-7000-8000-00000000000a',
      heldOn: '2019-01-01',
    });
    expect(wrong.status).toBeGreaterThanOrEqual(400);
    expect(wrong.html).toContain('보안등을 놓아 주세요</textarea>');
  });

  it('do one thing to many, each with its outcome', async () => {
    const chosen = [
      ['id', id],
      ['id', '0198f4e6-0000-7000-8000-00000000000b'],
    ] as const;
    const page = await send('/suggestions/many', chosen);
    expect(page.text).toContain('2022-0001 그늘막');
    const { key } = formsIn(page.html).get('/suggestions/many/assignment')!;
    const said = [...chosen, ['key', key!], ['department', 'parks'], ['assignedOn', '2022-06-01']] as const;
    const told = await send('/suggestions/many/assignment', said);
    expect(told.text).toContain('1건을 기록했고 1건은 기록하지 못했습니다');
    expect(told.text).toMatch(/2022-0001 ?: 기록함/);
    expect(told.text).toMatch(/00000000000b: (?!기록함)/);
    const { length } = await hall.history('suggestions', id);
    await send('/suggestions/many/assignment', said);
    expect(await hall.history('suggestions', id)).toHaveLength(length);
    expect((await send('/suggestions/many/assignment', [])).text).toContain('고른 것이 없습니다');
    expect((await send('/suggestions/many/void', chosen)).status).toBe(404);
  });

  it('tell rounds in their order', async () => {
    const codes = ['autumn-1', 'autumn-2', 'autumn-3', 'autumn-4', 'autumn-5'];
    for (const code of codes.toReversed()) {
      await hall.done('/v1/rounds', { ...liveRound, code });
      const said = { dong: DONGS.siksa, channel: 'pre-submitted', raisedOn: '2022-05-12', text: '의자' };
      await hall.done('/v1/suggestions', { ...said, round: code });
    }
    await hall.get('/v1/suggestions?limit=1');
    for (const asked of ['by=round&across=status', 'by=status&across=round']) {
      const { text } = await open(`/tables?${asked}`);
      expect(text.match(/autumn-\d/g)).toEqual(codes);
    }
  });

  it('keep a language, lead nowhere else, and say what is wrong in words', async () => {
    const chosen = await hall.fetch('/language/en?to=//evil.example/', { redirect: 'manual' });
    expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/']);
    const cookie = chosen.headers.get('set-cookie')!.split(';')[0]!;
    expect((await open('/', { Cookie: cookie })).text).toContain('The city at a glance');
    const missing = await open('/suggestions/0198f4e6-0000-7000-8000-00000000000c');
    expect([missing.status, missing.text]).toEqual([404, expect.stringContaining('찾을 수 없습니다')]);
    const odd = await open('/suggestions?status=colour');
    expect([odd.status, odd.text]).toEqual([400, expect.stringContaining('이렇게는 보여 드릴 수 없습니다')]);
    const stray = await open('/suggestions?colour=red');
    expect([stray.status, stray.text]).toEqual([400, expect.stringContaining('colour')]);
    const kept = await open('/suggestions?queue=overdue&within=90');
    expect(kept.text).toContain('이 조건에 맞는 건의사항이 없습니다');
    expect(kept.html).toContain('<input type="hidden" name="within" value="90" />');
    expect((await send('/v1/rounds', { code: 'x' })).status).toBe(415);
    expect((await open('/pages/../package.json')).status).toBe(404);
    for (const name of ['style.css', 'keys.js', 'evening.js']) expect((await open(`/pages/${name}`)).status).toBe(200);
  });
});
