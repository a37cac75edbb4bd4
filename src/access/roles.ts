/** What an account may be. */
export const ROLES = ['viewer', 'clerk', 'handler', 'auditor', 'operator', 'integration'] as const;
export type AccountRole = (typeof ROLES)[number];

/** What may be done, and by whom. Every route takes one of these, or none where it is open to anybody. */
export const PERMISSIONS = {
  /** Lists, totals, sheets, one thing and its history. */
  read: ['viewer', 'clerk', 'handler', 'auditor', 'operator', 'integration'],
  /** What happens to suggestions; a handler to those of their department. */
  handle: ['clerk', 'handler', 'integration'],
  /** Meetings, rounds, what is received; the city's own registers and rules; sheets. */
  record: ['clerk', 'integration'],
  /** Corrections, voids, restorations. */
  amend: ['clerk'],
  /** All entries of the ledger, and the feed. */
  follow: ['auditor', 'operator', 'integration'],
  /** Read models, metrics. */
  operate: ['operator'],
} as const satisfies Readonly<Record<string, readonly AccountRole[]>>;
export type Permission = keyof typeof PERMISSIONS;

/** Of a route, what it takes: a permission, `anybody`, or undefined where nobody has said. */
export function permissionOf(method: string, route: string): Permission | 'anybody' | undefined {
  const found = TABLE.find(([methods, pattern]) => methods.includes(method) && pattern.test(route));
  return found?.[2];
}

/** Throws where nobody has said who may use a route: a server that has one does not start. */
export function mustHavePermission(methods: readonly string[], route: string): void {
  for (const method of methods) {
    if (permissionOf(method, route) !== undefined) continue;
    throw new Error(`nobody has said who may ${method} ${route}: it takes a line of TABLE (src/access/roles.ts)`);
  }
}

const GETS = ['GET', 'HEAD'];
const POSTS = ['POST', 'DELETE'];

/** The first line that fits a route says. */
const TABLE: readonly (readonly [methods: readonly string[], route: RegExp, takes: Permission | 'anybody'])[] = [
  [
    GETS,
    /^\/(?:health(?:\/.*)?|docs(?:[/-].*)?|openapi\.(?:json|yaml)|pages\/:name|language\/:locale|sign-in)$/,
    'anybody',
  ],
  [POSTS, /^\/(?:v1\/session|sign-in|sign-out)$/, 'anybody'],
  [GETS, /^\/v1\/session$/, 'read'],
  [GETS, /^\/metrics$/, 'operate'],
  [GETS, /^\/v1\/(?:entries|feed)$/, 'follow'],
  [POSTS, /^\/v1\/read-models(?:\/|$)/, 'operate'],
  [GETS, /^\/v1\/read-models(?:\/|$)/, 'operate'],
  [GETS, /^\/v1\//, 'read'],
  // A page asks the API, which says whether it may: everybody who has signed in opens it.
  [
    GETS,
    /^\/(?:|suggestions|desk|tables|sheets|evening|entries|operation|handout|unfinished|suggestions\/:id(?:\/card)?)$/,
    'read',
  ],
  [POSTS, /\/entries\/:eventId\/(?:correction|void)$|\/(?:void|restoration)$/, 'amend'],
  [POSTS, /^\/v1\/suggestions\/:suggestionId\/.+$|^\/v1\/[a-z-]*batch|^\/v1\/suggestions\/[a-z-]+$/, 'handle'],
  [POSTS, /^\/suggestions\/(?:many(?:\/:what)?|:id\/\*)$|^\/evening$/, 'read'],
  [POSTS, /^\/v1\//, 'record'],
];
