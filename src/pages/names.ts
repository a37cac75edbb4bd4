import type { DistrictList } from '../../projections/read-models/jurisdiction/list-districts.js';
import type { DepartmentList } from '../../projections/read-models/organisation/list-departments.js';
import type { PolicyList } from '../../projections/read-models/policies/list-policies.js';
import type { RoundList } from '../../projections/read-models/rounds/list-rounds.js';
import type { Api } from './api.js';
import type { Language } from './language.js';

type Kind = 'place' | 'department' | 'field' | 'proposer' | 'round';

/** Which kind of code a field, or what is counted by, holds. */
const KIND_OF: Readonly<Record<string, Kind>> = {
  district: 'place',
  dong: 'place',
  placeDong: 'place',
  department: 'department',
  suggests: 'department',
  supporting: 'department',
  fieldOfWork: 'field',
  field: 'field',
  proposerKind: 'proposer',
  proposer: 'proposer',
  round: 'round',
  roundId: 'round',
};

/** What codes stand for, as of a moment. */
export class Names {
  private constructor(
    readonly places: DistrictList,
    readonly departments: DepartmentList,
    readonly policies: PolicyList,
    readonly rounds: RoundList['rounds'],
    private readonly byKind: Readonly<Record<Kind, ReadonlyMap<string, string>>>,
  ) {}

  static async at(
    api: Api,
    { t, say }: Language,
    moment: { readonly asOf?: string | undefined; readonly knownAt?: string | undefined } = {},
  ): Promise<Names> {
    const [places, departments, policies, { rounds }] = await Promise.all([
      api.get<DistrictList>('/v1/districts', moment),
      api.get<DepartmentList>('/v1/departments', moment),
      api.get<PolicyList>('/v1/policies', moment),
      api.get<RoundList>('/v1/rounds', moment),
    ]);
    const listed = (list: readonly { readonly code: string; readonly ko: string; readonly en: string | null }[]) =>
      new Map(list.map(({ code, ko, en }) => [code, t(ko, en ?? ko)]));
    return new Names(places, departments, policies, rounds, {
      place: new Map(
        places.districts.flatMap(({ code, name, dongs }) => [
          [code, name] as const,
          ...dongs.map((dong) => [dong.code, dong.name] as const),
        ]),
      ),
      department: new Map([...departments.gone, ...departments.departments].map(({ code, name }) => [code, name])),
      field: listed(policies.fieldsOfWork?.fields ?? []),
      proposer: listed(policies.proposerKinds.kinds),
      round: new Map(rounds.map(({ id, code, kind }) => [id, `${say(kind)} (${code})`])),
    });
  }

  /** What a code in a field stands for; the code itself where nobody knows. */
  of(field: string, code: string): string {
    const kind = KIND_OF[field];
    return (kind && this.byKind[kind].get(code)) ?? code;
  }

  /** Rounds by code, and departments that there are: what is chosen from. */
  roundsByCode(): readonly (readonly [code: string, name: string])[] {
    return this.rounds.map(({ id, code }) => [code, this.of('round', id)]);
  }

  departmentsByCode(): readonly (readonly [code: string, name: string])[] {
    return this.departments.departments.map(({ code, name }) => [code, name]);
  }

  /** Dongs by code, each with its district's name. */
  dongs(): readonly (readonly [code: string, name: string])[] {
    return this.places.districts.flatMap(({ name, dongs }) => dongs.map((dong) => [dong.code, `${name} ${dong.name}`]));
  }
}
