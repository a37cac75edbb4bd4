import type { PledgeItemEvent } from '../src/pledge-items/pledge-item.events.js';

/** A pledge item with a block of its sheet and a round in it, to be varied by tests. */

export type DataOf<T extends PledgeItemEvent['type']> = Extract<PledgeItemEvent, { type: T }>['data'];

export const item: DataOf<'PledgeItemRegistered'> = {
  term: 7,
  number: '2-2-4',
  title: '시민과의 소통 강화',
  titleNote: null,
  departmentAsPrinted: '자치행정과',
  officers: [{ role: '팀장', name: '한○○', officePhone: '8075-2441' }],
};
export const block: DataOf<'SheetBlockDefined'> = {
  code: '2021-h1',
  heading: '2021년 상반기',
  period: { from: '2021-01', to: '2021-06' },
  order: 1,
};
export const placement: DataOf<'RoundPlacedOnSheet'> = {
  roundId: '018f4e6e-0000-7000-8000-000000000001',
  block: block.code,
  order: 1,
  heading: null,
  lines: null,
  suggestionHeading: null,
  suggestionLine: null,
};
export const registered = { type: 'PledgeItemRegistered', data: item } as const;
export const defined = { type: 'SheetBlockDefined', data: block } as const;
export const placed = { type: 'RoundPlacedOnSheet', data: placement } as const;
