/** Particles that Korean chooses by the sound before them: after a consonant, after a vowel. */
const PARTICLES: Readonly<Record<string, readonly [string, string]>> = {
  '은(는)': ['은', '는'],
  '이(가)': ['이', '가'],
  '을(를)': ['을', '를'],
  '와(과)': ['과', '와'],
  '이어야(여야)': ['이어야', '여야'],
};

/** The letter or digit before a particle, a bracket with what it explains passed over: 삼송동 (4128157500)은(는). */
const CHOOSES = /([\p{L}\p{N}])(['"’”]?(?:\s?\([^()]*\))?)(은\(는\)|이\(가\)|을\(를\)|와\(과\)|이어야\(여야\))/gu;

/** Digits whose name ends in a consonant: 영, 일, 삼, 육, 칠, 팔. */
const CONSONANT_DIGITS = '013678';
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const FINALS = 28;

/** A sentence whose particles fit the words that were put into it; after other letters both are left standing. */
export function withParticles(text: string): string {
  return text.replaceAll(CHOOSES, (whole, before: string, between: string, both: string) => {
    const ends = endsInConsonant(before);
    if (ends === undefined) return whole;
    const [afterConsonant, afterVowel] = PARTICLES[both]!;
    return before + between + (ends ? afterConsonant : afterVowel);
  });
}

function endsInConsonant(character: string): boolean | undefined {
  if (/\d/.test(character)) return CONSONANT_DIGITS.includes(character);
  const code = character.codePointAt(0)!;
  return code < FIRST_SYLLABLE || code > LAST_SYLLABLE ? undefined : (code - FIRST_SYLLABLE) % FINALS > 0;
}
