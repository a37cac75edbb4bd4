import type { Html } from '../http/html.js';
import type { Api } from './api.js';
import type { Language } from './language.js';

/** What a page is made from. */
export interface Asked {
  readonly api: Api;
  readonly language: Language;
  /** The address that was asked for, with its query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | undefined>>;
}

/** A page before its surroundings. */
export interface Page {
  readonly title: string;
  readonly body: Html;
  readonly scripts?: readonly string[];
  /** 200 unless said. */
  readonly status?: number;
}
