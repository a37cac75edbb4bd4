import { lastDay, type LocalDate } from './days.js';
import { choice, type DataOf, type Field, nullable, object, otherwise, text } from './fields.js';
import { withoutPersonalData } from '../privacy/personal-data.js';
import { isObject, matching, misfit } from './value-checks.js';

/** What every fact of a life may say besides what it is about. */

/** How exactly a day is known; the day stored is the last of the span, or the day of recording while it runs. */
export const PRECISIONS = ['day', 'month', 'half', 'year'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** How exactly the day beside it is known: an invented day can never be told from a true one. */
export function precision(): Field<Precision> {
  return otherwise(
    choice(PRECISIONS, {
      about:
        'How exactly the day is known: the day stored is the last of the month, half or year, or today while it runs',
    }),
    'day',
  );
}

const aCode = withoutPersonalData(
  matching(/^[\p{L}\p{N}][\p{L}\p{N}-]{0,39}$/u, {
    ko: '글자·숫자·붙임표로 된 코드',
    en: 'a code of letters, digits and hyphens',
  }),
);

/** The id of an account: of whoever acts, never a name. */
export function account(): Field<string> {
  return text(withoutPersonalData(matching(/^[a-z0-9][a-z0-9._-]{0,39}$/, { ko: '계정 id', en: "an account's id" })));
}

/** Who acted, where it is another than who recorded it: an account, a department, a position; never a name. */
const actor = object({
  account: nullable(account()),
  department: nullable(text(aCode, { about: 'Code of the department' })),
  position: nullable(text(aCode, { about: 'Position, such as 팀장; never a name', example: '팀장' })),
});

const SOMEBODY = misfit({
  ko: 'account, department, position 가운데 하나는 있어야 합니다. 아무도 아니면 null로 둡니다',
  en: 'must name an account, a department or a position; where nobody else acted, it is null',
});

function isNobody(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((part) => part === null);
}

/** Of nothing at all, it is nobody else: null. Corrected as a whole. */
export const doneBy = nullable({
  ...actor,
  fill: (value) => {
    const filled = actor.fill!(value);
    return isNobody(filled) ? null : filled;
  },
  correctable: { '': (value) => actor.check(value) ?? (isNobody(value) ? SOMEBODY : undefined) },
  about: 'Who acted, where it is another than who records it',
});
export type DoneBy = DataOf<{ doneBy: typeof doneBy }>['doneBy'];

/** The span in which a day lies that is known so exactly. */
export function spanOf(day: LocalDate, precision: Precision): { readonly from: LocalDate; readonly to: LocalDate } {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  switch (precision) {
    case 'day':
      return { from: day, to: day };
    case 'month':
      return { from: `${day.slice(0, 7)}-01`, to: lastDay({ from: day, to: day.slice(0, 7) })! };
    case 'half':
      return month <= 6
        ? { from: `${year}-01-01`, to: `${year}-06-30` }
        : { from: `${year}-07-01`, to: `${year}-12-31` };
    case 'year':
      return { from: `${year}-01-01`, to: `${year}-12-31` };
  }
}

/** What is to be stored, each day that is known by its span alone put on the last of it, or on today while it runs. */
export function onLastOfSpan<T extends object>(data: T, today: LocalDate): T {
  const values = data as Readonly<Record<string, unknown>>;
  const moved = Object.entries(values).flatMap(([name, precision]) => {
    const day = values[name.replace(/Precision$/, '')];
    if (!name.endsWith('Precision') || precision === 'day' || typeof day !== 'string') return [];
    const { from, to } = spanOf(day, precision as Precision);
    return [[name.replace(/Precision$/, ''), from <= today && today < to ? today : to]];
  });
  return { ...data, ...Object.fromEntries(moved) } as T;
}
