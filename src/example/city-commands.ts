import { abolishDong } from '../jurisdiction/abolish-dong.js';
import { changeDongBoundary } from '../jurisdiction/change-dong-boundary.js';
import { establishDong } from '../jurisdiction/establish-dong.js';
import { registerDistrict } from '../jurisdiction/register-district.js';
import { type ExampleCommand, exampleOf } from './example-command.js';
import type { CityInput } from './example-input.js';

type DongInput = CityInput['dongs'][number];

const SOURCE = 'public lists of the codes of administrative dongs (행정동)';

/** The city as commands: its districts, its dongs since before the records, then what changed. */
export function cityCommands(city: CityInput): readonly ExampleCommand[] {
  const before = city.dongs.filter(({ valid_from }) => valid_from === null);
  const after = city.dongs.filter(({ valid_from }) => valid_from !== null);
  return [
    ...city.gu.map(({ code, ko, romanised }) => exampleOf(registerDistrict, {}, { code, name: ko, romanised })),
    ...[...before, ...after].map((dong) => establish(dong, city)),
    ...city.dongs.flatMap((dong) => ending(dong, city)),
  ];
}

function establish(dong: DongInput, city: CityInput): ExampleCommand {
  const body = {
    code: dong.admin_code,
    district: city.gu.find(({ ko }) => ko === dong.gu)?.code,
    name: dong.ko,
    romanised: dong.romanised,
    validFrom: dong.valid_from,
    predecessors: dong.predecessors.map((name) => codeOf(name, city)),
    source: SOURCE,
    confidence: city.confidence,
    note: keepsOnChanged(dong, city) ? null : dong.note,
  };
  return exampleOf(establishDong, {}, body);
}

/** What became of a dong: it ended, or it went on with another boundary. */
function ending(dong: DongInput, city: CityInput): readonly ExampleCommand[] {
  const successors = successorsOf(dong, city);
  if (dong.valid_to !== null) {
    const body = { validTo: dong.valid_to, successors: successors.map(({ admin_code }) => admin_code) };
    return [exampleOf(abolishDong, { code: dong.admin_code }, body)];
  }
  if (!keepsOnChanged(dong, city)) return [];
  const body = { changedOn: successors[0]!.valid_from, note: dong.note };
  return [exampleOf(changeDongBoundary, { code: dong.admin_code }, body)];
}

/** Whether a dong gave a part of itself to another one and stayed. */
function keepsOnChanged(dong: DongInput, city: CityInput): boolean {
  return dong.valid_to === null && successorsOf(dong, city).length > 0;
}

function successorsOf(dong: DongInput, city: CityInput): readonly DongInput[] {
  return city.dongs.filter(({ predecessors }) => predecessors.some((name) => name === dong.ko));
}

function codeOf(name: string, city: CityInput): string {
  const dong = city.dongs.find(({ ko }) => ko === name);
  if (!dong) throw new Error(`the input names a dong ${name} that it does not list`);
  return dong.admin_code;
}
