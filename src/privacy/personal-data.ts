import type { ValueCheck } from '../history/contract.js';
import { aText } from '../history/value-checks.js';

const KINDS: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  // Six digits of a birthday, then seven of which the first is 1 to 8 (주민등록번호, 외국인등록번호).
  {
    what: 'a resident registration number',
    pattern: /(?<!\d)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[-\s·~]{0,3}[1-8]\d{6}(?!\d)/u,
  },
  { what: 'an e-mail address', pattern: /[^\s@<>()]+@[^\s@<>()]+\.[a-z가-힣]{2,}/iu },
  // With a trunk or country code, separators optional (02, 031, 010, 070, +82 …).
  {
    what: 'a phone number',
    pattern: /(?<!\d)(?:\+?82[-.\s)]{0,2}0?|\(?0)\d{1,2}\)?[-.\s]{0,2}\d{3,4}[-.\s]{0,2}\d{4}(?!\d)/u,
  },
  // A local number, where it is not a span of years such as 2019-2020.
  { what: 'a phone number', pattern: /(?<![\d-])(?!(?:19|20)\d{2}-(?:19|20)\d{2}(?!\d))[2-9]\d{2,3}-\d{4}(?![\d-])/u },
];

/** What personal data a text holds, as a noun; undefined where none is seen. Full-width digits count as digits. */
export function personalDataIn(text: string): string | undefined {
  const plain = text.normalize('NFKC').replaceAll(/[\u2010-\u2015\u2212]/gu, '-');
  return KINDS.find(({ pattern }) => pattern.test(plain))?.what;
}

/** A text of 1 to `max` characters without personal data (개인정보 보호법). */
export function freeText(max: number): ValueCheck {
  return (value) => {
    const problem = aText(max)(value);
    if (problem) return problem;
    const found = personalDataIn(value as string);
    return found && `must not hold ${found}: leave it out`;
  };
}
