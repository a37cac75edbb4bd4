import { sample, type Story, told } from '../../../test/projections/story.js';
import type { ReadModelTest } from '../../engine/testing/read-model-test.js';
import { engines } from '../../engine/testing/test-database.js';
import {
  participation,
  placements,
  pledgeItems,
  pledgeItemsModel,
  pledgeNotes,
  sheetBlocks,
} from './pledge-item.tables.js';

const STREAM = 'pledgeItem-7-2-2-4';
const TABLES = [pledgeItems, sheetBlocks, placements, participation, pledgeNotes];

describe.each(engines)('pledge items, on %s', (engine) => {
  let ledger: ReadModelTest | undefined;
  afterEach(() => ledger?.close());

  async function tell<T>(story: (city: Story) => T): Promise<T> {
    const made = await told(engine, [pledgeItemsModel], story);
    ledger = made.ledger;
    return made.told;
  }
  /** The rows of all tables that were known by an event. */
  const known = async (ordinal: number) => {
    const rows = await Promise.all(TABLES.map((table) => ledger!.rows<never>(table as never)));
    return (rows.flat() as { known_from: number; known_to: number }[]).filter(
      (row) => row.known_from <= ordinal && row.known_to > ordinal,
    );
  };

  const laidOut = (city: Story) => {
    const item = city.says(STREAM, 'PledgeItemRegistered', sample.item());
    const block = city.says(STREAM, 'SheetBlockDefined', sample.block('2022H1', 4));
    const placed = city.says(STREAM, 'RoundPlacedOnSheet', sample.placed());
    const recorded = city.says(STREAM, 'ParticipationRecorded', sample.participation());
    const problem = city.says(STREAM, 'ProblemNoted', { text: '참석이 저조함' });
    const improvement = city.says(STREAM, 'ImprovementNoted', { text: '홍보를 늘림' });
    return { item, block, placed, recorded, problem, improvement, after: city.ordinal };
  };

  it('hold what their sheet is laid out from, each from the event on that said so', async () => {
    const { recorded, after } = await tell(laidOut);
    expect(await known(after)).toMatchObject([
      { term: 7, number: '2-2-4', known_from: 1 },
      { code: '2022H1', period_from: '2022-01', period_to: '2022-06', place: 4, known_from: 2 },
      { round_id: sample.round, block: '2022H1', heading: null, lines: null, suggestion_line: null, known_from: 3 },
      { event_id: recorded.id, kind: 'briefing', count: 78, period_from: null, period_to: null, known_from: 4 },
      { kind: 'problem', text: '참석이 저조함', noted: 5, known_from: 5 },
      { kind: 'improvement', text: '홍보를 늘림', noted: 6, known_from: 6 },
    ]);
    expect(await known(1)).toMatchObject([{ title: '시민소통실 운영' }]);
  });

  it('follow corrections of what is printed, and stay as they were known before', async () => {
    const { after } = await tell((city) => {
      const made = laidOut(city);
      city.corrects(made.problem, { path: '/text', from: '참석이 저조함', to: '참석이 적음' });
      city.corrects(made.recorded, { path: '/count', from: 78, to: 79 });
      const line = { label: '기간', text: '2022. 3.' };
      city.corrects(made.placed, { path: '/lines', from: null, to: [line] });
      return made;
    });
    expect(await known(after + 3)).toMatchObject([
      {},
      {},
      { lines: '[{"label":"기간","text":"2022. 3."}]' },
      { count: 79 },
      { text: '참석이 적음', noted: 5 },
      {},
    ]);
    const before = [{}, {}, { lines: null }, { count: 78 }, { text: '참석이 저조함' }, {}];
    expect(await known(after)).toMatchObject(before);
  });

  it('keep two like records of participation apart', async () => {
    await tell((city) => {
      city.says(STREAM, 'PledgeItemRegistered', sample.item());
      city.says(STREAM, 'ParticipationRecorded', sample.participation());
      const twice = city.says(STREAM, 'ParticipationRecorded', sample.participation());
      city.voids(twice);
    });
    const counted = async (ordinal: number) => (await known(ordinal)).filter((row) => 'count' in row).length;
    expect([await counted(3), await counted(4)]).toEqual([2, 1]);
  });

  it('leave nothing where they are voided whole, and come back as they were', async () => {
    const { after } = await tell((city) => {
      const made = laidOut(city);
      const { item, block, placed, recorded, problem, improvement } = made;
      const voids = [improvement, problem, recorded, placed, block, item].map((entry) => city.voids(entry));
      city.voids(...voids.toReversed());
      return made;
    });
    expect(await known(after + 6)).toEqual([]);
    const stands = (rows: object[]) => rows.map((row) => ({ ...row, known_from: 0, known_to: 0 }));
    expect(stands(await known(after + 12))).toEqual(stands(await known(after)));
  });
});
