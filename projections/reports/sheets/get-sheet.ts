import { ApiPropertyOptional } from '@nestjs/swagger';
import type { Kysely } from 'kysely';
import { aText, matching, oneOf } from '../../../src/history/value-checks.js';
import { FitsIfGiven } from '../../../src/validation/fields.js';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import { question } from '../../asking/question.js';
import { notKnown } from '../../asking/stated.js';
import { REACTION_MODELS, type ReactionTables, underWay } from '../../read-models/reactions/reaction.queries.js';
import { TOTALS_MODELS } from '../district-totals/round-totals.queries.js';
import { sheetDocument } from './sheet-document.js';
import { sheetPage } from './sheet-page.js';
import { type Locale, LOCALES } from './sheet-words.js';
import { sheetAt, type SheetTables } from './sheet.queries.js';

const aTerm = matching(/^[1-9]\d?$/, { ko: '7 같은 민선 기수', en: 'a term of office such as 7' });

class SheetAsked extends MomentAsked {
  @ApiPropertyOptional({
    type: 'integer',
    description: 'Term of office (민선7기 is 7); the latest unless said',
    example: 7,
  })
  @FitsIfGiven(aTerm)
  term?: string;

  @ApiPropertyOptional({ enum: LOCALES, default: 'ko', description: 'Language of the page' })
  @FitsIfGiven(oneOf(...LOCALES))
  lang?: Locale;
}

export const getSheet = question({
  name: 'GetSheet',
  summary: 'The sheet of a pledge item (추진실적 보고서), as JSON or as a page',
  tag: 'reports',
  path: 'v1/sheets/:number',
  parameters: { number: { description: 'Number of the pledge item (공약사업), such as 2-2-4' } },
  asks: SheetAsked,
  answers: sheetDocument,
  reads: ['pledge-items', ...TOTALS_MODELS, ...REACTION_MODELS],
  answer: ({ number, term }) => {
    const item = { number, term: term === undefined ? undefined : Number(term) };
    return async (db: Kysely<SheetTables & ReactionTables>, { moment, incompleteStreams }) => {
      // PostgreSQL takes no text that cannot be stored.
      const sheet = aText(20)(number) === undefined ? await sheetAt(db, { ...item, moment }) : undefined;
      if (sheet) return { ...sheet, incompleteStreams, ...(await underWay(db)) };
      const named = {
        ko: term === undefined ? number : `민선${term}기 ${number}`,
        en: term === undefined ? number : `${number} of term ${term}`,
      };
      const missing = {
        ko: `그 시점에 알려진 공약사업 ${named.ko}이(가) 없습니다.`,
        en: `No pledge item ${named.en} was known at that moment.`,
      };
      throw notKnown(missing, { incompleteStreams });
    };
  },
  forms: { 'text/html': (sheet, { lang = 'ko' }) => sheetPage(sheet, lang) },
});
