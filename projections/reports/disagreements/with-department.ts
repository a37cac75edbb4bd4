import type { DepartmentRow } from '../../read-models/organisation/organisation.tables.js';
import type { SuggestionRow } from '../../read-models/suggestion-progress/suggestion.tables.js';
import type { Disagreement } from './disagreement.js';
import { disagrees } from './in-words.js';

/**
 * A suggestion that was assigned to a department which is not known, or was there on no day on which it can have been
 * assigned: recorded before the city recorded its departments, or before they were put right. One that ended since is
 * none: it is to be assigned anew. While the city has recorded no department nothing disagrees.
 */
export function withDepartment(
  {
    suggestion_id,
    department,
    raised_on,
    phase_since,
  }: Pick<SuggestionRow, 'suggestion_id' | 'department' | 'raised_on' | 'phase_since'>,
  departments: ReadonlyMap<string, DepartmentRow>,
): Disagreement[] {
  if (department === null || departments.size === 0) return [];
  const about = { about: 'suggestion', id: suggestion_id, with: 'department', withId: department } as const;
  const row = departments.get(department);
  if (!row) return [disagrees(about, 'department-unknown', { department })];
  const { valid_from, valid_to } = row;
  if (valid_from !== null && valid_from > phase_since) {
    return [disagrees(about, 'department-from', { day: valid_from }, 'department-not-valid')];
  }
  if (valid_to !== null && valid_to < raised_on) {
    return [disagrees(about, 'department-until', { day: valid_to }, 'department-not-valid')];
  }
  return [];
}
