import Ajv2020 from 'ajv/dist/2020';
import fs from 'node:fs';
import path from 'node:path';

const SCHEMA = path.resolve(__dirname, '../../schema/class.schema.json');

/** What the published schema has against the text of a class.json; nothing when it is right. */
export function classFileErrors(text: string): string[] {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(
    JSON.parse(fs.readFileSync(SCHEMA, 'utf8')),
  );
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}
