interface Shared<K, V> {
  /** All that was ever set, in that order, by whichever of the maps that share it. */
  readonly values: V[];
  /** By key, where its values stand. */
  readonly places: Map<K, number[]>;
}

/**
 * A map that never changes and of which a fold makes one after another. Each shares what it holds with the one it
 * was made of, so that a fold takes time by its length: copied whole, it would be by the square of it.
 */
export class GrowingMap<K, V> implements ReadonlyMap<K, V> {
  private constructor(
    private readonly shared: Shared<K, V>,
    /** How much of what is shared is in this one. */
    private readonly known: number,
    readonly size: number,
  ) {}

  static empty<K, V>(): GrowingMap<K, V> {
    return new GrowingMap<K, V>({ values: [], places: new Map() }, 0, 0);
  }

  with(key: K, value: V): GrowingMap<K, V> {
    // An empty one may stand at the beginning of many folds: it shares nothing with any of them.
    if (this.known === 0) return new GrowingMap<K, V>({ values: [value], places: new Map([[key, [0]]]) }, 1, 1);
    // Another grew out of this one before: what it set is not in this one.
    if (this.shared.values.length > this.known) return this.copy().with(key, value);
    const { values, places } = this.shared;
    const size = this.has(key) ? this.size : this.size + 1;
    const place = values.push(value) - 1;
    const its = places.get(key);
    if (its) its.push(place);
    else places.set(key, [place]);
    return new GrowingMap(this.shared, values.length, size);
  }

  get(key: K): V | undefined {
    const place = this.placeOf(key);
    return place === undefined ? undefined : this.shared.values[place];
  }

  has(key: K): boolean {
    return this.placeOf(key) !== undefined;
  }

  /** In the order in which the keys were first set. */
  *entries(): MapIterator<[K, V]> {
    for (const key of this.shared.places.keys()) if (this.has(key)) yield [key, this.get(key)!];
  }

  *keys(): MapIterator<K> {
    for (const [key] of this) yield key;
  }

  *values(): MapIterator<V> {
    for (const [, value] of this) yield value;
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }

  forEach(each: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this) each(value, key, this);
  }

  private placeOf(key: K): number | undefined {
    return this.shared.places.get(key)?.findLast((place) => place < this.known);
  }

  private copy(): GrowingMap<K, V> {
    let copy = GrowingMap.empty<K, V>();
    for (const [key, value] of this) copy = copy.with(key, value);
    return copy;
  }
}
