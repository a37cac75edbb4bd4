import { ApiPropertyOptional } from '@nestjs/swagger';
import { firstDay, lastDay } from '../../../src/history/days.js';
import { aBound, aText, oneOf } from '../../../src/history/value-checks.js';
import { aDistrictCode, aDongCode } from '../../../src/jurisdiction/jurisdiction.events.js';
import { invalidParameter } from '../../../src/http/problem.js';
import { HANDLING_STATUSES, type HandlingStatus } from '../../../src/suggestions/handling-status.js';
import { FitsIfGiven } from '../../../src/validation/fields.js';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import { FitsCursor, FitsLimit } from '../../../src/http/paging/page.js';
import { BREAKDOWNS, type By } from './breakdown.queries.js';
import type { Span } from '../../asking/span.js';
import { type Cell, FIGURES } from './cell.queries.js';

const GROUPINGS = ['round', ...BREAKDOWNS] as const;

class SpanAsked extends MomentAsked {
  @ApiPropertyOptional({ description: 'Code or id of a round; all unless said', example: 'resident-autonomy-2020H2' })
  @FitsIfGiven(aText(60))
  round?: string;

  @ApiPropertyOptional({ description: 'First day (or month) of what is counted', example: '2020-08' })
  @FitsIfGiven(aBound)
  from?: string;

  @ApiPropertyOptional({ description: 'Last day (or month) of what is counted', example: '2020-12' })
  @FitsIfGiven(aBound)
  to?: string;
}

export class TotalsAsked extends SpanAsked {
  @ApiPropertyOptional({ enum: GROUPINGS, default: 'round', description: 'What the totals are of' })
  @FitsIfGiven(oneOf(...GROUPINGS))
  by?: 'round' | By;
}

export class ExplanationAsked extends SpanAsked {
  @ApiPropertyOptional({ enum: FIGURES, default: 'suggestions', description: 'Which figure' })
  @FitsIfGiven(oneOf(...FIGURES))
  figure?: Cell['figure'];

  @ApiPropertyOptional({ example: '41281' })
  @FitsIfGiven(aDistrictCode)
  district?: string;

  @ApiPropertyOptional({ example: '4128151000' })
  @FitsIfGiven(aDongCode)
  dong?: string;

  @ApiPropertyOptional({ enum: HANDLING_STATUSES, description: '처리현황, of suggestions only' })
  @FitsIfGiven(oneOf(...HANDLING_STATUSES))
  status?: HandlingStatus;

  @FitsCursor()
  cursor?: string;

  @FitsLimit()
  limit?: string;
}

export class DifferenceAsked extends ExplanationAsked {
  @ApiPropertyOptional({ description: 'The other moment: as of this day; asOf unless said', example: '2021-12-31' })
  @FitsIfGiven(aText(10))
  sinceAsOf?: string;

  @ApiPropertyOptional({
    description: 'The other moment: an ordinal, a day or an instant; knownAt unless said',
    example: '120',
  })
  @FitsIfGiven(aText(40))
  sinceKnownAt?: string;
}

/** The days that are asked for. Throws Problem where they end before they begin. */
export function spanOf({ from, to }: Pick<SpanAsked, 'from' | 'to'>): Span {
  const span = {
    from: from === undefined ? null : firstDay({ from, to: null }),
    to: to === undefined ? null : lastDay({ from: to, to }),
  };
  if (span.from !== null && span.to !== null && span.to < span.from) {
    throw invalidParameter('to', {
      ko: `from(${String(from)})보다 이를 수 없습니다`,
      en: `must not lie before from, which is ${String(from)}`,
    });
  }
  return span;
}

export function cellOf({ figure = 'suggestions', district, dong, status, ...query }: ExplanationAsked): Cell {
  if (figure !== 'suggestions' && status !== undefined)
    throw invalidParameter('status', {
      ko: `${figure}에는 없는 구분입니다`,
      en: `is nothing that ${figure} have`,
    });
  return { figure, ...spanOf(query), district, dong, status };
}
