import { withParticles } from './particles.js';

/** The languages that users read; Korean is the first. */
export const LOCALES = ['ko', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** A sentence, or the end of one that begins with a field, in every language. `{name}` stands for a value. */
export type Sentence = Readonly<Record<Locale, string>>;

/** What may stand in a sentence; a list is told with commas between, a word of its own in both languages. */
export type Told = string | number | null | Sentence | readonly (string | number | Sentence)[];

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The values that a sentence speaks of, by the names that stand in it in either language. */
export type ValuesOf<S extends Sentence> = Readonly<Record<NamesIn<S['ko'] | S['en']>, Told>>;

/** Text from elsewhere, which is told as it came. */
export function asItCame(text: string): Sentence {
  return { ko: text, en: text };
}

/** The sentence with its values in it. */
export function filled<const S extends Sentence>(sentence: S, values: ValuesOf<S>): Sentence {
  return { ko: withParticles(filledIn(sentence.ko, values, 'ko')), en: filledIn(sentence.en, values, 'en') };
}

function filledIn(text: string, values: Readonly<Record<string, Told>>, locale: Locale): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => toldIn(values[name]!, locale));
}

function toldIn(value: Told, locale: Locale): string {
  if (value === null) return { ko: '없음', en: 'none' }[locale];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (isList(value)) return value.map((item) => toldIn(item, locale)).join(', ');
  return value[locale];
}

function isList(value: Told): value is readonly (string | number | Sentence)[] {
  return Array.isArray(value);
}
