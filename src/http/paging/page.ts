import { ApiPropertyOptional } from '@nestjs/swagger';
import { aText, matching } from '../../history/value-checks.js';
import { FitsIfGiven } from '../../validation/fields.js';
import * as shown from '../shown.js';
import { numberIn, type PagedList } from './cursor.js';

/** A page of a list. */
export interface Page {
  /** What the cursor of the page before says; 0 on the first. */
  readonly after: number;
  readonly limit: number;
}

export const DEFAULT_LIMIT = 50;
const aLimit = matching(/^([1-9]|[1-9]\d|[1-4]\d\d|500)$/, { ko: '1부터 500까지의 수', en: 'from 1 to 500' });

export const nextCursor = shown.orNull(shown.text({ about: 'For the next page; null on the last' }));

/** A query's parameter `cursor`. */
export function FitsCursor(): PropertyDecorator {
  return (target, property) => {
    ApiPropertyOptional({ description: 'nextCursor of the page before' })(target, property);
    FitsIfGiven(aText(200))(target, property);
  };
}

/** A query's parameter `limit`. */
export function FitsLimit(): PropertyDecorator {
  return (target, property) => {
    ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 500, default: DEFAULT_LIMIT })(target, property);
    FitsIfGiven(aLimit)(target, property);
  };
}

/** The page of a list that a query asks for. Throws Problem for a cursor that is none of its. */
export function pageOf(
  list: PagedList,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit?: string },
): Page {
  return {
    after: cursor === undefined ? 0 : numberIn(list, cursor),
    limit: limit === undefined ? DEFAULT_LIMIT : Number(limit),
  };
}
