import type { Subject } from '../../asking/subject.js';

export const districtTotals: Subject = {
  questions: async () => [
    (await import('./get-district-totals.js')).getDistrictTotals,
    (await import('./explain-totals.js')).explainTotals,
    (await import('./compare-totals.js')).compareTotals,
  ],
};
