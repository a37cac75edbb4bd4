import { CityHall } from '../journeys/city-hall.js';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
}

interface OpenApi {
  readonly paths: Record<string, { post?: { requestBody?: { content: Record<string, { schema: Schema }> } } }>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

const IDS = '00000000-0000-4000-8000-000000000001';
const TARGETS: Readonly<Record<string, string>> = { item: '7-2-2-4', collection: 'suggestions' };

/** What names a thing that is there already is looked up, not recorded; what is corrected is judged as that field is. */
const NOT_RECORDED = ['/round', '/changes/0/path', '/changes/0/from', '/changes/0/to'];

/** Whatever the documentation shows as a text of a command: each is where a clerk may type a phone number. */
describe('a phone number', () => {
  let hall: CityHall;
  let fields: readonly (readonly [path: string, field: string, value: Text['value']])[];

  beforeAll(async () => {
    hall = await CityHall.open('2022-05-10');
    const { paths, components } = (await (await hall.fetch('/openapi.json')).json()) as OpenApi;
    const shape = (schema: Schema): Schema => components.schemas[schema.$ref?.split('/').at(-1) ?? ''] ?? schema;
    fields = Object.entries(paths).flatMap(([route, { post }]) => {
      const schema = post?.requestBody?.content['application/json']?.schema;
      if (!schema || route.startsWith('/v1/read-models')) return [];
      const path = route.replaceAll(/\{(\w+)\}/g, (_, name: string) => TARGETS[name] ?? IDS);
      const texts = textsIn(schema, shape).filter(({ field }) => !NOT_RECORDED.includes(field));
      return texts.map(({ field, value }) => [path, field, value] as const);
    });
  });
  afterAll(() => hall.close());

  it.each(['김씨 010-1234-5678', '010-1234-5678'])('is refused in every text of every command: %s', async (text) => {
    const taken: string[] = [];
    for (const [path, field, value] of fields) {
      const { status, body: told } = await hall.post(path, value(text));
      const named = told.errors?.some((error) => field.startsWith(error.field)) ?? false;
      if (status !== 400 || !named) taken.push(`${path} ${field}: ${String(status)}`);
    }
    expect(fields.length).toBeGreaterThan(60);
    expect(taken).toEqual([]);
  });
});

interface Text {
  readonly field: string;
  /** What holds another text there. */
  readonly value: (text: string) => unknown;
}

function textsIn(schema: Schema, shape: (schema: Schema) => Schema): Text[] {
  const { type, properties, items, enum: words } = shape(schema.allOf?.[0] ?? schema);
  if (properties) {
    return Object.entries(properties).flatMap(([name, part]) =>
      textsIn(part, shape).map(({ field, value }) => ({
        field: `/${name}${field}`,
        value: (text) => ({ [name]: value(text) }),
      })),
    );
  }
  if (type === 'array' && items) {
    return textsIn(items, shape).map(({ field, value }) => ({ field: `/0${field}`, value: (text) => [value(text)] }));
  }
  return type === 'string' && !words ? [{ field: '', value: (text) => text }] : [];
}
