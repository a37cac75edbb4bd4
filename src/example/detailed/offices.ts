import { addDays, type LocalDate } from '../../history/days.js';
import { abolishDepartment } from '../../organisation/abolish-department.js';
import { establishDepartment } from '../../organisation/establish-department.js';
import type { Level } from '../../organisation/organisation.events.js';
import { renameDepartment } from '../../organisation/rename-department.js';
import type { Diary } from './diary.js';

const SOURCE = '예시(꾸며 낸 자료): 실제 조직이 아님';

interface Office {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  readonly parent?: string;
  readonly district?: string;
  readonly since?: LocalDate;
}

const OFFICES: readonly Office[] = [
  { code: 'communication', name: '시민소통담당관', level: 'agency' },
  { code: 'traffic-bureau', name: '교통국', level: 'bureau' },
  { code: 'traffic-policy', name: '교통정책과', level: 'division', parent: 'traffic-bureau' },
  { code: 'traffic-facilities', name: '교통시설과', level: 'division', parent: 'traffic-bureau' },
  { code: 'smart-traffic', name: '스마트교통과', level: 'division', parent: 'traffic-bureau', since: '2025-07-01' },
  { code: 'bus', name: '대중교통과', level: 'division', parent: 'traffic-bureau' },
  { code: 'city-bureau', name: '도시주택국', level: 'bureau' },
  { code: 'roads', name: '도로관리과', level: 'division', parent: 'city-bureau' },
  { code: 'housing', name: '주택과', level: 'division', parent: 'city-bureau' },
  { code: 'parks', name: '공원녹지과', level: 'division', parent: 'city-bureau' },
  { code: 'environment', name: '환경정책과', level: 'division' },
  { code: 'recycling', name: '자원순환과', level: 'division' },
  { code: 'streams', name: '생태하천과', level: 'division' },
  { code: 'welfare', name: '복지정책과', level: 'division' },
  { code: 'seniors', name: '노인복지과', level: 'division' },
  { code: 'learning', name: '평생교육과', level: 'division' },
  { code: 'libraries', name: '도서관센터', level: 'agency' },
  { code: 'safety', name: '시민안전과', level: 'division' },
  { code: 'culture', name: '문화예술과', level: 'division' },
  { code: 'sports', name: '체육정책과', level: 'division' },
  { code: 'economy', name: '지역경제과', level: 'division' },
  { code: 'autonomy', name: '주민자치과', level: 'division' },
  { code: 'deogyang', name: '덕양구청', level: 'district-office', district: '41281' },
  { code: 'deogyang-works', name: '덕양구 안전건설과', level: 'division', parent: 'deogyang', district: '41281' },
  { code: 'ilsandong', name: '일산동구청', level: 'district-office', district: '41285' },
  { code: 'ilsandong-works', name: '일산동구 안전건설과', level: 'division', parent: 'ilsandong', district: '41285' },
  { code: 'ilsanseo', name: '일산서구청', level: 'district-office', district: '41287' },
  { code: 'ilsanseo-works', name: '일산서구 안전건설과', level: 'division', parent: 'ilsanseo', district: '41287' },
];

const RENAMED = [
  { code: 'learning', name: '평생학습과', on: '2025-01-01' },
  { code: 'parks', name: '푸른도시과', on: '2025-07-01' },
];

/** Last days, and who took over. */
const ABOLISHED = [
  { code: 'traffic-facilities', validTo: '2025-06-30', successor: 'smart-traffic' },
  { code: 'streams', validTo: '2025-12-31', successor: 'environment' },
];

/** The works division of a district's office. */
export const WORKS: Readonly<Record<string, string>> = {
  '41281': 'deogyang-works',
  '41285': 'ilsandong-works',
  '41287': 'ilsanseo-works',
};

export function noteOffices(diary: Diary): void {
  for (const { code, name, level, parent, district, since } of OFFICES) {
    const body = {
      code,
      name,
      level,
      parent: parent ?? null,
      district: district ?? null,
      validFrom: since ?? null,
      source: SOURCE,
    };
    diary.note(since ?? '2024-01-02', establishDepartment, {}, body);
  }
  for (const { code, name, on } of RENAMED) diary.note(on, renameDepartment, { code }, { name, renamedOn: on });
  for (const { code, validTo, successor } of ABOLISHED) {
    diary.note(addDays(validTo, 1), abolishDepartment, { code }, { validTo, successors: [successor] });
  }
}

/** Who has the work of an office on a day. */
export function officeOn(code: string, day: LocalDate): string {
  const ended = ABOLISHED.find((one) => one.code === code && one.validTo < day);
  return ended ? ended.successor : code;
}

/** Its name on a day, as a letter has it. */
export function nameOf(code: string, day: LocalDate): string {
  const renamed = RENAMED.find((one) => one.code === code && one.on <= day);
  return (renamed ?? OFFICES.find((one) => one.code === code)!).name;
}
