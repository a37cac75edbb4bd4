import type { Column } from '../../../src/http/csv.js';
import type { Sentence } from '../../../src/history/sentence.js';

/** What suggestions and their budget lines are counted by, as a table says it. */
const NAMES: Readonly<Record<string, Sentence>> = {
  district: { ko: '구', en: 'District' },
  dong: { ko: '동', en: 'Dong' },
  department: { ko: '소관부서', en: 'Department' },
  officer: { ko: '담당자 계정', en: 'Officer' },
  round: { ko: '회차', en: 'Round' },
  field: { ko: '분야', en: 'Field of work' },
  status: { ko: '처리현황', en: 'Status' },
  word: { ko: '처리현황(시 용어)', en: 'Status in the city’s words' },
  channel: { ko: '접수 경로', en: 'Channel' },
  form: { ko: '형식', en: 'Form' },
  kind: { ko: '민원 종류', en: 'Kind' },
  proposer: { ko: '건의자 구분', en: 'Kind of proposer' },
  phase: { ko: '단계', en: 'Phase' },
  month: { ko: '건의 월', en: 'Month' },
  year: { ko: '회계연도', en: 'Budget year' },
  budget: { ko: '예산', en: 'Budget' },
  fund: { ko: '재원', en: 'Fund' },
  state: { ko: '반영 상태', en: 'State' },
};

/** As a table says it; the name itself where there is none. */
export function countedName(name: string): Sentence {
  return NAMES[name] ?? { ko: name, en: name };
}

/** A cell of a table that is counted, or added up, by something. */
export interface CountedCell {
  readonly of: Readonly<Record<string, string | null>>;
}

/** The columns of what it is counted by. */
export function countedColumns({ by }: { readonly by: readonly string[] }): readonly Column<CountedCell>[] {
  return by.map((name) => ({ key: name, header: countedName(name), of: ({ of }) => of[name] }));
}
