import { ApiPropertyOptional } from '@nestjs/swagger';
import type { ValueCheck } from '../../src/history/value-checks.js';
import { FitsIfGiven } from '../../src/validation/fields.js';

/** What may be asked: its check, and what the documentation says of it. */
export function Asked(check: ValueCheck, documented: Parameters<typeof ApiPropertyOptional>[0]): PropertyDecorator {
  return (target, property) => {
    ApiPropertyOptional(documented)(target, property);
    FitsIfGiven(check)(target, property);
  };
}
