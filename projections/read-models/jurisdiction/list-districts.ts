import type { Kysely } from 'kysely';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import { question } from '../../asking/question.js';
import type { Stated } from '../../asking/stated.js';
import { districtsOn, type DistrictView, type JurisdictionTables } from './jurisdiction.queries.js';

export interface DistrictList extends Stated {
  readonly districts: readonly DistrictView[];
}

export const listDistricts = question({
  name: 'ListDistricts',
  summary: 'Districts (구) and their dongs (동) as of a day',
  tag: 'jurisdiction',
  path: 'v1/districts',
  asks: MomentAsked,
  reads: ['jurisdiction'],
  answer:
    () =>
    async (db: Kysely<JurisdictionTables>, stated): Promise<DistrictList> => ({
      ...stated,
      districts: await districtsOn(db, stated),
    }),
});
