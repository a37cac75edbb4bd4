import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { oneOf } from '../../../src/history/value-checks.js';
import { preferred } from '../../../src/http/negotiation.js';
import { FitsIfGiven } from '../../../src/validation/fields.js';
import { MomentQuery } from '../../asking/moment/moment-asked.js';
import { GetSheet } from './get-sheet.query.js';
import type { SheetDocument } from './sheet-document.js';
import { sheetPage } from './sheet-page.js';
import { type Locale, LOCALES } from './sheet-words.js';

class SheetQuery extends MomentQuery {
  @ApiPropertyOptional({
    type: 'integer',
    description: 'Term of office (민선7기 is 7); the latest unless said',
    example: 7,
  })
  @FitsIfGiven((value) => (/^[1-9]\d?$/.test(String(value)) ? undefined : 'must be a term of office such as 7'))
  term?: string;

  @ApiPropertyOptional({ enum: LOCALES, default: 'ko', description: 'Language of the page' })
  @FitsIfGiven(oneOf(...LOCALES))
  lang?: Locale;
}

@ApiTags('reports')
@Controller('v1/sheets')
export class SheetsController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':number')
  @ApiOperation({ summary: 'The sheet of a pledge item (추진실적 보고서), as JSON or as a page' })
  @ApiProduces('application/json', 'text/html')
  @ApiOkResponse({ description: 'As the Accept header prefers; JSON where it does not say' })
  async sheet(
    @Param('number') number: string,
    @Query() query: SheetQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SheetDocument | string> {
    const { term, lang, ...asked } = query;
    const type = preferred(request.headers.accept, ['application/json', 'text/html']);
    const sheet = await this.queries.execute(
      new GetSheet(number, term === undefined ? undefined : Number(term), asked),
    );
    void reply.header('Vary', 'Accept');
    if (type === 'application/json') return sheet;
    void reply.type('text/html; charset=utf-8');
    return sheetPage(sheet, lang ?? 'ko');
  }
}
