import canonicalize from 'canonicalize';
import type { EventContract } from '../../history/contract.js';
import type { Change, EntryCorrected } from '../../history/corrected-history.js';
import { corrected } from '../../history/corrected-history.js';
import type { Recorded } from '../../history/event.js';
import { replaceAt, segments, valueAt } from '../../history/json-pointer.js';
import { personalDataWithin } from '../../privacy/personal-data-within.js';
import type { Sentence } from '../../history/sentence.js';
import { personalDataIn } from '../../privacy/personal-data.js';
import type { Misfit, ValueCheck } from '../../history/value-checks.js';
import { broken, brokenThen } from './amendment.rules.js';
import { type FieldProblem, InvalidInput, RuleBroken } from '../refusals.js';

/** Judges what a correction changes in an entry as it stands; throws InvalidInput or RuleBroken. */
export function checkChanges(contract: EventContract, entry: Recorded, changes: readonly Change[]): void {
  checkPaths(changes.map(({ path }) => path));
  refuseAll(changes.flatMap((change, index) => wrongIn(contract, entry, change, `/changes/${String(index)}`) ?? []));
  checkTogether(
    contract,
    changes.map(({ path }) => path),
  );
  if (changes.every(({ from, to }) => canonical(from) === canonical(to))) {
    throw broken('changes-nothing');
  }
  checkPersonalData(entry.data, changes);
}

/** Refuses a history in which a correction of the entry does not find what it says stood there. */
export function refuseWhereFromDiffers(
  contract: EventContract,
  entry: Recorded,
  corrections: readonly Recorded<EntryCorrected>[],
): void {
  corrected(entry, contract, corrections, (correction, data) => {
    for (const { path, from } of correction.data.changes) {
      const stands = valueAt(data, path);
      if (canonical(stands) === canonical(from)) continue;
      const { id, type, revision } = correction;
      const values = { entry: named(correction), path, stands: shown(stands), from: shown(from) };
      throw brokenThen('from-differs', values, { id, type, revision });
    }
  });
}

/** The first standing correction after this one, of the same entry, that touches what this one changed. */
export function builtUpon(
  correction: Recorded<EntryCorrected>,
  corrections: readonly Recorded<EntryCorrected>[],
): Recorded<EntryCorrected> | undefined {
  const touches = (later: Recorded<EntryCorrected>) =>
    later.data.changes.some(({ path }) => correction.data.changes.some((change) => overlap(path, change.path)));
  return corrections.find((later) => later.revision > correction.revision && touches(later));
}

/** Equal where two values are; composed, for what was recorded once may be decomposed (NFD) and what is sent is not. */
function canonical(value: unknown): string | undefined {
  return canonicalize(value)?.normalize('NFC');
}

/** How an entry reads in a sentence. */
export function named({ id, type, revision }: Pick<Recorded, 'id' | 'type' | 'revision'>): Sentence {
  const n = String(revision);
  return { ko: `${type} ${id} (개정 ${n}번)`, en: `${type} ${id} (revision ${n})` };
}

function checkPaths(paths: readonly string[]): void {
  const problems = paths.flatMap((path, index): FieldProblem[] =>
    isPointer(path) ? [] : [{ field: `/changes/${String(index)}/path`, problem: NO_POINTER }],
  );
  if (problems.length > 0) throw new InvalidInput(problems);
  if (new Set(paths).size < paths.length) throw broken('path-named-twice');
  for (const path of paths) {
    const inside = paths.find((other) => other !== path && overlap(path, other));
    if (inside) throw broken('paths-overlap', { path: shown(path), inside: shown(inside) });
  }
}

/** Why a change is refused, and which fields of it are wrong. */
interface Wrong {
  readonly refusal: RuleBroken;
  readonly fields: readonly FieldProblem[];
}

function wrongIn(contract: EventContract, entry: Recorded, { path, from, to }: Change, at: string): Wrong | undefined {
  const wrong = (refusal: RuleBroken, field: string) => ({ refusal, fields: [{ field, problem: refusal.sentence }] });
  const check = checkOf(contract, path);
  if (!check) {
    const allowed = Object.keys(contract.correctable);
    const values = { path: shown(path), type: entry.type, allowed: allowed.length === 0 ? null : allowed };
    return wrong(broken('path-not-correctable', values), `${at}/path`);
  }
  const stands = valueAt(entry.data, path);
  if (stands === undefined) {
    return wrong(broken('path-not-there', { path: shown(path), entry: named(entry) }), `${at}/path`);
  }
  if (canonical(stands) !== canonical(from)) {
    return wrong(broken('from-differs', { path, stands: shown(stands), from: shown(from) }), `${at}/from`);
  }
  const misfits = check(to);
  if (!misfits) return undefined;
  const refusal = broken('value-not-allowed', { path, misfits: misfits.map(toldOf), to: shown(to) });
  return { refusal, fields: misfits.map((misfit) => ({ field: `${at}/to${misfit.at}`, problem: misfit.problem })) };
}

/** Refuses by the rule that the first of them breaks, and names the fields of all. */
function refuseAll(wrong: readonly Wrong[]): void {
  const [first, ...others] = wrong;
  if (!first) return;
  const { rule, values, sentence } = first.refusal;
  const more = {
    ko: `${sentence.ko}. 잘못된 변경은 모두 ${String(wrong.length)}개입니다`,
    en: `${sentence.en}; ${String(wrong.length)} changes are wrong`,
  };
  const fields = wrong.flatMap((one) => one.fields);
  throw new RuleBroken(rule, values, others.length === 0 ? sentence : more, undefined, fields);
}

/** What is new may make personal data of texts that stand beside it. */
function checkPersonalData(data: object, changes: readonly Change[]): void {
  const before = new Set(personalDataWithin(data).map(({ field }) => field));
  const after = changes.reduce((changed, { path, to }) => replaceAt(changed, path, to), data);
  refuseAll(
    personalDataWithin(after)
      .filter(({ field }) => !before.has(field))
      .map((found) => ({
        refusal: brokenThen('value-not-allowed', { path: found.field || '/', problem: found.problem }),
        fields: [found],
      })),
  );
}

function checkTogether(contract: EventContract, paths: readonly string[]): void {
  for (const group of contract.together) {
    const missing = group.filter((path) => !paths.includes(path));
    if (missing.length > 0 && missing.length < group.length) {
      throw broken('changes-together', { group, missing });
    }
  }
}

function checkOf(contract: EventContract, path: string): ValueCheck | undefined {
  const wanted = segments(path);
  const match = Object.entries(contract.correctable).find(([pattern]) => {
    const parts = segments(pattern);
    return parts.length === wanted.length && parts.every((part, index) => part === '*' || part === wanted[index]);
  });
  return match?.[1];
}

const NO_POINTER = {
  ko: '/heldOn 같은 JSON Pointer여야 합니다(RFC 6901)',
  en: 'must be a JSON Pointer such as /heldOn (RFC 6901)',
};

function toldOf({ at, problem: { ko, en } }: Misfit): Sentence {
  return at === '' ? { ko, en } : { ko: `${at} ${ko}`, en: `${at} ${en}` };
}

function isPointer(path: unknown): boolean {
  try {
    return typeof path === 'string' && segments(path).length > 0;
  } catch {
    return false;
  }
}

function overlap(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}/`) || other.startsWith(`${path}/`);
}

/** A value in a sentence: cut where it is long, left out where it holds personal data, which no answer or log repeats. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return 'nothing';
  const found = personalDataIn(text);
  if (found) return `a value with ${found}`;
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
}
