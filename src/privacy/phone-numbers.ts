import { GAP as SIGNS } from './normal-form.js';

/** Or 다시, a dash that is said. */
const GAP = String.raw`(?:${SIGNS}|\s?(?:다시|대시)\s?)`;
/** What leaves `02. 2020. 2021.` alone, which numbers a list. */
const NARROW_GAP = String.raw`(?:\s?[-·/_)~]\s?|\.|\s{0,2})`;
const MOBILE = String.raw`1[016-9]`;
/** Area and service codes after the trunk 0 (전기통신번호관리세칙): 02, 031 to 064, 070, 080, 0502 to 0508, 060, 030. */
const AREA = String.raw`(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|[3678]0|50\d?|303)`;
/** What says that a number is a telephone's. */
const SAID = String.raw`(?:전화|연락처|휴대폰|핸드폰|팩스|☎|☏|📞|📱|(?<![a-z])(?:tel|phone|fax|h\.?p))`;
/** Units that make two numbers a span, a lot, a flat or a notice: adjoining, or as a word of their own. */
const UNIT = String.raw`(?:[천만억조원명개건회곳권호m톤평장석년%㎡㎢㎥℃]|인|그루|번지|세대|가구|대|여\s?[명건개]|미터|km|kg)`;
const COUNTED = String.raw`(?!인[가-힣])${UNIT}(?!표)|\s${UNIT}(?![가-힣])|\s?${UNIT}\s?(?:이상|이하|미만|내외|정도)`;
const YEAR = String.raw`(?:19|20)\d{2}`;
const SPOKEN = String.raw`[\d공영빵〇零일一이二삼三사四오五육륙六칠七팔八구九]`;
/** A number behind a point or a comma belongs to the one before it. */
const ITSELF = String.raw`(?<!\d|\d[.,])`;

const PATTERNS: readonly string[] = [
  // Mobile ones, whatever stands where between their digits; 010 with letters for its noughts too.
  String.raw`${ITSELF}0${MOBILE}\d{7,8}(?!\d)`,
  String.raw`(?<!\d|\d,)0${MOBILE}(?!\d{7,8}(?!\d))(?:${SIGNS}\d){7,8}(?!\d)`,
  String.raw`${ITSELF}0${MOBILE}${GAP}\d{3,4}${GAP}\d{4}(?!\d)`,
  String.raw`(?<![\da-z])(?:o${MOBILE}|[0o]1o)(?:${SIGNS}\d){7,8}(?!\d)`,
  // Digit by digit, by the same sign: 0 1 0 1 2 3 4 5 6 7 8.
  String.raw`(?<!\d)0([\s.·-])1\1[016-9](?:\1\d){7,8}(?!\1?\d)`,
  // With a trunk code (02, 031, 070 …).
  String.raw`${ITSELF}\(?0${AREA}${NARROW_GAP}\d{3,4}${NARROW_GAP}\d{4}(?!\d)`,
  // By any other signs, save in a date, a list of years or of counts.
  String.raw`(?<!\d|\d[.,:/-]\s?|[년월일시]\s?)0${AREA}${GAP}(?!${YEAR}${SIGNS}${YEAR})\d{3,4}${GAP}\d{4}(?!\d|[.,]\d|${COUNTED})`,
  // With a country code.
  String.raw`(?:\+|(?<!\d)00)${SIGNS}82${GAP}\(?0?\)?(?:${MOBILE}|${AREA})${GAP}\d{3,4}${GAP}\d{4}(?!\d)`,
  String.raw`(?<!\d)82${GAP}0?10${GAP}\d{4}${GAP}\d{4}(?!\d)`,
  String.raw`\+[1-9]\d{0,2}[-\s]\(?\d{1,4}\)?(?:[-\s]\d{2,4}){2,3}(?!\d|[.,]\d|${COUNTED})`,
  // A local number, which is neither a span, a notice (제2021-1234호) nor a lot (행신동 907-1234).
  String.raw`(?<![\d.,-]|제)(?!${YEAR}\s?-)(?:[3-9]\d{3}|(?<!(?:동|[읍면]\s?\S{1,4}리)\s?)[2-9]\d{2,3})\s?(?:-\s?){1,3}\d{4}(?![\d-]|[.,]\d|\s?[./]\s?\d|${COUNTED})`,
  String.raw`${SAID}(?:번호)?[\s:.)은는]{0,3}(?!1[5-8]\d\d|${YEAR}.${YEAR})\d{3,4}(?:[-.\s]|\s-\s)\d{4}(?!\d)`,
  String.raw`${SAID}(?:번호)?[은는이가]?${SIGNS}(?!1[5-8]\d\d|${YEAR}${SIGNS}${YEAR}|${YEAR}(?:0[1-9]|1[0-2])|\d{3,4}${SIGNS}1[5-8]\d\d)\d{3,4}${GAP}\d{4}(?!\d|[.,]\d|${COUNTED})`,
  // Said in words, whole or in part: 공일공 1234 오육칠팔.
  String.raw`${ITSELF}(?:[공영빵〇零]${SIGNS}[일一]${SIGNS}[공영빵〇零일一육六칠七팔八구九]|0${MOBILE})${GAP}${SPOKEN}{3,4}${GAP}${SPOKEN}{4}(?!\d)`,
  String.raw`[공영빵〇零]${SIGNS}[일一]${SIGNS}[공영빵〇零일一육六칠七팔八구九](?:${SIGNS}${SPOKEN}){7,8}(?!\d)`,
];

/** Telephone numbers, written or said, of persons and of single desks; those that all may call (1588-1234) are not. */
export const PHONE_NUMBERS: readonly RegExp[] = PATTERNS.map((pattern) => new RegExp(pattern, 'u'));
