import { Module } from '@nestjs/common';
import { declared } from '../http/use-case.js';
import { abolishDong } from './abolish-dong.js';
import { changeDongBoundary } from './change-dong-boundary.js';
import { establishDong } from './establish-dong.js';
import { registerDistrict } from './register-district.js';

@Module(declared(registerDistrict, establishDong, abolishDong, changeDongBoundary))
export class JurisdictionModule {}
