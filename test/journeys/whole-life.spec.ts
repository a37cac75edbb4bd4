import type { SuggestionProgress } from '../../projections/read-models/suggestion-progress/get-suggestion.js';
import { correctedHistory } from '../../src/history/corrected-history.js';
import type { Recorded } from '../../src/history/event.js';
import { partsToReceive } from '../../src/suggestions/receipt/parts.js';
import type { Received } from '../../src/suggestions/receipt/receipt.js';
import { suggestionContracts, type SuggestionEvent } from '../../src/suggestions/suggestion.events.js';
import { CityHall, DONGS, liveRound, type Told } from './city-hall.js';

type Split = Extract<SuggestionEvent, { type: 'SuggestionSplit' }>;

const ROUND = liveRound.code;
const asked = { round: ROUND, dong: DONGS.jugyo, channel: 'pre-submitted', raisedOn: '2022-04-12' };

interface Outcome {
  readonly id: string;
  readonly status: number;
  readonly commandId: string;
  readonly revision?: number;
  readonly type?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string }[];
}

describe("a suggestion's whole life", () => {
  let hall: CityHall;
  beforeAll(async () => {
    hall = await CityHall.open('2022-07-01');
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
  });
  afterAll(() => hall.close());

  let count = 0;
  const receive = (of: object = {}) =>
    hall.done('/v1/suggestions', { ...asked, text: `그늘막을 설치해 주세요 (${String(++count)})`, ...of });
  const does = (id: string, what: string, body: object) => hall.done(`/v1/suggestions/${id}/${what}`, body);
  const now = async (id: string) => (await hall.get<SuggestionProgress>(`/v1/suggestions/${id}`)).suggestion;
  const refused = (told: Told) => [told.status, told.body.type];

  it('goes from hand to hand, and is told as it stands', async () => {
    const id = await receive({ title: '그늘막', fieldOfWork: '교통' });
    await does(id, 'classification', { kind: 'suggestion', classifiedOn: '2022-04-13' });
    await does(id, 'meeting-answer', { answeredOn: '2022-04-13', position: '시장', words: '검토하겠음' });
    await does(id, 'assignment', { department: 'roads', assignedOn: '2022-04-13' });
    await does(id, 'declination', { department: 'roads', declinedOn: '2022-04-14', why: '소관 아님' });
    expect(await now(id)).toMatchObject({ phase: 'received', department: null, title: '그늘막', category: '교통' });
    const supporting = [{ department: 'parks', dueOn: '2022-04-20' }];
    await does(id, 'assignment', { department: 'traffic', supporting, assignedOn: '2022-04-15' });
    await does(id, 'review', { startedOn: '2022-04-16' });
    await does(id, 'inspection', { inspectedOn: '2022-04-18' });
    await does(id, 'opinion', { department: 'parks', givenOn: '2022-04-19', opinion: '이견 없음' });
    await does(id, 'plan', { plannedOn: '2022-04-20', decision: 'decided' });
    await does(id, 'reply', { sentOn: '2022-04-21', kind: 'plan', channel: 'letter' });
    await does(id, 'review-day', { setOn: '2022-04-22', reviewOn: '2022-12-01' });
    await does(id, 'standing', { asOf: '2022-06-30', status: 'in-progress', percent: 40 });
    expect(await now(id)).toMatchObject({ phase: 'in-progress', status: 'in-progress', department: 'traffic' });
    const refusal = { outcome: 'infeasible', resolvedOn: '2022-07-01', explanation: '사유지' };
    expect(refused(await hall.post(`/v1/suggestions/${id}/resolution`, refusal))).toEqual([422, 'remedy-required']);
    await does(id, 'resolution', { ...refusal, remedy: '60일 안에 이의신청' });
    expect(await now(id)).toMatchObject({ phase: 'resolved', status: 'infeasible' });
  });

  it('may be known by one row of an old sheet: one receipt and one report', async () => {
    const old = {
      raisedOn: '2022-04-01',
      raisedOnPrecision: 'half',
      unknown: ['acceptedOn'],
      outsidePeriodReason: '반기만 앎',
    };
    const id = await receive(old);
    await does(id, 'standing', { asOf: '2022-05-31', status: 'completed', done: '설치함' });
    expect(await now(id)).toMatchObject({
      raisedOn: '2022-06-30',
      acceptedOn: null,
      phase: 'resolved',
      status: 'completed',
      phaseSince: '2022-05-31',
    });
  });

  it('takes in what comes late at its day, or names what is in the way', async () => {
    const id = await receive();
    await does(id, 'resolution', { outcome: 'completed', resolvedOn: '2022-05-20' });
    await does(id, 'assignment', { department: 'traffic', assignedOn: '2022-04-13' });
    expect(await now(id)).toMatchObject({ phase: 'resolved', department: 'traffic', phaseSince: '2022-05-20' });
    const told = await hall.post(`/v1/suggestions/${id}/withdrawal`, { withdrawnOn: '2022-05-01' });
    expect(refused(told)).toEqual([422, 'suggestion-withdrawn']);
    expect(told.body.entry).toMatchObject({ type: 'SuggestionResolved' });
    expect(told.body.detail).toContain('stands in the way');
  });

  it('goes to another agency and comes back', async () => {
    const id = await receive();
    await does(id, 'transfer', { transferredOn: '2022-04-20', agency: '한국도로공사' });
    expect(await now(id)).toMatchObject({ phase: 'transferred', status: 'transferred' });
    await does(id, 'transfer-answer', { answeredOn: '2022-05-02', agency: '한국도로공사', answer: '시 소관' });
    await does(id, 'transfer-return', { returnedOn: '2022-05-03' });
    expect(await now(id)).toMatchObject({ phase: 'received', status: 'pending' });
  });

  it('is put right in its dong by naming the dong alone, of the same district or another', async () => {
    const id = await receive();
    const { eventId } = (await hall.history('suggestions', id))[0]!;
    for (const [from, to] of [
      [DONGS.jugyo, DONGS.samsong1],
      [DONGS.samsong1, DONGS.siksa],
    ] as const) {
      const changes = [{ path: '/dong', from, to }];
      await does(id, `entries/${eventId}/correction`, { changes, why: '동을 잘못 옮김' });
      expect(await now(id)).toMatchObject({ dong: to, district: to.slice(0, 5) });
    }
  });

  it('is merged into another that stands and is not merged itself', async () => {
    const [one, other] = [await receive(), await receive()];
    const into = (target: string) => ({ into: target, mergedOn: '2022-04-20' });
    const merge = (id: string, target: string) => hall.post(`/v1/suggestions/${id}/merger`, into(target));
    expect(refused(await merge(one, one))).toEqual([422, 'names-itself']);
    expect(refused(await merge(one, '018f4e6e-0000-7000-8000-00000000abcd'))).toEqual([422, 'suggestion-unknown']);
    await does(one, 'merger', into(other));
    expect(refused(await merge(other, one))).toEqual([422, 'merged-in-turn']);
    expect(await now(one)).toMatchObject({ phase: 'merged', status: 'merged' });
    await does(other, 'relation', { to: one, how: 'related', relatedOn: '2022-04-21' });
  });

  it('is split into parts, which are received under it alone; taken back once none of them stands', async () => {
    const id = await receive({ text: '가로등과 의자를 놓아 주세요' });
    const parts = [{ text: '가로등을 놓아 주세요' }, { text: '의자를 놓아 주세요' }];
    const total = async () => (await hall.totals(ROUND)).suggestions.total;
    const before = await total();
    await does(id, 'split', { splitOn: '2022-04-20', parts });
    expect(await now(id)).toMatchObject({ phase: 'split', status: 'split' });
    const [, split] = await hall.history('suggestions', id);
    expect((split!.data as { parts: object[] }).parts).toMatchObject(parts);
    const stranger = await hall.post('/v1/suggestions', { ...asked, text: '의자', splitFrom: id });
    expect(refused(stranger)).toEqual([422, 'no-part-of-it']);
    const noCode = await hall.post('/v1/suggestions', {
      ...asked,
      text: '의자',
      proposerKind: 'Some Shop',
      splitFrom: id,
    });
    expect([noCode.status, JSON.stringify(noCode.body)]).toEqual([400, expect.stringContaining('/proposerKind')]);

    const log = (await hall.log()).filter(({ stream }) => stream === `suggestion-${id}`);
    const [receipt, splitting] = correctedHistory<SuggestionEvent>(log, suggestionContracts);
    const toReceive = partsToReceive(receipt!.data as Received, id, splitting as Recorded<Split>);
    // Who receives them by hand meets what was received already.
    for (const { commandId, suggestionId, body } of toReceive) {
      expect(await hall.done('/v1/suggestions', body, { 'Idempotency-Key': commandId })).toBe(suggestionId);
      expect(await now(suggestionId)).toMatchObject({ splitFrom: id, raisedOn: '2022-04-12', phase: 'received' });
    }
    expect(await total()).toBe(Number(before) + 1);

    const voiding = `/v1/suggestions/${id}/entries/${split!.eventId}/void`;
    const told = await hall.post(voiding, { why: '하나임' });
    expect(refused(told)).toEqual([422, 'parts-stand']);
    expect(told.body.detail).toContain(toReceive[0]!.suggestionId);
    for (const { suggestionId } of toReceive) {
      await hall.done(`/v1/suggestions/${suggestionId}/void`, { why: '하나임' });
    }
    expect((await hall.post(voiding, { why: '하나임' })).status).toBe(200);
    expect(await now(id)).toMatchObject({ phase: 'received' });
    expect(await total()).toBe(before);
  });

  it('is recorded after its round was closed with a reason alone', async () => {
    const round = { ...liveRound, code: 'closed-2022H1' };
    await hall.done('/v1/rounds', round);
    const early = await hall.post('/v1/suggestions', {
      ...asked,
      round: round.code,
      text: '의자',
      afterClosureReason: '늦음',
    });
    expect(refused(early)).toEqual([422, 'round-not-closed']);
    await hall.done(`/v1/rounds/${round.code}/closure`, { closedOn: '2022-06-30' });
    const late = { ...asked, round: round.code, text: '의자를 놓아 주세요' };
    expect(refused(await hall.post('/v1/suggestions', late))).toEqual([422, 'after-closure-reason-required']);
    await hall.done('/v1/suggestions', { ...late, afterClosureReason: '서류를 뒤늦게 찾음' });
  });

  describe('of many at once', () => {
    const key = { 'Idempotency-Key': '3f7c1a52-2f0f-4a57-9d3c-5f0a6f1f2b77' };
    const sent = async (path: string, items: readonly object[], headers: Record<string, string> = {}) => {
      const told = await hall.post(`/v1/suggestions/${path}`, { items }, headers);
      return { status: told.status, ...(told.body as unknown as { outcomes: readonly Outcome[]; errors?: unknown }) };
    };

    it('has an outcome each, and the same where it is sent again', async () => {
      const [one, done] = [await receive(), await receive()];
      await does(done, 'resolution', { outcome: 'completed', resolvedOn: '2022-04-20' });
      const unknown = '018f4e6e-0000-7000-8000-00000000abcd';
      const items = [one, done, unknown].map((suggestionId) => ({
        suggestionId,
        department: 'traffic',
        assignedOn: '2022-05-02',
      }));
      const first = await sent('assignments', items, key);
      expect(first).toMatchObject({
        status: 200,
        outcomes: [
          { id: one, status: 200, revision: 1 },
          { id: done, status: 422, type: 'suggestion-already-resolved' },
          { id: unknown, status: 404, type: 'not-found' },
        ],
      });
      const log = (await hall.log()).length;
      expect(await sent('assignments', items, key)).toEqual(first);
      expect(await hall.log()).toHaveLength(log);
      expect(new Set(first.outcomes.map(({ commandId }) => commandId)).size).toBe(3);
    });

    it('names what is wrong in each, and refuses the same thing twice', async () => {
      const [one, other] = [await receive(), await receive()];
      const reply = { sentOn: '2022-05-02', kind: 'result', channel: 'letter' };
      const { outcomes } = await sent('replies', [
        { suggestionId: one, ...reply },
        { suggestionId: other, ...reply, channel: 'pigeon' },
      ]);
      expect(outcomes).toMatchObject([{ status: 200 }, { status: 400, errors: [{ field: '/channel' }] }]);
      const twice = await sent('replies', [
        { suggestionId: one, ...reply },
        { suggestionId: one, ...reply },
      ]);
      expect(twice).toMatchObject({ status: 400, errors: [{ field: '/items/1/suggestionId' }] });
      expect(await sent('standings', [])).toMatchObject({ status: 400, errors: [{ field: '/items' }] });
    });
  });
});
