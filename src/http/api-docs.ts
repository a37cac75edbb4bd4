import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, getSchemaPath, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import examples from './answer-examples.json' with { type: 'json' };
import { ProblemSchema } from './problem.js';

const DESCRIPTION = `
What citizens suggest in their neighbourhoods and what becomes of it (건의사항 관리대장), recorded as events.

- A **command** (POST) answers with its id, the revision of what it changed and its position in the log. Sent again
  with the same \`Idempotency-Key\` it is answered as the first time, status and \`Location\` included, with
  \`Idempotency-Replayed: true\`; with \`If-Match\` it is refused where the thing has changed since.
- A **query** (GET) answers from read models. \`?after=\` with a command's position waits until that is visible.
- Days are \`YYYY-MM-DD\` in Asia/Seoul, instants RFC 3339.
- Errors are \`application/problem+json\` (RFC 9457); their \`type\` is stable.
`;

/** The documentation at /docs, and the document itself at /openapi.json and /openapi.yaml. */
export function describeApi(app: NestFastifyApplication, version: string): void {
  SwaggerModule.setup('docs', app, apiDocument(app, version), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
    customSiteTitle: '건의사항 관리대장 · Suggestion ledger',
  });
}

export function apiDocument(app: NestFastifyApplication, version: string): OpenAPIObject {
  const problem = { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemSchema) } } };
  const config = new DocumentBuilder()
    .setTitle('건의사항 관리대장 · Suggestion ledger')
    .setDescription(DESCRIPTION)
    .setVersion(version)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/', 'This server')
    .addGlobalResponse(
      { status: '4XX', description: 'Refused: type says why', content: problem },
      { status: '5XX', description: 'Not possible now, or unexpected', content: problem },
    )
    .build();
  const document = SwaggerModule.createDocument(app, config, { extraModels: [ProblemSchema] });
  showAnswers(document);
  // Nobody signs in: it listens where only this machine reaches it.
  document.security = [];
  return document;
}

/** Shows what each query answers, as a small city was answered: `npm run answer-examples` asks it again. */
function showAnswers({ paths }: OpenAPIObject): void {
  for (const [route, example] of Object.entries(examples)) {
    const answer = paths[route]?.get?.responses['200'];
    if (!answer || '$ref' in answer) continue;
    answer.description ||= 'As a small city was answered';
    Object.assign(answer.content?.['application/json'] ?? {}, { example });
  }
}
