import { Controller, Get, Headers, Param, Query, type Type } from '@nestjs/common';
import { type Query as BusQuery, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { aText, oneOf } from '../history/value-checks.js';
import { FitsIfGiven } from '../validation/fields.js';
import { Answer, revisionHeaders } from './answer.js';
import { attachment, chosen, csvOf, type TableOf } from './csv.js';
import { localeOf, preferred } from './negotiation.js';
import { invalidParameter } from './problem.js';
import { type Shown, schemaOf } from './shown.js';

/** A parameter in an address: what the documentation says of it, and how it is taken. */
export interface Parameter {
  readonly description: string;
  readonly format?: string;
  /** What it says, or throws NotThere where it can name nothing. */
  take?(said: string): string;
}

/** Where a query is asked over HTTP, and how its answer is written. */
export interface QueryRoute<P extends string, Asked extends object, Result> {
  readonly name: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  /** Below the root, such as `v1/meetings/:meetingId`. What its parameters say is asked with the rest. */
  readonly path: string;
  readonly parameters?: Readonly<Record<P, Parameter>>;
  /** What else may be asked, with its checks. */
  readonly asks: Type<Asked>;
  /** What is answered, as the documentation says it. */
  readonly answers: Shown<Result>;
  /** The revision of the stream that the answer is about: its ETag, for If-Match and If-None-Match. */
  readonly revision?: (answer: NoInfer<Result>) => number;
  /** Other forms than JSON, by media type, for callers that prefer them. */
  readonly forms?: Readonly<
    Record<string, (answer: NoInfer<Result>, asked: Asked & Record<P, string>) => string | Buffer>
  >;
  /** How the answer is a table, for who prefers `text/csv` or asks with `format=csv`: all pages of a list, in one file. */
  readonly table?: TableOf<NoInfer<Result>, unknown>;
  /** What else stands on the route, such as the permission that it takes. */
  readonly marks?: readonly MethodDecorator[];
}

/** A controller that asks the query and writes its answer. */
export function queryRoute<P extends string, Asked extends object, Result>(
  route: QueryRoute<P, Asked, Result>,
  Asks: new (asked: Asked & Record<P, string>) => BusQuery<Result>,
): Type<object> {
  const { name, asks, revision, forms = {}, table } = route;
  const parameters = Object.entries<Parameter>(route.parameters ?? {});
  const types = ['application/json', ...Object.keys(forms), ...(table ? [CSV] : [])];
  if (table) takesTables(asks);
  const { [`${name}Controller`]: Its } = {
    [`${name}Controller`]: class {
      constructor(private readonly queries: QueryBus) {}

      async ask(
        address: Record<string, string>,
        { format, columns, ...query }: Asked & TableAsked,
        accept: string | undefined,
        language: string | undefined,
      ): Promise<Answer<unknown>> {
        const type =
          format === undefined ? (types.length === 1 ? types[0]! : preferred(accept, types)) : FORMATS[format];
        const asked = { ...query, ...taken(parameters, address) } as unknown as Asked & Record<P, string>;
        if (table && type === CSV) return this.asTable(table, asked, columns, language);
        if (columns !== undefined) throw invalidParameter('columns', OF_A_FILE);
        const answer = await this.queries.execute(new Asks(asked));
        const form = forms[type];
        return new Answer(form ? form(answer, asked) : answer, 200, {
          ...(form && { 'Content-Type': `${type}; charset=utf-8` }),
          ...(types.length > 1 && { Vary: 'Accept' }),
          ...(revision && revisionHeaders(revision(answer))),
        });
      }

      /** All pages, one after the other as they are taken, of the day and as known when the first was answered. */
      private async asTable(
        of: TableOf<Result, unknown>,
        asked: Asked & Record<P, string>,
        columns: string | undefined,
        language: string | undefined,
      ): Promise<Answer<unknown>> {
        const locale = localeOf({ headers: language === undefined ? {} : { 'accept-language': language } });
        const page = async (more: object) =>
          (await this.queries.execute(new Asks({ ...asked, ...more }))) as Result & Paged;
        const first = await page(of.paged === true ? { limit: '500', cursor: undefined } : {});
        async function* pages() {
          let now = first;
          for (;;) {
            yield of.rows(now);
            const { nextCursor: cursor, moment } = now;
            if (typeof cursor !== 'string') return;
            const { asOf, knownAt } = moment!;
            now = await page({ limit: '500', cursor, asOf, knownAt: String(knownAt.ordinal), after: undefined });
          }
        }
        const all = [...(of.asked?.(first) ?? []), ...of.columns];
        return new Answer(csvOf(chosen(all, columns), pages(), locale), 200, {
          'Content-Type': `${CSV}; charset=utf-8`,
          'Content-Disposition': attachment(`${of.file[locale]}.csv`),
          Vary: 'Accept, Accept-Language',
        });
      }
    },
  };
  const Controls = Its!;
  const prototype = Controls.prototype as object;
  Controller()(Controls);
  Reflect.defineMetadata('design:paramtypes', [QueryBus], Controls);
  Reflect.defineMetadata('design:paramtypes', [Object, asks, String, String], prototype, 'ask');
  Param()(prototype, 'ask', 0);
  Query()(prototype, 'ask', 1);
  Headers('accept')(prototype, 'ask', 2);
  Headers('accept-language')(prototype, 'ask', 3);
  const method = Object.getOwnPropertyDescriptor(prototype, 'ask')!;
  for (const mark of [Get(route.path), ...documentation(route, parameters, types), ...(route.marks ?? [])]) {
    mark(prototype, 'ask', method);
  }
  return Controls;
}

const CSV = 'text/csv';
const FORMATS = { json: 'application/json', csv: CSV } as const;

const OF_A_FILE = {
  ko: '파일에만 적습니다. format=csv와 함께 보내십시오',
  en: 'is for files alone; send format=csv with it',
};

interface TableAsked {
  readonly format?: keyof typeof FORMATS;
  readonly columns?: string;
}

interface Paged {
  readonly nextCursor?: string | null;
  readonly moment?: { readonly asOf: string; readonly knownAt: { readonly ordinal: number } };
}

/** What may be asked of a question whose answer is a table, too. */
function takesTables(asks: Type<object>): void {
  const prototype = asks.prototype as object;
  ApiPropertyOptional({
    enum: Object.keys(FORMATS),
    description: '`csv`: a file for spreadsheets with all pages, as Accept: text/csv',
  })(prototype, 'format');
  FitsIfGiven(oneOf(...Object.keys(FORMATS)))(prototype, 'format');
  ApiPropertyOptional({
    description: 'Of a file: its columns in their order, with commas between',
    example: 'number,text',
  })(prototype, 'columns');
  FitsIfGiven(aText(500))(prototype, 'columns');
}

function documentation<P extends string, Asked extends object, Result>(
  { name, summary, description, tag, answers }: QueryRoute<P, Asked, Result>,
  parameters: readonly [string, Parameter][],
  types: readonly string[],
): MethodDecorator[] {
  const more = description === undefined ? {} : { description };
  const preference = types.length === 1 ? '' : 'As the Accept header prefers; JSON where it does not say';
  return [
    ApiTags(tag),
    ApiOperation({ summary, ...more, operationId: `${name.charAt(0).toLowerCase()}${name.slice(1)}` }),
    ApiOkResponse({ description: preference, content: contentOf(answers, types) }),
    ...parameters.map(([parameter, { description: says, format }]) =>
      ApiParam({ name: parameter, description: says, schema: { type: 'string', ...(format && { format }) } }),
    ),
  ];
}

/** JSON of what is shown; other forms are texts. */
function contentOf(answers: Shown, types: readonly string[]): Record<string, { schema: object }> {
  return Object.fromEntries(
    types.map((type) => [type, { schema: type === 'application/json' ? schemaOf(answers) : { type: 'string' } }]),
  );
}

function taken(parameters: readonly [string, Parameter][], address: Readonly<Record<string, string>>): object {
  return Object.fromEntries(
    parameters.map(([name, parameter]) => {
      const said = address[name]!;
      return [name, parameter.take ? parameter.take(said) : said];
    }),
  );
}
