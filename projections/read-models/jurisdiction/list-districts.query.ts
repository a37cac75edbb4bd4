import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Asked, Reports, type Stated } from '../../asking/reports.js';
import { districtsOn, type DistrictView, type JurisdictionTables } from './jurisdiction.queries.js';

export interface Districts extends Stated {
  readonly districts: readonly DistrictView[];
}

/** Districts and the dongs that were there on a day. */
export class ListDistricts extends Query<Districts> {
  constructor(readonly asked: Asked) {
    super();
  }
}

@QueryHandler(ListDistricts)
export class ListDistrictsHandler implements IQueryHandler<ListDistricts> {
  constructor(private readonly reports: Reports) {}

  execute({ asked }: ListDistricts): Promise<Districts> {
    return this.reports.read<JurisdictionTables, Districts>(['jurisdiction'], asked, async (db, stated) => ({
      ...stated,
      districts: await districtsOn(db, stated),
    }));
  }
}
