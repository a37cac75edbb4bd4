import { ApiProperty } from '@nestjs/swagger';
import { aDay, orNull } from '../history/value-checks.js';
import { freeText } from '../privacy/personal-data.js';
import { Fits } from './fields.js';

/** Where a figure was published. */
export class SourceBody {
  @ApiProperty({ example: '공약 추진실적 보고서 2-2-4' })
  @Fits(freeText(500))
  title!: string;

  @ApiProperty({ type: String, nullable: true, required: false, description: 'Null where it is not printed' })
  @Fits(orNull(aDay))
  publishedOn: string | null = null;

  @ApiProperty({ type: String, nullable: true, required: false })
  @Fits(orNull(freeText(2_000)))
  note: string | null = null;
}
