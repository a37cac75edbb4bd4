import { ApiPropertyOptional } from '@nestjs/swagger';
import { aText } from '../../../src/history/value-checks.js';
import { AfterQuery } from '../../../src/validation/after-query.js';
import { FitsIfGiven } from '../../../src/validation/fields.js';

/** What may be asked of any moment: of which one the answer is to be, and what it must have seen. */
export class MomentAsked extends AfterQuery {
  @ApiPropertyOptional({
    description: 'What had happened by the end of this day; today unless said',
    example: '2022-06-30',
  })
  @FitsIfGiven(aText(10))
  asOf?: string;

  @ApiPropertyOptional({
    description:
      'What had been recorded by then: an ordinal, a day (its end), or an instant (RFC 3339); all unless said',
    example: '2022-07-01T09:00:00+09:00',
  })
  @FitsIfGiven(aText(40))
  knownAt?: string;
}
