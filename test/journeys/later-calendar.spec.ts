import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SuggestionProgress } from '../../projections/read-models/suggestion-progress/get-suggestion.js';
import { officialCalendar } from '../../src/deadlines/official-calendar.js';
import type { Recorded } from '../../src/history/event.js';
import { deadlinesToSet } from '../../src/suggestions/clock/clock.js';
import type { SuggestionEvent } from '../../src/suggestions/suggestion.events.js';
import { CityHall, DONGS, liveRound } from './city-hall.js';

/** What a program recorded whose calendar ended with 2020. */
function asOlderProgram(log: readonly Recorded[]): Recorded[] {
  const calendar = { ...officialCalendar, version: 'older', years: { from: 2000, to: 2020 } };
  return log.map((event) => {
    if (event.type !== 'DeadlineSet') return event;
    const before = log.filter(({ stream, revision }) => stream === event.stream && revision < event.revision);
    const rulesOn = () => ({ oralDefault: null, officeHours: null });
    const [set] = deadlinesToSet(before as unknown as SuggestionEvent[], { calendar, rulesOn });
    return { ...event, data: set!.data };
  });
}

describe('a due day that the calendar did not reach', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ledger-calendar-'));
  let hall: CityHall;
  afterAll(async () => {
    await hall.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const started = async () => {
    hall = await CityHall.open('2022-07-01', { DATA_DIR: dataDir });
    await hall.ready();
  };

  it('is unknown, and set once a program starts whose calendar reaches it, with its cause, and only once', async () => {
    const first = await CityHall.open('2022-07-01');
    await first.loadExample();
    await first.done('/v1/rounds', liveRound);
    const asked = {
      round: liveRound.code,
      dong: DONGS.jugyo,
      channel: 'pre-submitted',
      text: '그늘막을 설치해 주세요',
    };
    const id = await first.done('/v1/suggestions', { ...asked, raisedOn: '2022-04-12', form: 'written' });
    await first.done(`/v1/suggestions/${id}/classification`, { kind: 'suggestion', classifiedOn: '2022-04-13' });
    const log = asOlderProgram(await first.log());
    await first.close();
    await started();
    await hall.replay(log);
    const shown = async () => (await hall.get<SuggestionProgress>(`/v1/suggestions/${id}?asOf=2022-04-20`)).suggestion;
    expect((await shown()).clock).toMatchObject({ state: 'due-unknown', dueOn: null });
    await hall.close();

    await started();
    await hall.logReaches(log.length + 1);
    expect((await shown()).clock).toMatchObject({ state: 'due', dueOn: '2022-04-29' });
    const entries = await hall.history('suggestions', id);
    const unknown = log.find(({ type }) => type === 'DeadlineSet')!;
    expect(entries.at(-1)!.inWords?.ko).toContain('2022-04-29까지');
    const { metadata } = (await hall.log()).at(-1)!;
    expect(metadata).toMatchObject({ causationId: unknown.id, recordedBy: { id: 'reactions' } });
    await hall.close();

    await started();
    // A later command is through the reactions, too: nothing stands before it.
    const split = await hall.done('/v1/suggestions', { ...asked, raisedOn: '2022-04-12', form: 'oral', text: '둘 다' });
    await hall.done(`/v1/suggestions/${split}/split`, {
      splitOn: '2022-04-14',
      parts: [{ text: '하나' }, { text: '둘' }],
    });
    await hall.logReaches(log.length + 5);
    const added = (await hall.log()).slice(log.length + 1);
    expect(added.map(({ type }) => type)).not.toContain('DeadlineSet');
  });
});
