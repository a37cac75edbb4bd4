/** What keeps the engine from its work at present, each as a sentence; undefined where nothing does. */
export interface Trouble {
  store: string | undefined;
  database: string | undefined;
  wrongLog: string | undefined;
  /** Why this process does not take the lease. */
  code: string | undefined;
  /** An error that nobody has thought of; it is tried again. */
  unexpected: string | undefined;
}
