import type { Subject } from '../../asking/subject.js';
import { NumberInAddressGuard } from './number-in-address.guard.js';
import { suggestionNumbersModel } from './suggestion-number.tables.js';

export const suggestionNumbers: Subject = { models: [suggestionNumbersModel], guards: [NumberInAddressGuard] };
