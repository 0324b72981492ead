import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { assignmentSpec, declarationSpec, hiddenSpec } from './spec';

/** Where the JSON Schemas lie that editors complete and check course files with. */
export const SCHEMA_FOLDER = path.join(__dirname, 'schema');

const SPECS = { assignment: assignmentSpec, hidden: hiddenSpec, declaration: declarationSpec.partial() };

/** The schemas' files, by name: what `npm run schema` writes. Draft 7 is what editors know best. */
export function schemaFiles(): Map<string, string> {
  const files = Object.entries(SPECS).map(([name, spec]): [string, string] => {
    const { $schema, ...schema } = z.toJSONSchema(spec, { io: 'input', target: 'draft-7' });
    const title = `Boletim: ${name}.yaml`;
    return [`${name}.schema.json`, `${JSON.stringify({ $schema, title, ...schema }, null, 2)}\n`];
  });
  return new Map(files);
}

if (require.main === module) {
  fs.mkdirSync(SCHEMA_FOLDER, { recursive: true });
  for (const [name, text] of schemaFiles()) fs.writeFileSync(path.join(SCHEMA_FOLDER, name), text);
}
