import { Module } from '@nestjs/common';
import { AbolishDongHandler } from './abolish-dong.js';
import { ChangeDongBoundaryHandler } from './change-dong-boundary.js';
import { EstablishDongHandler } from './establish-dong.js';
import { JurisdictionController } from './jurisdiction.controller.js';
import { RegisterDistrictHandler } from './register-district.js';

@Module({
  controllers: [JurisdictionController],
  providers: [RegisterDistrictHandler, EstablishDongHandler, AbolishDongHandler, ChangeDongBoundaryHandler],
})
export class JurisdictionModule {}
