import { type Life, suggestionLife } from '../../../src/suggestions/suggestion.steps.js';
import { contract } from '../../../src/history/contract.js';
import type { LedgerEvent } from '../../engine/read-model/projection.js';
import { at, sample, type Story, told } from '../../../test/projections/story.js';
import type { ReadModelTest } from '../../engine/testing/read-model-test.js';
import { engines } from '../../engine/testing/test-database.js';
import { conditionsOf, type SuggestionFilter } from './suggestion-filter.js';
import { idsOf, placesAt } from './suggestion-list.queries.js';
import type { SuggestionTables, SuggestionView } from './suggestion.queries.js';
import { policiesModel } from '../policies/policy.tables.js';
import type { PolicyTables } from '../policies/policy.queries.js';
import { suggestionsAt } from './suggestion-at.queries.js';
import { suggestionProgress, suggestionProgressModel } from './suggestion-progress.tables.js';
import { suggestionNumbersModel } from '../suggestion-numbers/suggestion-number.tables.js';
import { suggestions } from './suggestion.tables.js';

const id = (n: number) => `018f4e6e-0000-7000-8000-00000000010${String(n)}`;
const stream = (n: number) => `suggestion-${id(n)}`;

describe.each(engines)('the progress of suggestions, on %s', (engine) => {
  let ledger: ReadModelTest | undefined;
  afterEach(() => ledger?.close());

  async function tell(story: (city: Story) => unknown): Promise<void> {
    ledger = (await told(engine, [suggestionProgressModel, suggestionNumbersModel, policiesModel], story)).ledger;
  }
  const one = (n: number) =>
    ledger!.readModels.read<SuggestionTables & PolicyTables, SuggestionView | undefined>(
      ['suggestion-progress', 'suggestion-numbers', 'policies'],
      async (db) => (await suggestionsAt(db, [id(n)], at(ledger!.log.length, '2030-01-01').moment))[0],
    );
  const listed = ({ round, ...filter }: SuggestionFilter, after = 0, limit = 100) =>
    ledger!.readModels.read<SuggestionTables, number[]>(['suggestion-progress', 'suggestion-numbers'], async (db) => {
      const { moment } = at(ledger!.log.length, '2030-01-01');
      const asked = { moment, past: false, ahead: false, conditions: conditionsOf(filter, round, moment) };
      const places = await placesAt(db, asked, { sort: 'recorded', after: [after, after], limit });
      return (await idsOf(db, places)).map((its) => Number(its.at(-1)));
    });

  it('shows what was received, and who has it', async () => {
    await tell((city) => {
      city.says(stream(1), 'SuggestionReceived', sample.received());
      city.says(stream(1), 'SuggestionAssigned', { department: 'parks', assignedOn: '2022-04-13' });
    });
    const { roundId, meetingId, ...told } = sample.received();
    expect(await one(1)).toMatchObject({
      ...told,
      category: null,
      roundId,
      meetingId,
      id: id(1),
      firstOrdinal: 1,
      revision: 1,
      voided: false,
      phase: 'assigned',
      status: 'pending',
      phaseSince: '2022-04-13',
      department: 'parks',
      resolution: null,
    });
    expect(await one(2)).toBeUndefined();
  });

  it.each([
    ['completed', sample.resolved()],
    ['infeasible', sample.resolved({ outcome: 'infeasible', explanation: '예산', remedy: '이의신청' })],
    ['closed', sample.resolved({ outcome: 'closed', article: '민원처리법 제23조' })],
  ])('is %s once it is resolved so, with what was told', async (status, resolution) => {
    await tell((city) => {
      city.says(stream(1), 'SuggestionReceived', sample.received());
      city.says(stream(1), 'SuggestionResolved', resolution);
    });
    expect(await one(1)).toMatchObject({ phase: 'resolved', status, phaseSince: '2022-05-02', resolution });
  });

  it('goes back to pending where it is reopened, and to where it stood where that is voided', async () => {
    await tell((city) => {
      city.says(stream(1), 'SuggestionReceived', sample.received());
      city.says(stream(1), 'SuggestionResolved', sample.resolved());
      city.says(stream(1), 'SuggestionReopened', { reopenedOn: '2022-05-09', why: '다시 파손됨' });
      city.says(stream(2), 'SuggestionReceived', sample.received());
      city.says(stream(2), 'SuggestionResolved', sample.resolved());
      city.voids(city.says(stream(2), 'SuggestionReopened', { reopenedOn: '2022-05-09', why: '다시 파손됨' }));
      city.says(stream(3), 'SuggestionReceived', sample.received());
      city.says(stream(3), 'SuggestionWithdrawn', { withdrawnOn: '2022-04-20', why: null });
    });
    expect(await one(1)).toMatchObject({ phase: 'reopened', status: 'pending', resolution: null });
    expect(await one(2)).toMatchObject({ phase: 'resolved', status: 'completed', revision: 3 });
    expect(await one(3)).toMatchObject({ phase: 'withdrawn', status: 'withdrawn' });
  });

  it('follows corrections of where, when and how it ended', async () => {
    await tell((city) => {
      const received = city.says(stream(1), 'SuggestionReceived', sample.received());
      const resolved = city.says(stream(1), 'SuggestionResolved', sample.resolved());
      city.corrects(
        received,
        { path: '/dong', from: '4128151000', to: '4128551000' },
        { path: '/district', from: '41281', to: '41285' },
      );
      city.corrects(
        resolved,
        { path: '/outcome', from: 'completed', to: 'infeasible' },
        { path: '/remedy', from: null, to: '이의신청' },
      );
    });
    expect(await one(1)).toMatchObject({
      dong: '4128551000',
      district: '41285',
      status: 'infeasible',
      resolution: { outcome: 'infeasible', remedy: '이의신청' },
    });
    expect(await listed({ district: '41285' })).toEqual([1]);
  });

  it('leaves the lists where it is voided whole, is still shown, and comes back in its old place', async () => {
    const story = (back: boolean) => (city: Story) => {
      const received = city.says(stream(1), 'SuggestionReceived', sample.received());
      city.says(stream(2), 'SuggestionReceived', sample.received());
      const resolved = city.says(stream(1), 'SuggestionResolved', sample.resolved());
      const voids = [resolved, received].map((entry) => city.voids(entry));
      if (back) city.voids(...voids.toReversed());
    };
    await tell(story(false));
    expect(await listed({})).toEqual([2]);
    expect(await one(1)).toMatchObject({ voided: true, revision: 3, text: sample.received().text });
    await ledger!.close();
    await tell(story(true));
    expect(await listed({})).toEqual([1, 2]);
    expect(await one(1)).toMatchObject({ voided: false, status: 'completed', revision: 5 });
  });

  it('is listed by each filter and all together, in the order recorded, after a first ordinal', async () => {
    const other = '018f4e6e-0000-7000-8000-000000000009';
    await tell((city) => {
      const various = [{}, { roundId: other }, { meetingId: null }, { dong: '4128551000', district: '41285' }, {}, {}];
      various.forEach((of, n) => city.says(stream(n), 'SuggestionReceived', sample.received(of)));
      city.says(stream(5), 'SuggestionAssigned', { department: 'parks', assignedOn: '2022-04-13' });
      city.says(stream(4), 'SuggestionAssigned', { department: 'parks', assignedOn: '2022-04-13' });
      city.says(stream(4), 'SuggestionResolved', sample.resolved());
    });
    expect(await listed({})).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await listed({ round: other })).toEqual([1]);
    expect(await listed({ meetingId: sample.meeting })).toEqual([0, 1, 3, 4, 5]);
    expect(await listed({ district: '41285' })).toEqual([3]);
    expect(await listed({ dong: '4128551000' })).toEqual([3]);
    expect(await listed({ status: 'completed' })).toEqual([4]);
    expect(await listed({ department: 'parks' })).toEqual([4, 5]);
    expect(await listed({ department: 'parks', status: 'pending', round: sample.round })).toEqual([5]);
    expect(await listed({}, 2, 3)).toEqual([2, 3, 4]);
  });
});

