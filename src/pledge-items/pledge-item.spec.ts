import { givenFor, outcomeOf, recorded, refusalOf } from '../../test/given.js';
import { block, type DataOf, defined, item, placed, placement, registered } from '../../test/pledge-item-samples.js';
import { fold } from '../recording/aggregate.js';
import { correctEntry } from '../recording/amendment/correct-entry.js';
import { voidEntry } from '../recording/amendment/void-entry.js';
import type { PledgeItemEvent } from './pledge-item.events.js';
import { pledgeItemStream } from './pledge-item.events.js';
import * as items from './pledge-item.js';

const given = givenFor(items.pledgeItem);
const TODAY = '2021-08-10';

const participation: DataOf<'ParticipationRecorded'> = {
  kind: 'briefing',
  period: null,
  count: 78,
  source: { title: '추진실적 보고서', publishedOn: null, note: null },
};

const problem = { type: 'ProblemNoted', data: { text: '참여가 적음' } } as const;
const improvement = { type: 'ImprovementNoted', data: { text: '저녁에 연다' } } as const;

describe('a pledge item', () => {
  it('is registered once', () => {
    given([])
      .when((s) => items.register(s, item, TODAY))
      .then([registered]);
    given([registered])
      .when((s) => items.register(s, structuredClone(item), TODAY))
      .thenNothing();
    given([registered])
      .when((s) => items.register(s, { ...item, title: '다른 이름' }, TODAY))
      .thenRuleBroken('pledge-item-registered', '2-2-4', '7');
  });

  it('takes nothing before it is registered', () => {
    for (const decide of [
      (s: items.PledgeItem) => items.defineBlock(s, block, TODAY),
      (s: items.PledgeItem) => items.placeRound(s, placement, TODAY),
      (s: items.PledgeItem) => items.recordParticipation(s, participation, TODAY),
      (s: items.PledgeItem) => items.noteProblem(s, problem.data, TODAY),
      (s: items.PledgeItem) => items.noteImprovement(s, improvement.data, TODAY),
    ]) {
      given([]).when(decide).thenRuleBroken('pledge-item-unknown');
    }
  });

  it('has each block once', () => {
    given([registered])
      .when((s) => items.defineBlock(s, block, TODAY))
      .then([defined]);
    given([registered, defined])
      .when((s) => items.defineBlock(s, { ...block }, TODAY))
      .thenNothing();
    given([registered, defined])
      .when((s) => items.defineBlock(s, { ...block, order: 2 }, TODAY))
      .thenRuleBroken('block-code-taken', '2021-h1');
  });

  it('has each round once, in a block that is defined', () => {
    given([registered, defined])
      .when((s) => items.placeRound(s, placement, TODAY))
      .then([placed]);
    given([registered, defined, placed])
      .when((s) => items.placeRound(s, { ...placement }, TODAY))
      .thenNothing();
    given([registered, defined, placed])
      .when((s) => items.placeRound(s, { ...placement, order: 2 }, TODAY))
      .thenRuleBroken('round-already-placed', placement.roundId);
    given([registered, defined])
      .when((s) => items.placeRound(s, { ...placement, block: 'other' }, TODAY))
      .thenRuleBroken('block-unknown', 'other', '2021-h1');
  });

  it('adds up participation: two like records are two facts', () => {
    given([registered, { type: 'ParticipationRecorded', data: participation }])
      .when((s) => items.recordParticipation(s, participation, TODAY))
      .then([{ type: 'ParticipationRecorded', data: participation }]);
  });

  it('takes participation of a period that has begun, or of none', () => {
    const record = (from: string) =>
      given([registered]).when((s) =>
        items.recordParticipation(s, { ...participation, period: { from, to: null } }, TODAY),
      );
    for (const from of ['2021-08-10', '2021-08']) {
      const data = { ...participation, period: { from, to: null } };
      record(from).then([{ type: 'ParticipationRecorded', data }]);
    }
    record('2021-08-11').thenRuleBroken('in-future', '2021-08-11', TODAY);
    record('2021-09').thenRuleBroken('in-future');
  });

  it('takes no participation from a source that is published later than today', () => {
    const record = (publishedOn: string) =>
      given([registered]).when((s) =>
        items.recordParticipation(s, { ...participation, source: { ...participation.source, publishedOn } }, TODAY),
      );
    record('2021-08-11').thenRuleBroken('in-future', '2021-08-11', TODAY);
    const source = { ...participation.source, publishedOn: TODAY };
    record(TODAY).then([{ type: 'ParticipationRecorded', data: { ...participation, source } }]);
  });

  it('notes a problem and an improvement, the same text once', () => {
    given([registered])
      .when((s) => items.noteProblem(s, problem.data, TODAY))
      .then([problem]);
    given([registered, problem])
      .when((s) => items.noteProblem(s, { ...problem.data }, TODAY))
      .thenNothing();
    given([registered, problem])
      .when((s) => items.noteImprovement(s, improvement.data, TODAY))
      .then([improvement]);
    given([registered, improvement])
      .when((s) => items.noteImprovement(s, { ...improvement.data }, TODAY))
      .thenNothing();
  });

  it('places rounds that were opened', () => {
    outcomeOf(() => {
      items.judgePlacement({ phase: 'none' }, 'r1');
      return [];
    }).thenRuleBroken('round-unknown', 'r1');
  });
});

