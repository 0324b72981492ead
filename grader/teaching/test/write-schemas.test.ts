import Ajv, { type ValidateFunction } from 'ajv';
import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { assignmentIds } from '../../assignment/ids';
import { ASSIGNMENTS, COURSE, SOLUTIONS, displayPath } from '../../system/paths';
import { schemaFiles } from '../write-schemas';

const SCHEMA_FOLDER = path.join(COURSE, 'grader/schema');

describe('the published JSON Schemas', () => {
  it('are what `npm run schema` writes', () => {
    const folders = ['', 'teaching'].map((folder) => path.join(COURSE, 'grader', folder, 'schema'));
    const published = folders.flatMap((folder) =>
      fs.readdirSync(folder).map((name) => path.relative(COURSE, path.join(folder, name))),
    );
    expect(published).to.have.members([...schemaFiles().keys()]);
    for (const [file, text] of schemaFiles())
      expect(fs.readFileSync(path.join(COURSE, file), 'utf8'), `run npm run schema: ${file}`).to.equal(text);
  });

  it('describe every field', () => {
    const { properties, required } = JSON.parse(schemaFiles().get('grader/schema/assignment.schema.json')!);
    expect(required).to.include.members(['id', 'version', 'title', 'lab', 'files', 'questions']);
    expect(properties.limits.properties.testSeconds.description).to.match(
      /What one test may compute and wait/,
    );
  });

  for (const file of courseFiles()) {
    const kind = path.basename(file, '.yaml');
    it(`accept ${displayPath(file)}, which names its schema`, () => {
      const text = fs.readFileSync(file, 'utf8');
      const named = /^# yaml-language-server: \$schema=(.+)$/m.exec(text)?.[1];
      const place = fs.realpathSync(path.resolve(path.dirname(file), named ?? ''));
      expect(place).to.equal(path.join(SCHEMA_FOLDER, `${kind}.schema.json`));
      const accepts = validatorOf(kind);
      expect(accepts(parse(text)), JSON.stringify(accepts.errors)).to.equal(true);
    });
  }

  it('refuse what the grader refuses', () => {
    const accepts = validatorOf('assignment');
    const assignment = parse(fs.readFileSync(path.join(ASSIGNMENTS, 'warmup', 'assignment.yaml'), 'utf8'));
    for (const wrong of [{ version: 'one' }, { files: ['../x.ts'] }, { questions: [] }, { surprise: 1 }])
      expect(accepts({ ...assignment, ...wrong }), JSON.stringify(wrong)).to.equal(false);
    expect(validatorOf('declaration')({ difficulty: 11 })).to.equal(false);
    expect(validatorOf('hidden')({ assignment: 'cnn', version: '1.0.0', questions: [] })).to.equal(false);
  });
});

/** Every YAML file of the course that has a schema. */
function courseFiles(): string[] {
  const files = assignmentIds().flatMap((id) => [
    path.join(ASSIGNMENTS, id, 'assignment.yaml'),
    path.join(ASSIGNMENTS, id, 'declaration.yaml'),
    path.join(SOLUTIONS, id, 'declaration.yaml'),
    path.join(SOLUTIONS, id, 'suites', 'hidden.yaml'),
  ]);
  return files.filter((file) => fs.existsSync(file));
}

function validatorOf(kind: string): ValidateFunction {
  const schema = JSON.parse(fs.readFileSync(path.join(SCHEMA_FOLDER, `${kind}.schema.json`), 'utf8'));
  return new Ajv({ allErrors: true, formats: { uri: true } }).compile(schema);
}