/** A life with a slice more: one type changes no status, the other does. */
const added = contract({});
const longerLife = {
  contracts: {
    ...suggestionLife.contracts,
    SuggestionPraised: added,
    SuggestionShelved: contract({}, { day: 'shelvedOn' }),
  },
  steps: {
    ...suggestionLife.steps,
    SuggestionPraised: null,
    SuggestionShelved: ({ shelvedOn }: { shelvedOn: string }) => ({ day: shelvedOn, status: 'long-term' }),
  },
} as const satisfies Life;
const longer = suggestionProgress(longerLife);

describe.each(engines)('types of entries that a slice adds, on %s', (engine) => {
  let ledger: ReadModelTest | undefined;
  afterEach(() => ledger?.close());

  const one = (n: number) =>
    ledger!.readModels.read<SuggestionTables & PolicyTables, SuggestionView | undefined>(
      ['suggestion-progress', 'suggestion-numbers', 'policies'],
      async (db) => (await suggestionsAt(db, [id(n)], at(ledger!.log.length, '2030-01-01').moment, longerLife))[0],
    );
  const praise = (city: Story) => city.adds(stream(1), 'SuggestionPraised', { praisedOn: '2022-04-14' });

  it('change what their step says and nothing else', async () => {
    const life = (city: Story, more: boolean) => {
      city.says(stream(1), 'SuggestionReceived', sample.received());
      if (more) praise(city);
      city.says(stream(1), 'SuggestionAssigned', { department: 'parks', assignedOn: '2022-04-13' });
      if (more) praise(city);
      city.adds(stream(1), 'SuggestionShelved', { shelvedOn: '2022-04-20' });
    };
    ({ ledger } = await told(engine, [longer, suggestionNumbersModel, policiesModel], (city) => {
      life(city, false);
    }));
    const without = await one(1);
    expect(without).toMatchObject({
      phase: 'assigned',
      phaseSince: '2022-04-13',
      status: 'long-term',
      department: 'parks',
    });
    await ledger.close();
    ({ ledger } = await told(engine, [longer, suggestionNumbersModel, policiesModel], (city) => {
      life(city, true);
    }));
    expect(await one(1)).toEqual({ ...without, revision: 4 });
  });

  it('are folded from the row alone, before and after a correction; that, and what comes late, takes the past', async () => {
    ({ ledger } = await told(engine, [longer, suggestionNumbersModel, policiesModel], (city) => {
      const received = city.says(stream(1), 'SuggestionReceived', sample.received());
      city.says(stream(2), 'SuggestionReceived', sample.received());
      city.corrects(received, { path: '/text', from: sample.received().text, to: '고쳐 씀' });
      for (const n of [1, 2]) city.says(stream(n), 'SuggestionResolved', sample.resolved());
    }));
    const rows = new Map((await ledger.rows(suggestions)).map((row) => [row.suggestion_id, row]));
    const takesPast = (n: number, type: string, data: object) => {
      let took = false;
      const nothing = () => undefined;
      const all = () => {
        took = true;
        return [];
      };
      const seen = {
        get: () => rows.get(id(n)) as never,
        all,
        insert: nothing,
        put: nothing,
        remove: nothing,
        add: nothing,
      };
      const event = { ...ledger!.event(stream(n), { type, data }), ordinal: 9, dayRecorded: '2022-06-01' };
      longer.fold(event as unknown as LedgerEvent, seen);
      return took;
    };
    for (const n of [1, 2]) {
      expect(takesPast(n, 'SuggestionPraised', { praisedOn: '2022-04-14' })).toBe(false);
      expect(takesPast(n, 'SuggestionUnheardOf', {})).toBe(false);
      expect(takesPast(n, 'SuggestionShelved', { shelvedOn: '2022-05-02' })).toBe(false);
      expect(takesPast(n, 'SuggestionShelved', { shelvedOn: '2022-05-01' })).toBe(true);
      expect(takesPast(n, 'EntryVoided', { eventId: 'x', why: '' })).toBe(true);
    }
    expect(await one(1)).toMatchObject({ status: 'completed', text: '고쳐 씀' });
  });

  it('are put in the order of their days where they come late', async () => {
    ({ ledger } = await told(engine, [longer, suggestionNumbersModel, policiesModel], (city) => {
      city.says(stream(1), 'SuggestionReceived', sample.received());
      city.says(stream(1), 'SuggestionResolved', sample.resolved());
      city.adds(stream(1), 'SuggestionShelved', { shelvedOn: '2022-04-20' });
      city.says(stream(1), 'SuggestionAssigned', { department: 'parks', assignedOn: '2022-04-13' });
    }));
    expect(await one(1)).toMatchObject({
      phase: 'resolved',
      phaseSince: '2022-05-02',
      status: 'completed',
      department: 'parks',
      resolution: sample.resolved(),
    });
  });
});