describe('a slip on the sheet', () => {
  const raw = recorded<PledgeItemEvent>([registered, defined, placed]);
  const correct = (eventId: string, path: string, from: unknown, to: unknown) =>
    correctEntry(items.pledgeItem, raw, { eventId, changes: [{ path, from, to }], why: 'slip' }, TODAY);
  const line = { label: '기간', text: '2021. 3 ~ 2021. 6.' };

  it('is put right where nothing was printed before, and taken back to nothing', () => {
    expect(correct('e2', '/lines', null, [line]).events).toHaveLength(1);
    expect(correct('e2', '/suggestionLine', null, line).events).toHaveLength(1);
    expect(correct('e0', '/officers', item.officers, []).events).toHaveLength(1);
    expect(refusalOf(() => correct('e2', '/lines', null, [{ label: '기간' }]))).toMatchObject({
      rule: 'value-not-allowed',
    });
    expect(refusalOf(() => correct('e2', '/lines/0/text', null, 'x'))).toMatchObject({ rule: 'path-not-there' });
  });

  it('shows no name in full and no number but an office one', () => {
    const rule = 'value-not-allowed';
    expect(refusalOf(() => correct('e0', '/officers/0/name', '한○○', '한석봉'))).toMatchObject({ rule });
    expect(refusalOf(() => correct('e0', '/officers/0/officePhone', '8075-2441', '010-1234-5678-9'))).toMatchObject({
      rule,
    });
    expect(correct('e0', '/officers/0/name', '한○○', '김**').events).toHaveLength(1);
  });

  it('shows no number that a label and its text, or two lines, hold together', () => {
    const parted = [{ label: '010', text: '1234-5678' }];
    const refused = { rule: 'value-not-allowed', message: expect.stringContaining('/lines/0 must not hold') as string };
    expect(refusalOf(() => correct('e2', '/lines', null, parted))).toMatchObject(refused);
    const recordedBefore = recorded<PledgeItemEvent>([
      registered,
      defined,
      { ...placed, data: { ...placement, lines: parted } },
    ]);
    const inHeading = { path: '/heading', from: null, to: '동 간담회' };
    const changed = { eventId: 'e2', changes: [inHeading], why: 'slip' };
    // What stood before is no reason to refuse what is put right elsewhere.
    expect(correctEntry(items.pledgeItem, recordedBefore, changed, TODAY).events).toHaveLength(1);
  });

  it('that moves a round to a block which is not defined is refused', () => {
    expect(refusalOf(() => correct('e2', '/block', '2021-h1', '2021-h2'))).toMatchObject({ rule: 'block-unknown' });
  });

  it('of a block is not voided while a round stands in it', () => {
    expect(refusalOf(() => voidEntry(items.pledgeItem, raw, 'e1', 'slip', TODAY))).toMatchObject({
      rule: 'block-unknown',
      entry: { id: 'e2' },
    });
  });
});

describe("a pledge item's stream", () => {
  it('is folded in time by its length: copied for each of 20,000 entries, it would take a minute', () => {
    const many = Array.from({ length: 20_000 }, (_, index): PledgeItemEvent => ({
      ...placed,
      data: { ...placement, roundId: `r${String(index)}` },
    }));
    const started = performance.now();
    const state = fold(items.pledgeItem, [registered, defined, ...many]);
    expect(state.phase === 'registered' && state.placements.size).toBe(20_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('is named after the term and the number', () => {
    expect(pledgeItemStream(7, '2-2-4')).toBe('pledgeItem-7-2-2-4');
  });

  it('is folded without a throw, whatever stands in it', () => {
    const later = { type: 'ItemSold', data: {} } as unknown as PledgeItemEvent;
    const { evolve, initial, admit } = items.pledgeItem;
    const odd = [placed, defined, problem, later].reduce<items.PledgeItem>((s, event) => evolve(s, event), initial);
    expect(odd).toEqual({ phase: 'none' });
    const state = evolve(initial, registered);
    expect(evolve(state, later)).toBe(state);
    expect(refusalOf(() => admit(state, later, TODAY))).toBeUndefined();
  });
});
