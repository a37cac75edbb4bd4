import { at, sample, type Story, told } from '../../../test/projections/story.js';
import { TOTALS_MODELS } from '../district-totals/round-totals.queries.js';
import type { ReadModelTest } from '../../engine/testing/read-model-test.js';
import { engines } from '../../engine/testing/test-database.js';
import { readModels } from '../../read-models.js';
import { sheetAt, type SheetTables } from './sheet.queries.js';

const CITY = 'jurisdiction-41280';
const ITEM = 'pledgeItem-7-2-2-4';
const PAST = '018f4e6e-0000-7000-8000-000000000003';
const MODELS = ['pledge-items', ...TOTALS_MODELS];
const past = {
  code: 'past',
  counting: 'carried',
  participationKind: 'briefing',
  meetingPeriod: { from: '2021-03', to: '2021-06' },
  suggestionPeriod: { from: '2021-03', to: '2021-07' },
} as const;

/** Two districts, a carried and a live round on the sheet, one meeting and two suggestions. */
function city(story: Story) {
  for (const [code, name] of [
    ['41281', '덕양구'],
    ['41285', '일산동구'],
  ] as const) {
    story.says(CITY, 'DistrictRegistered', sample.district(code, name));
  }
  const carried = story.says(`round-${PAST}`, 'RoundOpened', sample.opened(past));
  const totals = story.says(
    `round-${PAST}`,
    'CarriedTotalsRecorded',
    sample.carried({ 41281: [4, 21], 41285: [0, 0] }),
  );
  const live = story.says(`round-${sample.round}`, 'RoundOpened', sample.opened());
  const item = story.says(ITEM, 'PledgeItemRegistered', sample.item());
  story.says(ITEM, 'SheetBlockDefined', sample.block('2022H1', 2));
  story.says(ITEM, 'SheetBlockDefined', sample.block('2021H1', 1, { from: '2021-01', to: '2021-07' }));
  const placed = story.says(ITEM, 'RoundPlacedOnSheet', sample.placed());
  const heading = '그동안 추진실적';
  story.says(ITEM, 'RoundPlacedOnSheet', sample.placed({ roundId: PAST, block: '2021H1', heading }));
  story.says(ITEM, 'ParticipationRecorded', sample.participation({ count: 4 }));
  story.says(`meeting-${sample.meeting}`, 'MeetingHeld', sample.held());
  const first = story.says('suggestion-1', 'SuggestionReceived', sample.received());
  story.says('suggestion-2', 'SuggestionReceived', sample.received({ dong: '4128551000', district: '41285' }));
  return { carried, totals, live, item, placed, first, known: story.ordinal };
}

