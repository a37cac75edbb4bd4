import { GAP as SIGNS } from './normal-form.js';

/** Or 다시, a dash that is said. */
const GAP = String.raw`(?:${SIGNS}|\s?(?:다시|대시)\s?)`;

const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = String.raw`(?:0[1-9]|[12]\d|3[01])`;
const BIRTHDAY = String.raw`(?<!\d)(?:(?:1[89]|20)?\d{2})${MONTH}${DAY}`;
/** 90.1.1. or 1990-01-01, by one sign throughout. */
const SPACED_BIRTHDAY = String.raw`(?<!\d[-./]?)(?:1[89]|20)?\d{2}([-./·]\s?|\s)(?:${MONTH}|[1-9])\1(?:${DAY}|[1-9])`;
const REST = String.raw`[1-8]\d{6}(?!\d)`;
/** What follows seven digits that are an amount. */
const COUNTED = String.raw`(?!\s?[천만억조원명개건회권호])`;
/** Signs that hide a digit. */
const HIDDEN = String.raw`*●○•◦∙■□▪◯⚫✱∗⁎★☆#?_〇`;

const PATTERNS: readonly string[] = [
  String.raw`(?<!\d)\d{2}${MONTH}${DAY}\s?[-·~./_]?\s?${REST}`,
  BIRTHDAY + GAP + REST + COUNTED,
  SPACED_BIRTHDAY + GAP + REST + COUNTED,
  String.raw`${BIRTHDAY}${GAP}[1-8][-\s]\d{6}(?!\d)${COUNTED}`,
  // Digit by digit, by the same sign: 900101-1 2 3 4 5 6 7.
  String.raw`${BIRTHDAY}${GAP}[1-8]([\s.·-])\d(?:\1\d){5}(?!\1?\d)${COUNTED}`,
  // Hidden in part or whole: 900101-1******, 900101-12*****, 900101-1xxxxxx, 900101-*******.
  String.raw`${BIRTHDAY}${GAP}[1-8][^\p{L}\p{N}]?(?!\d{6})[\d${HIDDEN}x×oᄋ]{6}(?!\d)`,
  String.raw`${BIRTHDAY}\s?-\s?(?:[1-8]\s?[${HIDDEN}]{2}|[${HIDDEN}]{6})`,
];

/** 주민등록번호, 외국인등록번호: a birthday, then seven digits of which the first is 1 to 8, or hidden ones. */
export const RESIDENT_NUMBERS: readonly RegExp[] = PATTERNS.map((pattern) => new RegExp(pattern, 'u'));
