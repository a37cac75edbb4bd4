import { ApiPropertyOptional } from '@nestjs/swagger';
import { matching } from '../history/value-checks.js';
import { FitsIfGiven } from './fields.js';

/** Both event stores' positions: one number or two, each of twenty digits. */
const aPosition = matching(/^\d{20}(\.\d{20})?$/, {
  ko: '명령의 응답에 있던 위치(position)',
  en: "a command's position, as it was answered",
});

/** What an answer must have seen. */
export class AfterQuery {
  @ApiPropertyOptional({
    description: "A command's position that the answer must have seen; waited for, then 503; 400 beyond the log",
  })
  @FitsIfGiven(aPosition)
  after?: string;
}
