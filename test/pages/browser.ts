import type { CityHall } from '../journeys/city-hall.js';

/** A page as a browser without script has it. */
export interface Seen {
  readonly status: number;
  readonly html: string;
  /** What people read: without tags, each blank one. */
  readonly text: string;
  readonly url: string;
}

const KOREAN = { 'Accept-Language': 'ko' };

/** What each form on a page would send as it stands, by where it is sent. */
export function formsIn(html: string): ReadonlyMap<string, Record<string, string>> {
  const forms = [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form/gs)].map(([, head, body]) => {
    const fields = [...body!.matchAll(/<input\b[^>]*?name="([^"]*)"[^>]*?value="([^"]*)"/gs)];
    return [
      /action="([^"]*)"/.exec(head!)?.[1] ?? '',
      Object.fromEntries(fields.map(([, name, value]) => [name!, value!])),
    ] as const;
  });
  return new Map(forms);
}

/** What a form's choice of a field offers. */
export function optionsIn(html: string, action: string): readonly string[] {
  const form = html.slice(html.indexOf(`action="${action}"`)).split('</form')[0]!;
  return [...form.matchAll(/<option value="([^"]*)"/g)].map(([, value]) => value!.replaceAll('&quot;', '"'));
}

async function seen(response: Response): Promise<Seen> {
  const html = await response.text();
  const text = html.replaceAll(/<(style|script).*?<\/\1>|<[^>]*>/gs, ' ').replaceAll(/\s+/g, ' ');
  return { status: response.status, html, text, url: response.url };
}

export async function opened(hall: CityHall, path: string, headers: Readonly<Record<string, string>>): Promise<Seen> {
  return seen(await hall.fetch(path, { headers: { ...KOREAN, ...headers } }));
}

/** What a form says; some of it several times. */
export type Said = Readonly<Record<string, string>> | readonly (readonly [name: string, value: string])[];

export async function sent(hall: CityHall, path: string, said: Said): Promise<Seen> {
  const form = new URLSearchParams();
  for (const [name, value] of Array.isArray(said) ? (said as [string, string][]) : Object.entries(said)) {
    form.append(name, value as string);
  }
  const headers = { ...KOREAN, 'Content-Type': 'application/x-www-form-urlencoded' };
  return seen(await hall.fetch(path, { method: 'POST', headers, body: form.toString() }));
}
