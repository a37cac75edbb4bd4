import { Module } from '@nestjs/common';
import { DisagreementsController } from './reports/disagreements/disagreements.controller.js';
import { ListDisagreementsHandler } from './reports/disagreements/list-disagreements.query.js';
import { CompareTotalsHandler } from './reports/district-totals/compare-totals.query.js';
import { DistrictTotalsController } from './reports/district-totals/district-totals.controller.js';
import { ExplainTotalsHandler } from './reports/district-totals/explain-totals.query.js';
import { GetBreakdownHandler } from './reports/district-totals/get-breakdown.query.js';
import { GetDistrictTotalsHandler } from './reports/district-totals/get-district-totals.query.js';
import { EngineModule } from './engine/engine.module.js';
import { JurisdictionReportsController } from './read-models/jurisdiction/jurisdiction.controller.js';
import { ListDistrictsHandler } from './read-models/jurisdiction/list-districts.query.js';
import { GetMeetingHandler } from './read-models/meetings/get-meeting.query.js';
import { ListMeetingsHandler } from './read-models/meetings/list-meetings.query.js';
import { MeetingReportsController } from './read-models/meetings/meetings.controller.js';
import { Reports } from './asking/reports.js';
import { readModels } from './read-models.js';
import { GetRoundHandler } from './read-models/rounds/get-round.query.js';
import { ListRoundsHandler } from './read-models/rounds/list-rounds.query.js';
import { RoundReportsController } from './read-models/rounds/rounds.controller.js';
import { GetSheetHandler } from './reports/sheets/get-sheet.query.js';
import { SheetsController } from './reports/sheets/sheets.controller.js';
import { GetSuggestionHandler } from './read-models/suggestion-progress/get-suggestion.query.js';
import { ListSuggestionsHandler } from './read-models/suggestion-progress/list-suggestions.query.js';
import { SuggestionReportsController } from './read-models/suggestion-progress/suggestions.controller.js';

/** The read side: every read model, and what is asked of them. */
@Module({
  imports: [EngineModule.with(readModels)],
  controllers: [
    JurisdictionReportsController,
    RoundReportsController,
    MeetingReportsController,
    SuggestionReportsController,
    DistrictTotalsController,
    SheetsController,
    DisagreementsController,
  ],
  providers: [
    Reports,
    ListDistrictsHandler,
    ListRoundsHandler,
    GetRoundHandler,
    ListMeetingsHandler,
    GetMeetingHandler,
    ListSuggestionsHandler,
    GetSuggestionHandler,
    GetDistrictTotalsHandler,
    GetBreakdownHandler,
    ExplainTotalsHandler,
    CompareTotalsHandler,
    GetSheetHandler,
    ListDisagreementsHandler,
  ],
})
export class ReadSideModule {}
