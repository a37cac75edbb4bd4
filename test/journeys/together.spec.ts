import { correctedHistory } from '../../src/history/corrected-history.js';
import type { Recorded } from '../../src/history/event.js';
import { suggestionContracts, type SuggestionEvent } from '../../src/suggestions/suggestion.events.js';
import { RunningStandIn } from '../stand-in/running.js';
import { CityHall, DONGS, liveRound } from './city-hall.js';

/** Who works on one suggestion at once. */
const CLIENTS = 50;

describe.each(['sqlite', 'eventstoredb'])('clients at once on one suggestion, in %s', (store) => {
  let server: RunningStandIn | undefined;
  let hall: CityHall;
  beforeAll(async () => {
    if (store === 'eventstoredb') server = await RunningStandIn.start();
    hall = await CityHall.open('2022-07-01', server ? { EVENTSTORE_URL: server.url } : {});
    await hall.ready();
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
  });
  afterAll(async () => {
    await hall.close();
    await server?.kill();
  });

  /** A suggestion that is classified, and so has a deadline: three entries. */
  async function received(): Promise<string> {
    const asked = { round: liveRound.code, dong: DONGS.jugyo, channel: 'pre-submitted', raisedOn: '2022-04-12' };
    const written = { form: 'written', acceptedOn: '2022-04-12', text: '그늘막을 설치해 주세요' };
    const id = await hall.done('/v1/suggestions', { ...asked, ...written });
    await hall.done(`/v1/suggestions/${id}/classification`, { kind: 'suggestion', classifiedOn: '2022-04-13' });
    return id;
  }

  const entriesOf = async (id: string): Promise<readonly Recorded[]> =>
    (await hall.log()).filter(({ stream }) => stream === `suggestion-${id}`);

  it('leave a history without gaps, in which each has what it was answered', async () => {
    const id = await received();
    const told = await Promise.all(
      Array.from({ length: CLIENTS }, (_, n) =>
        n % 2 === 0
          ? hall.post(`/v1/suggestions/${id}/inspection`, {
              inspectedOn: '2022-04-18',
              findings: `현장 확인 ${String(n)}`,
            })
          : hall.post(`/v1/suggestions/${id}/deadline-extension`, {
              decidedOn: '2022-04-19',
              workingDays: 14,
              reason: `관계 기관 협의 ${String(n)}`,
            }),
      ),
    );
    const raw = await entriesOf(id);
    expect(raw.map(({ revision }) => revision)).toEqual(raw.map((_, index) => index));
    // One extension is the first; a second one takes the consent of the petitioner.
    expect(told.map(({ status, body }) => body.type ?? status).sort()).toEqual([
      ...Array.from({ length: CLIENTS / 2 + 1 }, () => 200),
      ...Array.from({ length: CLIENTS / 2 - 1 }, () => 'consent-required'),
    ]);
    const done = told.filter(({ status }) => status === 200);
    for (const { body } of done) {
      const its = raw.filter(({ metadata }) => metadata.commandId === body.commandId);
      expect(its.at(-1)!.revision).toBe(body.revision);
      expect(its.map(({ type }) => type)).toEqual(
        its.length === 1 ? ['SiteInspected'] : ['DeadlineExtended', 'DeadlineSet'],
      );
    }
    const set = correctedHistory<SuggestionEvent>(raw, suggestionContracts).findLast(
      (event) => event.type === 'DeadlineSet',
    )!;
    expect(set.data.cycles.at(-1)!.deadlines.at(-1)!.dueOn).toBe('2022-05-20');
  });

  it('who saw the same revision: one wins, the others are told that it has moved on', async () => {
    const id = await received();
    const seen = { 'If-Match': `"${String((await entriesOf(id)).length - 1)}"` };
    const told = await Promise.all(
      Array.from({ length: CLIENTS }, (_, n) =>
        hall.post(
          `/v1/suggestions/${id}/assignment`,
          { department: `division-${String(n)}`, assignedOn: '2022-04-14' },
          seen,
        ),
      ),
    );
    expect(told.map(({ status, body }) => body.type ?? status).sort()).toEqual([
      200,
      ...Array.from({ length: CLIENTS - 1 }, () => 'revision-mismatch'),
    ]);
    expect(told.filter(({ status }) => status !== 200).every(({ status }) => status === 412)).toBe(true);
    const assigned = (await entriesOf(id)).filter(({ type }) => type === 'SuggestionAssigned');
    const winner = told.find(({ status }) => status === 200)!;
    expect(assigned.map(({ metadata }) => metadata.commandId)).toEqual([winner.body.commandId]);
  });

  it('who saw none are decided anew on what the others did: each is there, or is told what is in its way', async () => {
    const id = await received();
    const told = await Promise.all(
      Array.from({ length: CLIENTS }, (_, n) =>
        hall.post(`/v1/suggestions/${id}/resolution`, {
          outcome: 'completed',
          resolvedOn: '2022-04-20',
          explanation: `설치함 ${String(n)}`,
        }),
      ),
    );
    expect(told.map(({ status, body }) => body.type ?? status).sort()).toEqual([
      200,
      ...Array.from({ length: CLIENTS - 1 }, () => 'suggestion-already-resolved'),
    ]);
    const resolved = (await entriesOf(id)).filter(({ type }) => type === 'SuggestionResolved');
    const winner = told.findIndex(({ status }) => status === 200);
    expect(resolved.map(({ data }) => data)).toMatchObject([{ explanation: `설치함 ${String(winner)}` }]);
  });
});
