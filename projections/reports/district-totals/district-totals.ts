import type { Subject } from '../../asking/subject.js';
import { compareTotals } from './compare-totals.js';
import { explainTotals } from './explain-totals.js';
import { getDistrictTotals } from './get-district-totals.js';

export const districtTotals: Subject = { questions: [getDistrictTotals, explainTotals, compareTotals] };
