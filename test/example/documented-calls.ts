const SERVER = 'http://127.0.0.1:3000';

/** A call that a page shows. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** What is shown of the answer, where it is. */
  readonly shown: Readonly<Record<string, unknown>> | undefined;
}

/** The calls in a page's shell blocks; a JSON block that follows shows the answer of the last one before it. */
export function callsIn(text: string): readonly Call[] {
  const found: Call[] = [];
  for (const [, language, content] of text.matchAll(/^```(sh|json)\n(.*?)^```/gmsu)) {
    if (language === 'json') {
      found.push({ ...found.pop()!, shown: JSON.parse(content!) as Record<string, unknown> });
      continue;
    }
    const commands = content!.replaceAll('\\\n', ' ').split(/^(?=curl )/mu);
    found.push(...commands.filter((command) => command.startsWith('curl ')).map(callOf));
  }
  return found;
}

function callOf(command: string): Call {
  const words = [...command.matchAll(/'([^']*)'|[^\s']+/gu)].map(([word, quoted]) => quoted ?? word).slice(1);
  const headers: Record<string, string> = {};
  let path = '';
  let body: string | undefined;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-H') {
      const [name, value] = words.shift()!.split(': ');
      headers[name!.toLowerCase()] = value!;
    } else if (word === '-d') body = words.shift();
    else if (word.startsWith(SERVER)) path = word.slice(SERVER.length);
    else if (word !== '-s') throw new Error(`the page calls curl with ${word}, which is not known here`);
  }
  return { method: body === undefined ? 'GET' : 'POST', path, headers, body, shown: undefined };
}
