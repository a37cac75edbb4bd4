/** Which database holds the read models. */
export type DatabaseKind = 'sqlite' | 'postgres';
