import type { PipeTransform } from '@nestjs/common';
import { isUuid } from '../history/value-checks.js';
import { NotThere } from '../recording/refusals.js';
import type { Parameter } from './query-route.js';

/** Names a thing in an address by its UUID, in capitals or not (RFC 9562); whatever else stands there is not there. */
export class ThingId implements PipeTransform<string, string> {
  constructor(private readonly what: string) {}

  transform(named: string): string {
    const id = named.toLowerCase();
    if (isUuid(id)) return id;
    throw new NotThere(`${this.what} of that id`);
  }
}

/** The same as a parameter of a query's route. */
export function idOf(what: string): Parameter {
  const id = new ThingId(what);
  return { description: `Id of the ${what}`, format: 'uuid', take: (said) => id.transform(said) };
}
