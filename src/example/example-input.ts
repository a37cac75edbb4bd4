import type { ParticipationKind } from '../rounds/round.events.js';
import dongs from './goyang-dongs.json' with { type: 'json' };
import sheet from './goyang-2-2-4.json' with { type: 'json' };

/** A city's districts and dongs over time. */
export type CityInput = typeof dongs;

/** A published sheet as it was read. */
export type SheetInput = typeof sheet;

export interface ExampleInput {
  readonly city: CityInput;
  readonly sheet: SheetInput;
}

/** 고양시, and its pledge sheet 2-2-4 with the officers masked. */
export const exampleInput: ExampleInput = { city: dongs, sheet };

/** The columns of 시민참여(소통) 실적 as they are printed. */
export const PARTICIPATION_COLUMNS: Readonly<Record<string, ParticipationKind>> = {
  '공약 관련 회의': 'pledge-meeting',
  '설명회, 민생탐방': 'briefing',
  '전문가 자문': 'expert-advice',
  '언론/방송 보도': 'press',
  '기 타': 'other',
};
