import type { Locale, Sentence } from '../history/sentence.js';

/** What a page says, in its language. */
export interface Language {
  readonly locale: Locale;
  /** One of two wordings. */
  readonly t: (ko: string, en: string) => string;
  readonly say: (sentence: Sentence) => string;
}

export const LANGUAGES: Readonly<Record<Locale, Language>> = {
  ko: { locale: 'ko', t: (ko) => ko, say: ({ ko }) => ko },
  en: { locale: 'en', t: (_, en) => en, say: ({ en }) => en },
};
