/** An event store's settings cannot be used; says which and how, never a password. */
export class UnusableSettings extends Error {
  override readonly name = 'UnusableSettings';
}
