import type { Metadata } from '@grpc/grpc-js';
import type { StandInLog } from './stand-in-log.js';

/** What is wanted of a stream: `$all` stands for all of them. */
export type Right = 'read' | 'write' | 'delete' | 'write-metadata';

const KEYS: Record<Right, string> = { read: '$r', write: '$w', delete: '$d', 'write-metadata': '$mw' };

type Acl = Record<string, string | readonly string[] | undefined>;

/**
 * Users and what they may do: the administrator all, others as the server's defaults say (any stream but the
 * system's, all only by the metadata of `$all`) until `$settings` holds other defaults. Without users all may.
 */
export class Access {
  constructor(
    private readonly log: StandInLog,
    /** Name to password; empty: nobody is asked. */
    private readonly users: ReadonlyMap<string, string>,
  ) {}

  /** Who calls; undefined for a wrong password. */
  private user(metadata: Metadata): string | undefined {
    const header = String(metadata.get('authorization')[0] ?? '');
    const text = Buffer.from(header.replace(/^Basic /, ''), 'base64').toString();
    const [, name = '', password = ''] = /^([^:]*):(.*)$/.exec(text) ?? [];
    return this.users.get(name) === password ? name : undefined;
  }

  judge(metadata: Metadata, stream: string, right: Right): 'granted' | 'denied' | 'unknown-user' {
    if (this.users.size === 0) return 'granted';
    const user = this.user(metadata);
    if (user === undefined) return 'unknown-user';
    if (user === 'admin') return 'granted';
    return this.allowed(user, stream, right) ? 'granted' : 'denied';
  }

  private allowed(user: string, stream: string, right: Right): boolean {
    if (stream.startsWith('$$') && stream !== '$$$all') return this.allowed(user, stream.slice(2), 'write-metadata');
    if (stream === '$all')
      return names(this.lastData('$$$all')?.$acl as Acl | undefined, right)?.includes(user) ?? false;
    if (stream.startsWith('$')) return false;
    const defaults = this.lastData('$settings')?.$userStreamAcl as Acl | undefined;
    return names(defaults, right)?.includes(user) ?? true;
  }

  private lastData(stream: string): Record<string, unknown> | undefined {
    const [last] = this.log.stream(stream, Number.MAX_SAFE_INTEGER, 'backwards', 1);
    return last && (JSON.parse(last.data.toString()) as Record<string, unknown>);
  }
}

function names(acl: Acl | undefined, right: Right): readonly string[] | undefined {
  const named = acl?.[KEYS[right]];
  return typeof named === 'string' ? [named] : named;
}
