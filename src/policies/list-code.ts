import { matching } from '../history/value-checks.js';
import { withoutPersonalData } from '../privacy/personal-data.js';

/** A code of one of the city's own lists: lower case, digits and hyphens, or Korean. */
export const aListCode = withoutPersonalData(
  matching(/^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N}·-]{0,39}$/u, {
    ko: '40자 이하의 글자·숫자·붙임표 코드',
    en: 'a code of at most 40 letters, digits and hyphens',
  }),
);
