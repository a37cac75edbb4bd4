import { givenFor } from '../../test/given.js';
import { type DataOf, defined, item, placed, placement, registered } from '../../test/pledge-item-samples.js';
import * as items from './pledge-item.js';

const given = givenFor(items.pledgeItem);
const TODAY = '2021-08-10';

const plan = { type: 'PlanNoted', data: { text: '미개최 동을 찾아감' } } as const;
const amendment: DataOf<'PledgeItemAmended'> = {
  amendedOn: '2021-07-01',
  title: item.title,
  titleNote: null,
  departmentAsPrinted: '소통협치담당관',
  officers: [],
  why: '조직 개편',
};
const amended = { type: 'PledgeItemAmended', data: amendment } as const;
const takenOff = {
  type: 'RoundTakenOffSheet',
  data: { roundId: placement.roundId, why: '다른 공약사업의 회차임' },
} as const;
const standing: DataOf<'PledgeStandingNoted'> = {
  period: { from: '2021-01', to: '2021-06' },
  state: '정상추진',
  ratePerMille: 625,
};
const remark: DataOf<'RowRemarked'> = { roundId: placement.roundId, row: 'suggestions', remark: '서면 접수 포함' };

describe('a pledge item over time', () => {
  it('takes nothing before it is registered', () => {
    for (const decide of [
      (s: items.PledgeItem) => items.notePlan(s, plan.data, TODAY),
      (s: items.PledgeItem) => items.amend(s, amendment, TODAY),
      (s: items.PledgeItem) => items.takeRoundOff(s, takenOff.data, TODAY),
      (s: items.PledgeItem) => items.noteStanding(s, standing, TODAY),
      (s: items.PledgeItem) => items.remarkRow(s, remark, TODAY),
    ]) {
      given([]).when(decide).thenRuleBroken('pledge-item-unknown');
    }
  });

  it('notes a plan, the same text once', () => {
    given([registered])
      .when((s) => items.notePlan(s, plan.data, TODAY))
      .then([plan]);
    given([registered, plan])
      .when((s) => items.notePlan(s, { ...plan.data }, TODAY))
      .thenNothing();
  });

  it('takes a round off its sheet, and places it again', () => {
    given([registered, defined, placed])
      .when((s) => items.takeRoundOff(s, takenOff.data, TODAY))
      .then([takenOff]);
    given([registered, defined, placed, takenOff])
      .when((s) => items.takeRoundOff(s, { ...takenOff.data, why: '또' }, TODAY))
      .thenNothing();
    given([registered, defined, placed, takenOff])
      .when((s) => items.placeRound(s, placement, TODAY))
      .then([placed]);
    given([registered, defined])
      .when((s) => items.takeRoundOff(s, takenOff.data, TODAY))
      .thenRuleBroken('round-not-placed', placement.roundId);
  });

  it('is amended from a day on, once a day', () => {
    given([registered])
      .when((s) => items.amend(s, amendment, TODAY))
      .then([amended]);
    given([registered, amended])
      .when((s) => items.amend(s, { ...amendment }, TODAY))
      .thenNothing();
    given([registered, amended])
      .when((s) => items.amend(s, { ...amendment, title: '다른 이름' }, TODAY))
      .thenRuleBroken('amended-that-day', '2021-07-01');
  });

  it('stands in one way in a period, which has begun', () => {
    const noted = { type: 'PledgeStandingNoted', data: standing } as const;
    given([registered])
      .when((s) => items.noteStanding(s, standing, TODAY))
      .then([noted]);
    given([registered, noted])
      .when((s) => items.noteStanding(s, { ...standing }, TODAY))
      .thenNothing();
    given([registered, noted])
      .when((s) => items.noteStanding(s, { ...standing, state: '보류' }, TODAY))
      .thenRuleBroken('standing-of-period');
    given([registered])
      .when((s) => items.noteStanding(s, { ...standing, period: { from: '2021-09', to: null } }, TODAY))
      .thenRuleBroken('standing-in-future', TODAY);
  });

  it('has a remark on a row of a round that stands on its sheet, the last one said', () => {
    const remarked = { type: 'RowRemarked', data: remark } as const;
    given([registered, defined, placed])
      .when((s) => items.remarkRow(s, remark, TODAY))
      .then([remarked]);
    given([registered, defined, placed, remarked])
      .when((s) => items.remarkRow(s, { ...remark }, TODAY))
      .thenNothing();
    given([registered, defined, placed, remarked])
      .when((s) => items.remarkRow(s, { ...remark, remark: null }, TODAY))
      .then([{ type: 'RowRemarked', data: { ...remark, remark: null } }]);
    given([registered, defined, placed, takenOff])
      .when((s) => items.remarkRow(s, remark, TODAY))
      .thenRuleBroken('round-not-placed', placement.roundId);
  });
});
