/** The sign between name and domain: @ itself, in brackets, or said. */
const AT_IN_BRACKETS = String.raw`[([{<]\s?(?:a|at|앳|골뱅이|@)\s?[)\]}>]`;
const AT = String.raw`(?:@|${AT_IN_BRACKETS}|골뱅이)`;
/** The stop of a domain: full-width and ideographic ones, in brackets, or said. */
const STOP = String.raw`(?:[.。․‧·•∙,]|[([{<]\s?(?:\.|dot|닷|점)\s?[)\]}>]|[\s_](?:dot|닷|점)[\s_])`;
const LABEL = String.raw`[\p{L}\p{N}-]{1,63}`;
/** Ends of domains that are no words of a sentence even behind a blank. */
const KNOWN_END = String.raw`(?:com|net|org|info|biz|edu|gov|io|me|co\s?\.?\s?kr|go\s?\.?\s?kr|or\s?\.?\s?kr|ac\s?\.?\s?kr|re\s?\.?\s?kr|kr|한국|닷컴|닷넷)(?![a-z])`;
const PROVIDER = String.raw`(?:네이버|다음|한메일|지메일|구글|네이트|카카오|핫메일)`;

const PATTERNS: readonly string[] = [
  String.raw`[^\s@<>()]\s?@\s?[a-z0-9][a-z0-9-]{0,62}\.[a-z0-9.-]{0,190}[a-z가-힣]{2}`,
  // At a domain of any script: its end is no Hangul word of the sentence, save those that there are.
  String.raw`[^\s@<>()]@(?:${LABEL}[.。]){1,6}(?:(?!\p{Script=Hangul})\p{L}){2,24}`,
  String.raw`[^\s@<>()]@[^\s@<>(),.]{1,63}\.(?:[^\s@<>(),.]{1,63}\.)?(?:한국|닷컴|닷넷)`,
  // With blanks around any of its signs, where its end is known.
  String.raw`[\p{L}\p{N}]\s{0,3}${AT}\s{0,3}(?:${LABEL}\s{0,2}${STOP}\s{0,2}){1,6}${KNOWN_END}`,
  String.raw`[\p{L}\p{N}]\s{0,3}${AT}\s{0,3}${LABEL}(?:닷컴|닷넷)`,
  String.raw`[a-z0-9]\s?(?:골뱅이|\(at\)|\[at\])\s?[a-z0-9-]{2}`,
  String.raw`[\p{L}\p{N}]\s?골뱅이\s?${PROVIDER}`,
  String.raw`(?<![a-z])[a-z0-9][a-z0-9._-]{0,63}[\s_](?:at|앳)[\s_][a-z0-9-]{1,63}\s?${STOP}\s?${KNOWN_END}`,
];

/** E-mail addresses, also with blanks, in words, or at a domain that is not ASCII. */
export const EMAIL_ADDRESSES: readonly RegExp[] = PATTERNS.map((pattern) => new RegExp(pattern, 'u'));
