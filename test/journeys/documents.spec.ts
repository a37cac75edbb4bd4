import type { SuggestionProgress } from '../../projections/read-models/suggestion-progress/get-suggestion.js';
import { CityHall, DONGS, liveRound, onSite } from './city-hall.js';

const minutes = {
  documentNumber: '주민자치과-1234',
  title: '간담회 회의록',
  dated: '2022-04-13',
  kind: 'minutes',
  keptAt: '기록관리시스템 2022/주민자치/14',
};

describe('a document', () => {
  let hall: CityHall;
  let meetingId: string;
  let suggestionId: string;

  beforeAll(async () => {
    hall = await CityHall.open('2022-05-10');
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
    meetingId = await hall.done('/v1/meetings', { round: liveRound.code, dong: DONGS.samsong1, heldOn: '2022-04-12' });
    suggestionId = await hall.done('/v1/suggestions', { ...onSite, meetingId });
  });
  afterAll(() => hall.close());

  const documentsOf = async (path: string) =>
    (await hall.get<{ documents: readonly { title: string; disclosure: string }[] }>(path)).documents;

  it('is referred to from where it belongs, closed unless it is said to be open, and twice is once', async () => {
    const first = await hall.post(`/v1/meetings/${meetingId}/documents`, minutes);
    expect(first.status).toBeLessThan(300);
    const again = await hall.post(`/v1/meetings/${meetingId}/documents`, minutes);
    expect(again.body.revision).toBe(first.body.revision);
    expect(await documentsOf(`/v1/meetings/${meetingId}`)).toMatchObject([
      { ...minutes, datedPrecision: 'day', digest: null, disclosure: 'closed' },
    ]);
  });

  it('changes no figure and no status, and stands in the history', async () => {
    const figures = JSON.stringify((await hall.totals(liveRound.code)).suggestions);
    const { suggestion: before } = await hall.get<SuggestionProgress>(`/v1/suggestions/${suggestionId}`);
    await hall.post(`/v1/suggestions/${suggestionId}/documents`, { ...minutes, kind: 'reply', title: '회신' });
    const { suggestion } = await hall.get<SuggestionProgress>(`/v1/suggestions/${suggestionId}`);
    expect(suggestion).toEqual({ ...before, revision: before.revision + 1 });
    expect(JSON.stringify((await hall.totals(liveRound.code)).suggestions)).toBe(figures);
    expect((await hall.history('suggestions', suggestionId)).at(-1)).toMatchObject({ type: 'DocumentReferred' });
  });

  it('is put right and taken back like any entry', async () => {
    await hall.post(`/v1/rounds/${liveRound.code}/documents`, { ...minutes, title: '추진 계획' });
    const path = `/v1/rounds/${liveRound.code}`;
    const { eventId } = (await hall.history('rounds', liveRound.code)).at(-1)!;
    await hall.post(`${path}/entries/${eventId}/correction`, {
      changes: [{ path: '/title', from: '추진 계획', to: '간담회 추진 계획' }],
      why: '제목을 줄여 적음',
    });
    expect((await documentsOf(path)).map(({ title }) => title)).toEqual(['간담회 추진 계획']);
    await hall.post(`${path}/entries/${eventId}/void`, { why: '다른 회차의 문서' });
    expect(await documentsOf(path)).toEqual([]);
  });

  it.each(['suggestions', 'meetings'])(
    'is put right under %s, too, whose corrections bring others along',
    async (of) => {
      const path = `/v1/${of}/${of === 'meetings' ? meetingId : suggestionId}`;
      await hall.post(`${path}/documents`, { ...minutes, title: `${of}의 문서` });
      const { eventId } = (await hall.history(of, path.split('/').at(-1)!)).at(-1)!;
      const changes = [{ path: '/documentNumber', from: minutes.documentNumber, to: '주민자치과-1235' }];
      const put = await hall.post(`${path}/entries/${eventId}/correction`, { changes, why: '번호를 잘못 옮김' });
      expect(put.status).toBe(200);
      await hall.post(`${path}/entries/${eventId}/void`, { why: '다른 문서' });
    },
  );

  it('of another day than today or before, with a phone number, or of what is not there is refused with its reason', async () => {
    const path = `/v1/meetings/${meetingId}/documents`;
    expect((await hall.post(path, { ...minutes, dated: '2022-05-11' })).body.type).toBe('in-future');
    const personal = await hall.post(path, { ...minutes, title: '연락처 010-1234-5678' });
    expect(personal.body.errors).toMatchObject([{ field: '/title' }]);
    expect((await hall.post(path, { ...minutes, digest: 'E3B0' })).body.errors).toMatchObject([{ field: '/digest' }]);
    const nowhere = await hall.post('/v1/meetings/018f4e6e-0000-7000-8000-000000000009/documents', minutes);
    expect(nowhere.status).toBe(404);
  });

  it('keeps what it is of: the meeting is not taken out alone under it, and taken out whole takes it along', async () => {
    const held = (await hall.history('meetings', meetingId))[0]!.eventId;
    const path = `/v1/meetings/${meetingId}`;
    const alone = await hall.post(`${path}/entries/${held}/void`, { why: '두 번 입력함' });
    expect(alone.body).toMatchObject({ type: 'document-of-nothing', entry: { type: 'DocumentReferred' } });
    expect((await hall.post(`${path}/void`, { why: '두 번 입력함' })).status).toBeLessThan(300);
    expect(await documentsOf(path)).toEqual([]);
    expect((await hall.post(`${path}/documents`, { ...minutes, title: '사진' })).body.type).toBe('voided');
    await hall.post(`${path}/restoration`, { why: '잘못 무효로 함' });
    expect(await documentsOf(path)).toHaveLength(1);
  });
});
