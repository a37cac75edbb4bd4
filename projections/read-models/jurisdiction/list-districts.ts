import type { Kysely } from 'kysely';
import * as shown from '../../../src/http/shown.js';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import { districtsOn, district, type JurisdictionTables } from './jurisdiction.queries.js';

const districtList = shown.object({ ...stated, districts: shown.list(district) });
export type DistrictList = shown.Of<typeof districtList>;

export const listDistricts = question({
  name: 'ListDistricts',
  summary: 'Districts (구) and their dongs (동) as of a day',
  tag: 'jurisdiction',
  path: 'v1/districts',
  asks: MomentAsked,
  answers: districtList,
  reads: ['jurisdiction'],
  answer: () => async (db: Kysely<JurisdictionTables>, stated) => ({
    ...stated,
    districts: await districtsOn(db, stated),
  }),
});
