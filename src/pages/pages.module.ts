import { Module } from '@nestjs/common';
import { AssetsController } from './assets.controller.js';
import { PagesController } from './pages.controller.js';

/** What people see and work on. */
@Module({ controllers: [PagesController, AssetsController] })
export class PagesModule {}
