import { isDay, isMonth } from '../history/days.js';
import { pointerTo } from '../history/json-pointer.js';
import { filled, type Sentence } from '../history/sentence.js';
import { isUuid } from '../history/value-checks.js';
import type { FieldProblem } from '../recording/refusals.js';
import { personalDataIn, refusalOf } from './personal-data.js';

/** An office's own number is published; what a correction names is judged where it is to stand. */
const JUDGED_APART = /^\/officers\/\d+\/officePhone$|^\/changes\/\d+\/(?:from|to)$/;
const AREA_CODE = /^[1-9](?:\d{4}|\d{9})$/;

/** A text that others may continue, or `undefined` for what none reaches across. */
type Part = string | undefined;

/**
 * Where a JSON value holds personal data: in one text, or in several that stand beside one another in a list or
 * an object, such as a label and its text.
 */
export function personalDataWithin(value: unknown): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  partsOf(value, '', problems);
  return problems;
}

function partsOf(value: unknown, at: string, problems: FieldProblem[]): readonly Part[] {
  if (value === null || value === undefined) return [];
  if (JUDGED_APART.test(at)) return [undefined];
  if (typeof value === 'string') return [textPart(value, at, problems)];
  if (typeof value !== 'object') return [undefined];
  const inner = Object.entries(value).map(([name, item]) => partsOf(item, pointerTo(at, name), problems));
  const parts = inner.flat();
  if (inner.filter(({ length }) => length > 0).length < 2) return parts;
  const problem = runs(parts).map(inParts).find(Boolean);
  if (problem === undefined) return parts;
  problems.push({ field: at, problem });
  return [undefined];
}

function textPart(text: string, at: string, problems: FieldProblem[]): Part {
  if (isDay(text) || isMonth(text) || isUuid(text) || AREA_CODE.test(text)) return undefined;
  const problem = refusalOf(personalDataIn(text));
  if (problem === undefined) return text;
  problems.push({ field: at, problem });
  return undefined;
}

function runs(parts: readonly Part[]): string[][] {
  const found: string[][] = [[]];
  for (const part of parts) {
    if (part === undefined) found.push([]);
    else found.at(-1)!.push(part);
  }
  return found.filter(({ length }) => length > 1);
}

/** Read one after another, or, where a number is cut inside a group of digits, as one. */
function inParts(texts: readonly string[]): Sentence | undefined {
  const problem = refusalOf(personalDataIn(texts.join(' ')) ?? personalDataIn(texts.join('')));
  return problem && filled(IN_PARTS, { problem });
}

const IN_PARTS = {
  ko: '여러 항목에 나누어 담은 것까지 합쳐 {problem}',
  en: '{problem} (parts of it stand beside one another)',
} as const;
