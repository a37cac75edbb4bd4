import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { answersOfSmallCity } from './small-city.js';

/** Writes the answers that the API's documentation shows: `npm run answer-examples`. */
const FILE = 'src/http/answer-examples.json';

const style = await resolveConfig(FILE);
writeFileSync(FILE, await format(JSON.stringify(await answersOfSmallCity()), { ...style, parser: 'json' }));
