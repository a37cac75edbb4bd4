import { isAmendment, isVoid } from './corrected-history.js';
import type { Recorded } from './event.js';

/**
 * How many of a stream's facts stand, as it grows entry by entry: what the rule of voids says of each of its
 * beginnings, in one pass. A void of a void of a void … is followed along its chain, without recursion.
 */
export class Standing {
  facts = 0;
  private readonly places = new Map<string, number>();
  /** By place: the place of the entry that a void names, or what the entry is. */
  private readonly named: number[] = [];
  /** By place: how many standing voids name the entry. */
  private readonly voids: number[] = [];

  add(event: Recorded): void {
    const place = this.named.length;
    this.places.set(event.id, place);
    this.voids.push(0);
    if (!isAmendment(event)) {
      this.named.push(A_FACT);
      this.facts++;
    } else if (isVoid(event)) {
      const target = this.places.get(event.data.eventId) ?? NOTHING;
      this.named.push(target);
      this.count(target, 1);
    } else {
      this.named.push(NOTHING);
    }
  }

  /** Counts a void of the entry in or out; where that takes it out or brings it back, what it names itself follows. */
  private count(from: number, by: 1 | -1): void {
    let change = by;
    for (let place = from; place >= 0;) {
      const before = this.voids[place]!;
      const now = before + change;
      this.voids[place] = now;
      if (before > 0 && now > 0) return;
      change = now > 0 ? -1 : 1;
      place = this.named[place]!;
      if (place === A_FACT) this.facts += change;
    }
  }
}

const NOTHING = -1;
const A_FACT = -2;
