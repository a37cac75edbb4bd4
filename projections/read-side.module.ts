import { Module } from '@nestjs/common';
import { DisagreementsController } from './disagreements/disagreements.controller.js';
import { ListDisagreementsHandler } from './disagreements/list-disagreements.query.js';
import { CompareTotalsHandler } from './district-totals/compare-totals.query.js';
import { DistrictTotalsController } from './district-totals/district-totals.controller.js';
import { ExplainTotalsHandler } from './district-totals/explain-totals.query.js';
import { GetBreakdownHandler } from './district-totals/get-breakdown.query.js';
import { GetDistrictTotalsHandler } from './district-totals/get-district-totals.query.js';
import { EngineModule } from './engine/engine.module.js';
import { JurisdictionReportsController } from './jurisdiction/jurisdiction.controller.js';
import { ListDistrictsHandler } from './jurisdiction/list-districts.query.js';
import { GetMeetingHandler } from './meetings/get-meeting.query.js';
import { ListMeetingsHandler } from './meetings/list-meetings.query.js';
import { MeetingReportsController } from './meetings/meetings.controller.js';
import { Reports } from './moment/reports.queries.js';
import { readModels } from './read-models.js';
import { GetRoundHandler } from './rounds/get-round.query.js';
import { ListRoundsHandler } from './rounds/list-rounds.query.js';
import { RoundReportsController } from './rounds/rounds.controller.js';
import { GetSheetHandler } from './sheets/get-sheet.query.js';
import { SheetsController } from './sheets/sheets.controller.js';
import { GetSuggestionHandler } from './suggestion-progress/get-suggestion.query.js';
import { ListSuggestionsHandler } from './suggestion-progress/list-suggestions.query.js';
import { SuggestionReportsController } from './suggestion-progress/suggestions.controller.js';

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
