import type { ValueCheck } from '../history/contract.js';
import { aText } from '../history/value-checks.js';

/** What stands between the groups of a number: one sign with or without blanks, or up to two blanks. */
const GAP = String.raw`(?:\s?[-.·/_)~]\s?|\s{0,2})`;
/** The same without `02. 2020. 2021.`, which numbers a list. */
const NARROW_GAP = String.raw`(?:\s?[-·/_)~]\s?|\.|\s{0,2})`;
const MOBILE = String.raw`1[016-9]`;
/** Area and service codes after the trunk 0 (전기통신번호관리세칙): 02, 031 to 064, 070, 080, 0502 to 0508, 060, 030. */
const AREA = String.raw`(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|[3678]0|50\d?|303)`;
/** What says that a number is a telephone's. */
const SAID = String.raw`(?:전화|연락처|휴대폰|핸드폰|팩스|☎|☏|📞|(?<![a-z])(?:tel|phone|fax|h\.?p))`;
/** Units that make two numbers a span, a lot, a flat or a notice: adjoining, or as a word of their own. */
const UNIT = String.raw`(?:[천만억조원명개건회곳권호m톤평장석년%㎡㎢㎥℃]|인|그루|번지|세대|가구|대|여\s?[명건개]|km|kg)`;
const COUNTED = String.raw`(?!인[가-힣])${UNIT}(?!표)|\s${UNIT}(?![가-힣])|\s?${UNIT}\s?(?:이상|이하|미만|내외|정도)`;
const YEAR = String.raw`(?:19|20)\d{2}`;
const SPOKEN = String.raw`[\d공영일이삼사오육륙칠팔구]`;

function phone(pattern: string): { readonly what: string; readonly pattern: RegExp } {
  return { what: 'a phone number', pattern: new RegExp(pattern, 'iu') };
}

const KINDS: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  // Six digits of a birthday, then seven of which the first is 1 to 8 (주민등록번호, 외국인등록번호), or hidden ones.
  {
    what: 'a resident registration number',
    pattern:
      /(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\s{0,2}[-·~./_]?\s{0,2}[1-8]\d{6}(?!\d)|\s?-\s?[1-8][*●○xX×]{6})/u,
  },
  { what: 'an e-mail address', pattern: /[^\s@<>()]\s?@\s?[a-z0-9][a-z0-9-]{0,62}\.[a-z0-9.-]{0,190}[a-z가-힣]{2}/iu },
  { what: 'an e-mail address', pattern: /[^\s@<>()]@[^\s@<>(),.]{1,63}\.(?:[^\s@<>(),.]{1,63}\.)?(?:한국|닷컴|닷넷)/u },
  { what: 'an e-mail address', pattern: /[a-z0-9]\s?(?:골뱅이|\(at\)|\[at\])\s?[a-z0-9-]{2}/iu },
  // With a trunk or country code (010, 02, 031, 070, +82 …), not the digits after a decimal point.
  phone(String.raw`(?<!\d|\d[.,])\(?0${MOBILE}${GAP}\d{3,4}${GAP}\d{4}(?!\d)`),
  phone(String.raw`(?<!\d|\d[.,])\(?0${AREA}${NARROW_GAP}\d{3,4}${NARROW_GAP}\d{4}(?!\d)`),
  phone(String.raw`(?:\+|(?<!\d)00)82${GAP}\(?0?\)?(?:${MOBILE}|${AREA})${GAP}\d{3,4}${GAP}\d{4}(?!\d)`),
  phone(String.raw`(?<!\d)82${GAP}0?10${GAP}\d{4}${GAP}\d{4}(?!\d)`),
  // A local number, which is neither a span, a notice (제2021-1234호) nor a lot (행신동 907-1234).
  phone(
    String.raw`(?<![\d.,-]|제)(?!${YEAR}-)(?:[3-9]\d{3}|(?<!(?:동|[읍면]\s?\S{1,4}리)\s?)[2-9]\d{2,3})-\d{4}` +
      String.raw`(?![\d-]|[.,]\d|${COUNTED})`,
  ),
  // Numbers that all may call (1588-1234) are no person's.
  phone(String.raw`${SAID}(?:번호)?[\s:.)은는]{0,3}(?!1[5-8]\d\d|${YEAR}.${YEAR})\d{3,4}(?:[-.\s]|\s-\s)\d{4}(?!\d)`),
  // Said in words, whole or in part: 공일공 1234 오육칠팔.
  phone(
    String.raw`(?<!\d|\d[.,])(?:[공영]\s?일\s?[공영일육칠팔구]|01[016-9])${GAP}${SPOKEN}{3,4}${GAP}${SPOKEN}{4}(?!\d)`,
  ),
];

/** What personal data a text holds, as a noun; undefined where none is seen. Full-width digits count as digits. */
export function personalDataIn(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\u2010-\u2015\u2212\u30fc]/gu, '-')
    .replaceAll(/\p{Cf}/gu, '');
  return KINDS.find(({ pattern }) => pattern.test(plain))?.what;
}

/** A text of 1 to `max` characters without personal data (개인정보 보호법). */
export function freeText(max: number): ValueCheck {
  return withoutPersonalData(aText(max));
}

/** A check of texts that refuses those with personal data besides; codes too are what somebody types. */
export function withoutPersonalData(check: ValueCheck): ValueCheck {
  return (value) => {
    const problem = check(value);
    if (problem) return problem;
    const found = personalDataIn(value as string);
    return found && `must not hold ${found}: leave it out`;
  };
}
