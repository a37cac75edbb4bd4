import { type DynamicModule, Module } from '@nestjs/common';
import type { Settings } from './config/settings.js';
import { SettingsModule } from './config/settings.module.js';
import { AccessModule } from './access/access.module.js';
import { AmendingModule } from './amending/amending.module.js';
import { CityOfTheLog } from './jurisdiction/city-of-the-log.js';
import { JurisdictionModule } from './jurisdiction/jurisdiction.module.js';
import { MeetingsModule } from './meetings/meetings.module.js';
import { OrganisationModule } from './organisation/organisation.module.js';
import { PledgeItemsModule } from './pledge-items/pledge-items.module.js';
import { PoliciesModule } from './policies/policies.module.js';
import { RoundsModule } from './rounds/rounds.module.js';
import { SuggestionsModule } from './suggestions/suggestions.module.js';
import { HealthModule } from './health/health.module.js';
import { ReadSideModule } from '../projections/read-side.module.js';
import { PagesModule } from './pages/pages.module.js';
import { ReactionsModule } from './reactions/reactions.module.js';
import { RecordingModule } from './recording/recording.module.js';

/** The whole application: what every part needs first, then the parts. */
@Module({})
export class AppModule {
  /** `reacting`: whether events call for commands here; what tells a log as it stands says no. */
  static with(settings: Settings, { reacting = true } = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsModule.with(settings),
        AccessModule,
        RecordingModule,
        JurisdictionModule,
        OrganisationModule,
        PoliciesModule,
        RoundsModule,
        MeetingsModule,
        SuggestionsModule,
        PledgeItemsModule,
        AmendingModule,
        ReadSideModule,
        ...(reacting ? [ReactionsModule] : []),
        HealthModule,
        PagesModule,
      ],
      providers: [CityOfTheLog],
    };
  }
}
