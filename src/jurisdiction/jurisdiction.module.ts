import { Module } from '@nestjs/common';
import { declared } from '../http/use-case.js';
import { abolishDistrict } from './abolish-district.js';
import { abolishDong } from './abolish-dong.js';
import { changeDongBoundary } from './change-dong-boundary.js';
import { establishDong } from './establish-dong.js';
import { registerDistrict } from './register-district.js';
import { renameDistrict } from './rename-district.js';
import { renameDong } from './rename-dong.js';

const ofDistricts = [registerDistrict, renameDistrict, abolishDistrict];
const ofDongs = [establishDong, renameDong, changeDongBoundary, abolishDong];

@Module(declared(...ofDistricts, ...ofDongs))
export class JurisdictionModule {}
