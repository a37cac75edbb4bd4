import { matching, misfit, type ValueCheck } from '../history/value-checks.js';
import { withoutPersonalData } from '../privacy/personal-data.js';

const A_CODE = withoutPersonalData(
  matching(/^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N}·-]{0,39}$/u, {
    ko: '40자 이하의 글자·숫자·붙임표 코드',
    en: 'a code of at most 40 letters, digits and hyphens',
  }),
);
const OTHER_FORM = misfit({
  ko: '조합형·반각 표기(NFKC)여야 합니다',
  en: 'must be in composed, half-width form (NFKC)',
});

/**
 * A code of one of the city's own lists: lower case, digits and hyphens, or Korean. One that looks like another
 * (full-width, or taken apart into 자모) would be another.
 */
export const aListCode: ValueCheck = (value) =>
  A_CODE(value) ?? (value === (value as string).normalize('NFKC') ? undefined : OTHER_FORM);
