import examples from '../../src/http/answer-examples.json' with { type: 'json' };
import { CityHall } from '../journeys/city-hall.js';
import { answersOfSmallCity } from './small-city.js';

interface OpenApi {
  readonly paths: Record<string, Record<string, { responses: Record<string, { content?: Json } | undefined> }>>;
}
type Json = Readonly<Record<string, { example?: unknown } | undefined>>;

describe('the answers that the documentation shows', () => {
  it('are of the shape that the program answers with; npm run answer-examples writes them', async () => {
    expect(shapeOf(examples)).toEqual(shapeOf(await answersOfSmallCity()));
  });

  it('stand at every query of the API', async () => {
    const hall = await CityHall.open('2022-02-20');
    const { paths } = (await (await hall.fetch('/openapi.json')).json()) as OpenApi;
    await hall.close();
    const queries = Object.entries(paths).filter(([route, { get }]) => route.startsWith('/v1/') && get !== undefined);
    const shown = queries.map(([route, { get }]) => [
      route,
      get!.responses['200']?.content?.['application/json']?.example,
    ]);
    expect(Object.fromEntries(shown)).toEqual(examples);
  });
});

/** A value with the names of its parts and the kinds of its texts and numbers alone. */
function shapeOf(value: unknown): unknown {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part)]));
}
