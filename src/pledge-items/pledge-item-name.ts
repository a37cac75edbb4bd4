import { ApiProperty } from '@nestjs/swagger';
import { matching } from '../history/value-checks.js';
import { freeText } from '../privacy/personal-data.js';
import { Fits } from '../validation/fields.js';
import { NotThere } from '../recording/refusals.js';

/** Numbers of pledge items begin anew with each term of office, so that a name has both. */
export interface PledgeItemName {
  readonly term: number;
  readonly number: string;
}

export const aPledgeItemNumber = matching(/^[0-9]{1,3}(-[0-9]{1,3}){0,4}$/, 'a number such as 2-2-4');

/** Reads `7-2-2-4`, as addresses name an item: the term of office, then the number. Throws NotThere. */
export function pledgeItemNamed(name: string): PledgeItemName {
  const match = /^([1-9][0-9]?)-([0-9]{1,3}(?:-[0-9]{1,3}){0,4})$/.exec(name);
  if (!match)
    throw new NotThere('pledge item of that name; one is named by term of office and number, such as 7-2-2-4');
  return { term: Number(match[1]), number: match[2]! };
}

export function nameOf({ term, number }: PledgeItemName): string {
  return `${String(term)}-${number}`;
}

export class LineBody {
  @ApiProperty({ example: '기간' })
  @Fits(freeText(50))
  label!: string;

  @ApiProperty({ example: '2022. 3. ~ 2022. 6.' })
  @Fits(freeText(500))
  text!: string;
}
