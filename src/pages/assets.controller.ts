import { readFileSync } from 'node:fs';
import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Answer } from '../http/answer.js';

const TYPES: Readonly<Record<string, string>> = { css: 'text/css', js: 'text/javascript' };
const NAMES = ['style.css', 'keys.js', 'evening.js'] as const;

/** What pages are shown with: a few files of our own, read once. */
const FILES: ReadonlyMap<string, string> = new Map(
  NAMES.map((name) => [name, readFileSync(new URL(`./browser/${name}`, import.meta.url), 'utf8')]),
);

@ApiExcludeController()
@Controller('pages')
export class AssetsController {
  @Get(':name')
  file(@Param('name') name: string): Answer<string> {
    const content = FILES.get(name);
    if (content === undefined) throw new NotFoundException();
    const type = TYPES[name.split('.').at(-1)!]!;
    return new Answer(content, 200, {
      'Content-Type': `${type}; charset=utf-8`,
      'Cache-Control': 'public, max-age=300',
    });
  }
}
