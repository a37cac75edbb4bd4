import { type Contracts, contract } from '../../history/contract.js';
import type { Event } from '../../history/event.js';
import { type DataOf, day, text } from '../../history/fields.js';
import { matching, misfit, type ValueCheck } from '../../history/value-checks.js';
import { withoutPersonalData } from '../../privacy/personal-data.js';

const A_CODE = withoutPersonalData(
  matching(/^[\p{L}\p{N}][\p{L}\p{N}-]{0,39}$/u, {
    ko: '글자·숫자·붙임표로 된 부서 코드',
    en: 'a department code of letters, digits and hyphens',
  }),
);
const OTHER_FORM = misfit({
  ko: '조합형·반각 표기(NFKC)여야 합니다',
  en: 'must be in composed, half-width form (NFKC)',
});

/** A department's code; one that looks like another (full-width, or taken apart into 자모) would be another department. */
export const aDepartmentCode: ValueCheck = (value) =>
  A_CODE(value) ?? (value === (value as string).normalize('NFKC') ? undefined : OTHER_FORM);

export const assigned = {
  department: text(aDepartmentCode, { about: 'Code of the department', example: 'traffic-facilities' }),
  assignedOn: day({ example: '2022-04-13' }),
};

/** What is done about a suggestion. These names and shapes are the storage format: add, never change. */
export type HandlingEvent = Event<'SuggestionAssigned', DataOf<typeof assigned>>;

export const handlingContracts: Contracts<HandlingEvent> = { SuggestionAssigned: contract(assigned) };
