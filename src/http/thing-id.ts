import type { PipeTransform } from '@nestjs/common';
import { isUuid } from '../history/value-checks.js';
import { NotThere } from '../recording/refusals.js';

/** Names a thing in an address by its UUID, in capitals or not (RFC 9562); whatever else stands there is not there. */
export class ThingId implements PipeTransform<string, string> {
  constructor(private readonly what: string) {}

  transform(named: string): string {
    const id = named.toLowerCase();
    if (isUuid(id)) return id;
    throw new NotThere(`${this.what} of that id`);
  }
}