describe.each(engines)('the sheet, on %s', (engine) => {
  let ledger: ReadModelTest | undefined;
  afterEach(() => ledger?.close());

  async function tell<T>(story: (city: Story) => T): Promise<T> {
    const made = await told(engine, readModels, story);
    ledger = made.ledger;
    return made.told;
  }
  const sheet = (known: number, asOf?: string, term?: number) =>
    ledger!.readModels.read<SheetTables, Awaited<ReturnType<typeof sheetAt>>>(MODELS, (db) =>
      sheetAt(db, { number: '2-2-4', term, moment: at(known, asOf).moment }),
    );
  const printed = async (known: number, asOf?: string) =>
    (await sheet(known, asOf))!.blocks.map(({ code, rounds }) => [
      code,
      ...rounds.map(({ dongs, suggestions }) =>
        [dongs, suggestions].map(({ total, byDistrict }) => [total, ...byDistrict]),
      ),
    ]);
  const briefing = async (known: number, asOf?: string) =>
    (await sheet(known, asOf))!.participation.find(({ kind }) => kind === 'briefing');

  it('stands block by block in their order, carried figures beside counted ones', async () => {
    const { known } = await tell(city);
    expect(await printed(known)).toEqual([
      [
        '2021H1',
        [
          [4, 4, 0],
          [21, 21, 0],
        ],
      ],
      [
        '2022H1',
        [
          [1, 1, 0],
          [2, 1, 1],
        ],
      ],
    ]);
    const [before, now] = (await sheet(known))!.blocks;
    expect(before!.rounds[0]).toMatchObject({
      carried: true,
      heading: '그동안 추진실적',
      source: sample.carried({}).source,
    });
    expect(now!.rounds[0]).toMatchObject({ carried: false, source: null });
    expect(now!.rounds[0]!.heading).toMatch(/동 주민자치 소통 간담회 추진$/);
  });

  it('adds to the participation the meetings of rounds opened as live, and of no others', async () => {
    const known = await tell((story) => {
      const { known: before } = city(story);
      story.says(`round-${PAST}`, 'CarriedTotalsSuperseded', { supersededOn: '2024-05-02', why: '회의록을 찾음' });
      story.says('meeting-2', 'MeetingHeld', sample.held({ roundId: PAST, heldOn: '2021-04-01' }));
      story.says('meeting-3', 'MeetingHeld', sample.held({ heldOn: '2022-05-01' }));
      return { before, after: story.ordinal };
    });
    expect(await briefing(known.before)).toEqual({ kind: 'briefing', recorded: 4, live: 1, total: 5 });
    expect(await briefing(known.after)).toEqual({ kind: 'briefing', recorded: 4, live: 2, total: 6 });
    expect(await briefing(known.after, '2022-04-30')).toMatchObject({ live: 1, total: 5 });
    const check = { recorded: 4, dongRounds: 4, equal: true };
    expect((await sheet(known.before))!.participationCheck).toEqual(check);
    expect((await sheet(known.after))!.participationCheck).toEqual(check);
    const others = (await sheet(known.after))!.participation.filter(({ kind }) => kind !== 'briefing');
    for (const cell of others) expect(cell).toMatchObject({ recorded: null, live: 0, total: null });
  });

  it('counts a record of participation with a period once that is over', async () => {
    const known = await tell((story) => {
      city(story);
      const period = { from: '2022-01', to: '2022-03' };
      story.says(ITEM, 'ParticipationRecorded', sample.participation({ kind: 'press', count: 2, period }));
      return story.ordinal;
    });
    const press = async (asOf: string) =>
      (await sheet(known, asOf))!.participation.find(({ kind }) => kind === 'press');
    expect(await press('2022-03-30')).toMatchObject({ recorded: null, total: null });
    expect(await press('2022-03-31')).toMatchObject({ recorded: 2, total: 2 });
  });

  it('does not know carried figures before the last day of their own period, and says so', async () => {
    const { known } = await tell(city);
    const rounds = async (asOf: string) => (await sheet(known, asOf))!.blocks[0]!.rounds[0]!;
    const unknown = { total: null, byDistrict: [null, null], unknown: 'not-known-yet' };
    expect(await rounds('2021-06-29')).toMatchObject({ dongs: unknown, suggestions: unknown });
    expect(await rounds('2021-06-30')).toMatchObject({ dongs: { total: 4, unknown: null }, suggestions: unknown });
    expect(await rounds('2021-07-31')).toMatchObject({ suggestions: { total: 21, unknown: null } });
  });

  it('follows each correction and void, and stays as it was known before', async () => {
    const known = await tell((story) => {
      const made = city(story);
      story.corrects(made.totals, { path: '/districts/41281/suggestions', from: 21, to: 22 });
      const corrected = story.ordinal;
      story.voids(made.first);
      const voided = story.ordinal;
      story.corrects(made.placed, { path: '/block', from: '2022H1', to: '2021H1' });
      return { before: made.known, corrected, voided, moved: story.ordinal };
    });
    const suggestions = async (ordinal: number) =>
      (await printed(ordinal)).map(([, ...rounds]) => rounds.map((rows) => rows[1]![0]));
    expect(await suggestions(known.before)).toEqual([[21], [2]]);
    expect(await suggestions(known.corrected)).toEqual([[22], [2]]);
    expect(await suggestions(known.voided)).toEqual([[22], [1]]);
    expect((await suggestions(known.moved)).map((block) => [...block].sort())).toEqual([[1, 22], []]);
  });

  it('goes on counting what was recorded under a round that is voided', async () => {
    const known = await tell((story) => {
      story.voids(city(story).live);
      return story.ordinal;
    });
    expect((await printed(known))[1]).toEqual([
      '2022H1',
      [
        [1, 1, 0],
        [2, 1, 1],
      ],
    ]);
  });

  it('says of a round that it is voided, carried ones too, and counts what still stands under it', async () => {
    const known = await tell((story) => {
      const { carried, totals, live, known: before } = city(story);
      story.voids(live, totals, carried);
      return { before, after: story.ordinal };
    });
    const voided = async (ordinal: number) =>
      (await sheet(ordinal))!.blocks.map(({ rounds }) => rounds.map((round) => [round.voided, round.carried]));
    expect(await voided(known.before)).toEqual([[[false, true]], [[false, false]]]);
    expect(await voided(known.after)).toEqual([[[true, false]], [[true, false]]]);
    expect((await sheet(known.after))!.blocks[0]!.rounds[0]).toMatchObject({ source: null, suggestions: { total: 0 } });
  });

  it('notes at its figures what other records no longer bear out, of a past moment what meetings disagree with', async () => {
    const known = await tell((story) => {
      const { live, known: before } = city(story);
      story.corrects(live, {
        path: '/meetingPeriod',
        from: sample.opened().meetingPeriod,
        to: { from: '2022-05', to: '2022-06' },
      });
      const moved = story.ordinal;
      story.says('suggestion-3', 'SuggestionReceived', sample.received({ meetingId: 'none', raisedOn: '2022-05-01' }));
      return { before, moved, after: story.ordinal };
    });
    const noted = async (ordinal: number, asOf?: string) => {
      const { notes, suggestionsCompared } = (await sheet(ordinal, asOf))!.disagreements;
      return [
        suggestionsCompared,
        ...notes.map(({ row, districts, code, records }) => [row, code, records, ...districts]),
      ];
    };
    const dongs = ['dong-not-valid', 'outside-period'];
    expect((await noted(known.before)).flat()).not.toContain('outside-period');
    expect(await noted(known.moved)).toEqual([false, ...dongs.reverse().map((code) => ['dongs', code, 1, '41281'])]);
    const now = await noted(known.after);
    expect(now).toContainEqual(['suggestions', 'meeting-voided', 1, '41281']);
    expect(now).toContainEqual(['suggestions', 'dong-not-valid', 3, '41281', '41285']);
    expect(await noted(known.after, '2022-04-30')).not.toContainEqual(['suggestions', 'meeting-voided', 1, '41281']);
  });

  it('leaves out a block whose period has not begun', async () => {
    const { known } = await tell(city);
    const blocks = async (asOf: string) => (await sheet(known, asOf))!.blocks.map(({ code }) => code);
    expect(await blocks('2020-12-31')).toEqual([]);
    expect(await blocks('2021-12-31')).toEqual(['2021H1']);
    expect(await blocks('2022-01-01')).toEqual(['2021H1', '2022H1']);
  });

  it('follows what is amended from its day on, a round that is taken off, remarks, plans and how it stands', async () => {
    const before = await tell((story) => {
      const { known, item } = city(story);
      const { term: _term, number: _number, ...said } = sample.item({ departmentAsPrinted: '소통협치담당관' });
      story.says(ITEM, 'PledgeItemAmended', { ...said, amendedOn: '2022-07-01' });
      story.says(ITEM, 'PlanNoted', { text: '미개최 동을 찾아감' });
      const first = { from: '2021-07', to: '2021-12' };
      story.says(ITEM, 'PledgeStandingNoted', {
        period: { from: '2022-01', to: '2022-06' },
        state: '정상추진',
        ratePerMille: 625,
      });
      story.says(ITEM, 'PledgeStandingNoted', { period: first, state: '일부추진' });
      story.says(ITEM, 'RowRemarked', { roundId: sample.round, row: 'suggestions', remark: '서면 접수 포함' });
      story.says(ITEM, 'RoundTakenOffSheet', { roundId: PAST, why: '다른 공약사업의 회차임' });
      story.says(ITEM, 'RoundPlacedOnSheet', sample.placed({ roundId: PAST, block: '2022H1', order: 2 }));
      story.corrects(item, { path: '/departmentAsPrinted', from: sample.item().departmentAsPrinted, to: '자치행정과' });
      return known;
    });
    const of = async (known: number, asOf?: string) => {
      const one = (await sheet(known, asOf))!;
      return {
        department: one.department,
        standing: one.standing?.state,
        plans: one.plans,
        remarks: one.blocks.flatMap(({ rounds }) => rounds.map(({ suggestions }) => suggestions.remark)),
        rounds: one.blocks.map(({ code, rounds }) => [code, ...rounds.map((round) => round.code)]),
      };
    };
    const [live] = [sample.opened().code];
    expect(await of(before)).toMatchObject({ department: sample.item().departmentAsPrinted, plans: [] });
    expect(await of(before + 6)).toMatchObject({ remarks: ['서면 접수 포함'], rounds: [['2021H1'], ['2022H1', live]] });
    expect(await of(before + 8)).toEqual({
      department: '소통협치담당관',
      standing: '정상추진',
      plans: ['미개최 동을 찾아감'],
      remarks: ['서면 접수 포함', null],
      rounds: [['2021H1'], ['2022H1', live, 'past']],
    });
    expect(await of(before + 8, '2022-06-29')).toMatchObject({ department: '자치행정과', standing: '일부추진' });
  });

  it('is of the term asked for, else of the latest that has the number, and may be empty', async () => {
    const known = await tell((story) => {
      const { known: before } = city(story);
      const next = story.says('pledgeItem-8-2-2-4', 'PledgeItemRegistered', sample.item({ term: 8, title: '다음' }));
      const both = story.ordinal;
      story.voids(next);
      return { before, both, after: story.ordinal };
    });
    const term = async (when: number, of?: number) => (await sheet(when, undefined, of))?.term;
    expect([await term(known.before), await term(known.both), await term(known.after)]).toEqual([7, 8, 7]);
    expect([await term(known.both, 7), await term(known.both, 6)]).toEqual([7, undefined]);
    expect(await sheet(known.both)).toMatchObject({ title: '다음', blocks: [], participationCheck: null });
    expect(await sheet(1)).toBeUndefined();
  });
});
