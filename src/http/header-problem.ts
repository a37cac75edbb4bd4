import { Refusal } from '../recording/refusals.js';

/** A header of the request cannot be so. */
export class InvalidHeader extends Refusal {
  constructor(
    readonly header: string,
    problem: string,
  ) {
    super(`the header ${header} ${problem}`);
  }
}
