/** How what was said and what is looked for are compared: letters alone, composed and in lower case (NFC). */
export function lettersOf(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, '');
}

/** The pairs of letters that stand side by side, each once, as numbers: what parts of words are found by. */
export function pairsIn(letters: string): readonly number[] {
  const pairs = new Set<number>();
  for (let i = 0; i + 1 < letters.length; i++) {
    if (letters[i] === BREAK || letters[i + 1] === BREAK) continue;
    pairs.add(letters.charCodeAt(i) * 0x10000 + letters.charCodeAt(i + 1));
  }
  return [...pairs];
}

/** Between title, text and place: nothing is found across them. */
export const BREAK = '\n';
