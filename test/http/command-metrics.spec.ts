import { CityHall, DONGS, liveRound } from '../journeys/city-hall.js';

describe('the figures of commands', () => {
  let hall: CityHall;
  beforeAll(async () => {
    hall = await CityHall.open('2022-07-01');
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
  });
  afterAll(() => hall.close());

  /** How many commands of a kind ended so. */
  const counted = async (command: string, outcome: string) => {
    const text = await (await hall.fetch('/metrics')).text();
    const line = `ledger_command_seconds_count{command="${command}",outcome="${outcome}"} `;
    return Number(
      text
        .split('\n')
        .find((one) => one.startsWith(line))
        ?.slice(line.length) ?? 0,
    );
  };

  it('say how many of which kind there were, how they ended and how long they took', async () => {
    const said = {
      round: liveRound.code,
      dong: DONGS.jugyo,
      channel: 'pre-submitted',
      raisedOn: '2022-04-12',
      text: '의자',
    };
    const key = { 'Idempotency-Key': '0198f4e6-0000-7000-8000-00000000000d' };
    await hall.done('/v1/suggestions', said, key);
    const id = await hall.done('/v1/suggestions', said, key);
    await hall.post('/v1/suggestions', { ...said, dong: '4128199999' });
    const assigned = { department: 'parks', assignedOn: '2022-04-13' };
    await hall.done(`/v1/suggestions/${id}/assignment`, assigned);
    await hall.done(`/v1/suggestions/${id}/assignment`, assigned);
    for (const outcome of ['made', 'repeated', 'refused']) {
      expect({ outcome, count: await counted('ReceiveSuggestion', outcome) }).toEqual({ outcome, count: 1 });
    }
    for (const outcome of ['changed', 'nothing']) {
      expect({ outcome, count: await counted('AssignSuggestion', outcome) }).toEqual({ outcome, count: 1 });
    }
    expect(await (await hall.fetch('/metrics')).text()).toMatch(/^ledger_process_resident_bytes \d{8,}$/m);
  });
});
