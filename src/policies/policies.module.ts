import { Module } from '@nestjs/common';
import { declared } from '../http/use-case.js';
import { setFieldsOfWork } from './set-fields-of-work.js';
import { setOfficeHours } from './set-office-hours.js';
import { setOralSuggestionDefault } from './set-oral-suggestion-default.js';
import { setProposerKinds } from './set-proposer-kinds.js';
import { setStatusWords } from './set-status-words.js';

@Module(declared(setStatusWords, setFieldsOfWork, setProposerKinds, setOralSuggestionDefault, setOfficeHours))
export class PoliciesModule {}
