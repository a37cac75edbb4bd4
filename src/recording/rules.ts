import { filled, type Sentence, type ValuesOf } from '../history/sentence.js';
import { type EntryInTheWay, RuleBroken } from './refusals.js';

/** Rules by their stable codes, each with the sentence that says how it was broken. */
export type Rules = Readonly<Record<string, Sentence>>;

type Arguments<S extends Sentence> = keyof ValuesOf<S> extends never
  ? [values?: Readonly<Record<string, never>>, entry?: EntryInTheWay]
  : [values: ValuesOf<S>, entry?: EntryInTheWay];

/**
 * Makes the refusals of a table of rules: `const broken = rules({ … })`, then `throw broken('in-future', { day, today })`.
 * A code that is not in the table, a language that is missing or a value that a sentence names and that is not given
 * does not compile.
 */
export function rules<const Table extends Rules>(table: Table) {
  return <Code extends keyof Table & string>(code: Code, ...[values, entry]: Arguments<Table[Code]>): RuleBroken => {
    const told = values ?? {};
    return new RuleBroken(code, told, filled(table[code]!, told), entry);
  };
}
