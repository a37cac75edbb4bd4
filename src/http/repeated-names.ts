import { pointerTo } from '../history/json-pointer.js';

/** An object or a list that the text is inside of; a list has no names. */
interface Inside {
  readonly names: Set<string> | undefined;
  /** Of the member that is being read. */
  at: string | number;
}

/**
 * Pointers to what a valid JSON text names twice in one object, which parsing drops in silence (RFC 8259 §4). Two
 * spellings of one name are one, as are a composed and a decomposed one.
 */
export function repeatedNames(json: string): readonly string[] {
  const repeated: string[] = [];
  const inside: Inside[] = [];
  let awaitsName = false;
  for (let i = 0; i < json.length; i++) {
    const top = inside.at(-1);
    switch (json.charAt(i)) {
      case '{':
        inside.push({ names: new Set(), at: '' });
        awaitsName = true;
        break;
      case '[':
        inside.push({ names: undefined, at: 0 });
        break;
      case '}':
      case ']':
        inside.pop();
        awaitsName = false;
        break;
      case ',':
        if (typeof top?.at === 'number') top.at++;
        else awaitsName = true;
        break;
      case '"': {
        const end = endOfText(json, i);
        if (awaitsName && top?.names) {
          top.at = (JSON.parse(json.slice(i, end)) as string).normalize('NFC');
          if (top.names.has(top.at))
            repeated.push(inside.reduce((at, { at: name }) => pointerTo(at, String(name)), ''));
          top.names.add(top.at);
          awaitsName = false;
        }
        i = end - 1;
        break;
      }
    }
  }
  return repeated;
}

/** Behind the closing quote of the text that begins here. */
function endOfText(json: string, start: number): number {
  let end = start + 1;
  while (json[end] !== '"') end += json[end] === '\\' ? 2 : 1;
  return end + 1;
}
