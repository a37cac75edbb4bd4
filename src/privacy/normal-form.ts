/** One sign between digits, of which NFKC would make another letter or three signs: ㆍ (아래아), …; ㅡ for a dash. */
const AS_A_DOT = /[\u318d\u119e\u2025\u2026]/gu;
const AS_A_DASH = /[\u3161\u1173]/gu;
/** ⓐ stands for @, where NFKC would leave an a. */
const CIRCLED_AT = /[\u24d0\u24b6]/gu;
/** What does not show, or hangs on the sign before it: default-ignorable, the braille blank, marks. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}\u2800]/gu;
const HYPHENS = /[\p{Pd}\u2212\u30fc\u2043\u02d7\u2500\u2501]/gu;
const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu;
const DECIMAL = /\p{Nd}/u;
/** Digits in circles that NFKC leaves alone: the code points of their ones. */
const CIRCLED_ONES: readonly number[] = [0x2776, 0x2780, 0x278a, 0x24f5];
const CIRCLED_DIGIT = /[\u2776-\u277e\u2780-\u2788\u278a-\u2792\u24f5-\u24fd]/gu;
const CIRCLED_ZERO = /[\u24ff\u{1f10b}\u{1f10c}]/gu;

/** The signs beyond ASCII that some pattern names. */
const NAMED = '·•∙‧。×●○◦■□▪◯⚫✱∗⁎★☆☎☏📞📱';
/** All others are written alike: patterns that know every sign there is take seconds to be compiled. */
const OTHER_SIGN = new RegExp(String.raw`[^\p{L}\p{N}\s!-~${NAMED}]`, 'gu');

/** In a normal form, whatever stands between groups of digits: up to three signs, with blanks or without. */
export const GAP = String.raw`\s?(?:[!-/:-@[-\x60{-~¦${NAMED}]\s?){0,3}`;

/** A text as it is searched: one form of each letter, digit, hyphen and blank, nothing unseen, lower case. Never stored. */
export function normalForm(text: string): string {
  return text
    .replaceAll(AS_A_DOT, '·')
    .replaceAll(AS_A_DASH, '-')
    .replaceAll(CIRCLED_AT, '@')
    .normalize('NFKC')
    .replaceAll(UNSEEN, '')
    .normalize('NFKC')
    .replaceAll(OTHER_DIGIT, asciiDigit)
    .replaceAll(CIRCLED_DIGIT, (sign) => String(circledDigit(sign.codePointAt(0)!)))
    .replaceAll(CIRCLED_ZERO, '0')
    .replaceAll(HYPHENS, '-')
    .replaceAll(OTHER_SIGN, '¦')
    .replaceAll(/\s+/gu, ' ')
    .toLowerCase();
}

/** Decimal digits stand in runs of ten, each from its zero (Unicode 4.6). */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0)!;
  let first = code;
  while (DECIMAL.test(String.fromCodePoint(first - 1))) first--;
  return String((code - first) % 10);
}

function circledDigit(code: number): number {
  const one = CIRCLED_ONES.find((first) => code >= first && code < first + 9)!;
  return code - one + 1;
}
