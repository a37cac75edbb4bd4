import { Ajv } from 'ajv';
import examples from '../../src/http/answer-examples.json' with { type: 'json' };
import { CityHall } from '../journeys/city-hall.js';
import { answersOfSmallCity } from './small-city.js';

interface OpenApi {
  readonly paths: Record<string, Record<string, { responses: Record<string, { content?: Content } | undefined> }>>;
}
type Content = Readonly<Record<string, { example?: unknown; schema?: object } | undefined>>;

describe('the answers that the documentation shows', () => {
  it('are of the shape that the program answers with; npm run answer-examples writes them', async () => {
    expect(shapeOf(examples)).toEqual(shapeOf(await answersOfSmallCity()));
  });

  it('stand at every query of the API', async () => {
    const shown = (await queries()).map(([route, json]) => [route, json?.example]);
    expect(Object.fromEntries(shown)).toEqual(examples);
  });

  it('have all that their schemas require, and nothing that these do not name', async () => {
    for (const [route, json] of await queries()) {
      const validate = ajv.compile(closed(json?.schema) as object);
      validate(json?.example);
      expect({ route, errors: validate.errors }).toEqual({ route, errors: null });
      expect(ajv.compile(closed(json?.schema) as object)({})).toBe(false);
    }
  });
});

const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });

/** What each query answers in JSON, by its route. */
async function queries(): Promise<[string, Content[string]][]> {
  const hall = await CityHall.open('2022-02-20');
  const { paths } = (await (await hall.fetch('/openapi.json')).json()) as OpenApi;
  await hall.close();
  return Object.entries(paths)
    .filter(([route, { get }]) => route.startsWith('/v1/') && get !== undefined)
    .map(([route, { get }]) => [route, get!.responses['200']?.content?.['application/json']]);
}

/** A schema whose objects have the members that it names and no others. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closed(part)]));
  return 'properties' in schema && schema.properties !== undefined && 'type' in schema
    ? { ...inner, additionalProperties: false }
    : inner;
}

/** A value with the names of its parts and the kinds of its texts and numbers alone. */
function shapeOf(value: unknown): unknown {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part)]));
}
