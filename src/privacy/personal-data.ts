import { type About, type Field, text } from '../history/fields.js';
import { filled, type Sentence } from '../history/sentence.js';
import { aLine, aText, misfit, type ValueCheck } from '../history/value-checks.js';
import { EMAIL_ADDRESSES } from './email-addresses.js';
import { normalForm } from './normal-form.js';
import { PHONE_NUMBERS } from './phone-numbers.js';
import { RESIDENT_NUMBERS } from './resident-numbers.js';

const KINDS: readonly { readonly what: string; readonly patterns: readonly RegExp[] }[] = [
  { what: 'a resident registration number', patterns: RESIDENT_NUMBERS },
  { what: 'an e-mail address', patterns: EMAIL_ADDRESSES },
  { what: 'a phone number', patterns: PHONE_NUMBERS },
];

/** Ids are made, not typed: what looks like a number in one is none. */
const IDS = /(?<![\p{L}\p{N}])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\p{L}\p{N}])/gu;
/** A code may cut a number up as it likes: 010-123-456-78. */
const CODE = /^[\p{L}\p{N}_-]{1,100}$/u;

/** What personal data a text holds, as a noun; undefined where none is seen. */
export function personalDataIn(text: string): string | undefined {
  const plain = normalForm(text).replaceAll(IDS, 'id');
  return found(plain) ?? (CODE.test(plain) ? found(plain.replaceAll(/[_-]/g, '')) : undefined);
}

function found(plain: string): string | undefined {
  return KINDS.find(({ patterns }) => patterns.some((pattern) => pattern.test(plain)))?.what;
}

/** A text of 1 to `max` characters without personal data (개인정보 보호법). */
export function freeText(max: number): ValueCheck {
  return withoutPersonalData(aText(max));
}

/** A name, a title or another text of one line, without personal data. */
export function freeLine(max: number): ValueCheck {
  return withoutPersonalData(aLine(max));
}

/** A field of words that somebody writes. */
export function words(max: number, about?: About<string>): Field<string> {
  return text(freeText(max), about);
}

/** A field of a name, a title or another line. */
export function line(max: number, about?: About<string>): Field<string> {
  return text(freeLine(max), about);
}

/** A check of texts that refuses those with personal data besides; codes too are what somebody types. */
export function withoutPersonalData(check: ValueCheck): ValueCheck {
  return (value) => {
    const misfits = check(value);
    if (misfits) return misfits;
    const problem = refusalOf(personalDataIn(value as string));
    return problem && misfit(problem);
  };
}

/** The end of the sentence that refuses what was found. */
export function refusalOf(found: string | undefined): Sentence | undefined {
  return found === undefined ? undefined : filled(HOLDS, { found: NOUNS[found]! });
}

const HOLDS = {
  ko: '{found}을(를) 담을 수 없습니다. 빼고 보내 주십시오',
  en: 'must not hold {found}: leave it out',
} as const;

/** What is found, in both languages. */
const NOUNS: Readonly<Record<string, Sentence>> = {
  'a phone number': { ko: '전화번호', en: 'a phone number' },
  'a resident registration number': { ko: '주민등록번호', en: 'a resident registration number' },
  'an e-mail address': { ko: '전자우편 주소', en: 'an e-mail address' },
};
