import { ApiPropertyOptional } from '@nestjs/swagger';
import { aText } from '../../src/history/value-checks.js';
import { FitsIfGiven } from '../../src/validation/fields.js';

/** What any report may be asked: of which moment it is to be, and what it must have seen. */
export class MomentQuery {
  @ApiPropertyOptional({
    description: 'What had happened by the end of this day; today unless said',
    example: '2022-06-30',
  })
  @FitsIfGiven(aText(10))
  asOf?: string;

  @ApiPropertyOptional({
    description: 'What had been recorded by then: an ordinal, or an instant (RFC 3339); all unless said',
    example: '2022-07-01T09:00:00+09:00',
  })
  @FitsIfGiven(aText(40))
  knownAt?: string;

  @ApiPropertyOptional({ description: "A command's position that the answer must have seen; waited for, then 503" })
  @FitsIfGiven(aText(64))
  after?: string;
}
