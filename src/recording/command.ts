import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { v5 as uuidv5 } from 'uuid';
import type { RecordedBy } from '../history/event.js';
import { malformed } from '../validation/well-formed.js';
import { InvalidInput } from './refusals.js';

/** What identifies one command, over HTTP and on the command line alike. */
export interface CommandContext {
  /** UUID; the same id with the same content is the same command. */
  readonly commandId: string;
  readonly correlationId: string;
  /** The command or event that called for it; the command's own id where nothing did. */
  readonly causationId: string;
  /** Who sends it; where it does not say, the operator that the configuration names. */
  readonly recordedBy?: RecordedBy | undefined;
  /** What was sent: body before defaults, target the id or code in the address (null where it makes something). */
  readonly sent: { readonly name: string; readonly target: string | null; readonly body: unknown };
  /** The revision that the caller has seen; undefined where it does not say. */
  readonly ifMatch?: number | undefined;
}

/** Namespace of every id that the ledger derives (RFC 9562): the UUIDv5 of the DNS name `suggestion-ledger`. */
const NAMESPACE = 'a0d3fae2-5f6d-5694-8f21-a4d9a0d92418';

/**
 * SHA-256 (hex) over the command's name, target and body in canonical JSON (RFC 8785). Throws InvalidInput
 * where the body has no canonical form.
 */
export function fingerprintOf({ sent }: Pick<CommandContext, 'sent'>): string {
  const { name, target, body } = sent;
  const problems = malformed(body);
  if (problems.length > 0) throw new InvalidInput(problems);
  return createHash('sha256')
    .update(canonicalize({ name, target, body: body ?? null })!)
    .digest('hex');
}

/** The id of an event that a command decides: a retry makes the same, other content makes another. */
export function eventIdOf(stream: string, commandId: string, fingerprint: string, index: number): string {
  return uuidv5(`event:${stream}:${commandId}:${fingerprint}:${String(index)}`, NAMESPACE);
}

/** The id of a thing that has a code: who names the same code means the same thing. */
export function idFromCode(category: string, code: string): string {
  return uuidv5(`${category}:code:${code}`, NAMESPACE);
}

/** The id of a thing without a code, made by a command. */
export function idFromCommand(category: string, commandId: string): string {
  return uuidv5(`${category}:command:${commandId}`, NAMESPACE);
}
