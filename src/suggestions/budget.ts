import { choice, type DataOf, day, list, nullable, object, otherwise, wholeNumber } from '../history/fields.js';
import { PRECISIONS } from '../history/facts.js';

/** Money and targets of what a department plans and reports, as a budget says them. */

/** 본예산 · 추경 · 이월. */
export const BUDGETS = ['main', 'supplementary', 'carried-over'] as const;
/** 국비 · 도비 · 시비 · 특별교부세 · 특별조정교부금. */
export const FUNDS = ['national', 'provincial', 'city', 'special-grant-tax', 'special-adjustment-grant'] as const;
/** Asked for, in the budget, or cut from it. */
export const BUDGET_STATES = ['asked', 'included', 'cut'] as const;

const won = (about: string) => wholeNumber(0, 1_000_000_000_000_000, { about, example: 50_000_000 });

/** One line of a budget (소요예산). */
export const budgetLine = object({
  year: wholeNumber(1990, 2100, { about: 'Year of the budget', example: 2022 }),
  budget: nullable(choice(BUDGETS, { about: '본예산 · 추경 · 이월', example: 'main' })),
  fund: nullable(choice(FUNDS, { about: '국비 · 도비 · 시비 · 특교세 · 특조금', example: 'city' })),
  won: won('In won'),
  state: choice(BUDGET_STATES, { about: 'Asked for, included or cut', example: 'included' }),
});
export type BudgetLine = DataOf<{ budgetLine: typeof budgetLine }>['budgetLine'];

export const budgetLines = otherwise(list(budgetLine, 50, { about: '소요예산' }), []);

/** By when something is to be done: the last day of a day, month, half or year. */
export const target = nullable(
  object(
    {
      by: day({ about: 'The last day of the span', example: '2022-12-31' }),
      precision: choice(PRECISIONS, { example: 'year' }),
    },
    { about: 'By when it is to be done; may be years ahead' },
  ),
);

export type Target = DataOf<{ target: typeof target }>['target'];

/** What was spent, in won. */
export const spent = nullable(won('What was spent, in won'));
