import { ApiProperty } from '@nestjs/swagger';

/** How the API's documentation shows a period; aPeriod checks it. */
export class PeriodShape {
  @ApiProperty({ example: '2022-03', description: 'A day or a month; a month begins with its first day' })
  from!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '2022-06',
    description: 'A day or a month, which ends with its last day; null while open',
  })
  to!: string | null;
}
