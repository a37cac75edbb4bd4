import type { ValueCheck } from '../history/contract.js';
import { aLine, aText } from '../history/value-checks.js';
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

/** A check of texts that refuses those with personal data besides; codes too are what somebody types. */
export function withoutPersonalData(check: ValueCheck): ValueCheck {
  return (value) => {
    const problem = check(value);
    if (problem) return problem;
    return refusalOf(personalDataIn(value as string));
  };
}

/** The end of the sentence that refuses what was found. */
export function refusalOf(found: string | undefined): string | undefined {
  return found && `must not hold ${found}: leave it out`;
}
