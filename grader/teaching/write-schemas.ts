import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { assignmentSpec, declarationSpec, hiddenSpec } from '@boletim/grader/assignment';
import { requestFileSpec } from './class/requests';
import { reviewSpec } from './class/review-spec';
import { classRecordSchema } from './class/class-record-schema';
import { classSettingsSpec } from './class/class-settings';
import { termSpec } from './term';
import { gradescopeSchema } from '@boletim/grader/reporters';
import { reportSchema } from '@boletim/grader/report';
import { COURSE } from '@boletim/grader/system';

/** The published JSON Schemas by where they lie below the root: what `npm run schema` writes. */
export function schemaFiles(): Map<string, string> {
  const schemas: Record<string, object> = {
    'grader/schema/assignment.schema.json': courseFile('assignment', assignmentSpec),
    'grader/schema/hidden.schema.json': courseFile('hidden', hiddenSpec),
    'grader/schema/declaration.schema.json': courseFile('declaration', declarationSpec.partial()),
    'grader/teaching/schema/class-settings.schema.json': courseFile('class', classSettingsSpec),
    'grader/teaching/schema/review.schema.json': courseFile('review', reviewSpec),
    'grader/teaching/schema/request.schema.json': courseFile('request', requestFileSpec),
    'grader/teaching/schema/term.schema.json': courseFile('term', termSpec),
    'grader/teaching/schema/class.schema.json': z.toJSONSchema(classRecordSchema, { io: 'input' }),
    'grader/schema/gradescope-results.schema.json': z.toJSONSchema(gradescopeSchema),
    'grader/schema/report.schema.json': z.toJSONSchema(reportSchema, { io: 'input' }),
  };
  return new Map(
    Object.entries(schemas).map(([file, schema]) => [file, `${JSON.stringify(schema, null, 2)}\n`]),
  );
}

/** Editors complete and check YAML files with these; draft 7 is what they know best. */
function courseFile(name: string, spec: z.ZodType): object {
  const { $schema, ...schema } = z.toJSONSchema(spec, { io: 'input', target: 'draft-7' });
  return { $schema, title: `Boletim: ${name}.yaml`, ...schema };
}

if (require.main === module) {
  for (const [file, text] of schemaFiles()) {
    const target = path.join(COURSE, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  }
}
