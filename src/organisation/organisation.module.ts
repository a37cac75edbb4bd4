import { Module } from '@nestjs/common';
import { declared } from '../http/use-case.js';
import { abolishDepartment } from './abolish-department.js';
import { establishDepartment } from './establish-department.js';
import { renameDepartment } from './rename-department.js';

@Module(declared(establishDepartment, renameDepartment, abolishDepartment))
export class OrganisationModule {}
