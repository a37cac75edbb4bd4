import { ApiProperty } from '@nestjs/swagger';
import { aText, orNull } from '../history/value-checks.js';
import { aDongCode } from '../jurisdiction/jurisdiction.events.js';
import { freeText } from '../privacy/personal-data.js';
import { Fits } from '../validation/fields.js';

/** For which round and where a meeting is, planned or held. */
export class PlaceBody {
  @ApiProperty({ description: 'Code or id of the round', example: 'resident-autonomy-2022H1' })
  @Fits(aText(60))
  round!: string;

  @ApiProperty({ description: 'Code of the dong, which must be there on that day', example: '4128157600' })
  @Fits(aDongCode)
  dong!: string;

  @ApiProperty({ type: String, nullable: true, required: false, example: '삼송1동 행정복지센터' })
  @Fits(orNull(freeText(200)))
  venue: string | null = null;
}
