import Ajv2020 from 'ajv/dist/2020';
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { returnClass } from '../../../return/return-class';
import { PROGRAM } from '../../../../system/paths';
import { temporaryFolder, writeTree } from '../../../../teaching/test/class/support';
import { personOf, unzip, writeOut } from '../support';

describe("Gradescope's autograder that hands results over", function () {
  this.timeout(30_000);
  const root = temporaryFolder();
  const schema = JSON.parse(
    fs.readFileSync(path.join(PROGRAM, 'schema/gradescope-results.schema.json'), 'utf8'),
  );
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);
  let source: Map<string, Buffer>;
  let count = 0;

  before(async function () {
    if (spawnSync('python3', ['--version']).status !== 0) return this.skip();
    const review = { questions: { sort: { points: 1, comment: 'shown in class' } }, comment: 'Well done.' };
    const rows = [
      personOf('ana', { row: { origin: 'submission_2467' }, review }),
      personOf('bo', { student: { id: 'bo', email: 'Bo@X.edu' } }),
      personOf('cy', {
        report: null,
        row: { outcome: 'not-gradable', origin: 'submission_9' },
        review: { questions: { add: { points: 2, comment: 'by hand' } } },
      }),
      personOf('dee', { row: { origin: 'submission_10' } }),
    ];
    rows[3]!.grade.afterCutoff = 'It came after the cutoff.';
    const out = await writeOut(path.join(root, 'out'), rows);
    await returnClass(out, { to: 'gradescope' });
    // A second return still holds everybody: the upload replaces the first.
    await writeOut(out, [
      rows[0]!,
      personOf('bo', { student: { id: 'bo', email: 'Bo@X.edu' }, points: 5 }),
      ...rows.slice(2),
    ]);
    const { files } = await returnClass(out, { to: 'gradescope' });
    source = await unzip(fs.readFileSync(files[0]!));
  });

  /** What the autograder leaves for a submission, in folders as Gradescope has them. */
  const run = (metadata: object) => {
    const folder = path.join(root, `autograder-${count++}`);
    for (const [file, bytes] of source) writeTree(path.join(folder, 'source'), { [file]: bytes });
    writeTree(folder, { 'submission_metadata.json': JSON.stringify(metadata), 'results/.keep': '' });
    const script = path.join(folder, 'source/run_autograder');
    const { status } = spawnSync('bash', [script], { env: { ...process.env, AUTOGRADER_ROOT: folder } });
    const file = path.join(folder, 'results/results.json');
    return { status, results: fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null };
  };

  it('gives a submission its own results, comments included, in the format of the schema', () => {
    const { results } = run({ id: 2467, users: [{ email: 'someone@x.edu' }] });
    expect(validate(results), JSON.stringify(validate.errors)).to.equal(true);
    expect(results.score).to.equal(8);
    expect(results.output).to.contain('shown in class').and.to.contain('Review: Well done.');
  });

  it('finds a person by address where the number is unknown, in any case', () => {
    const { results } = run({ id: 1, users: [{ email: 'bo@x.EDU' }] });
    expect(validate(results), JSON.stringify(validate.errors)).to.equal(true);
    expect(results.score).to.equal(9);
    expect(JSON.stringify(results)).to.contain('own-bo').and.not.to.contain('own-ana');
  });

  it('says why nothing could be graded', () => {
    const { results } = run({ id: 9, users: [] });
    expect(validate(results), JSON.stringify(validate.errors)).to.equal(true);
    expect(results.output).to.contain('Could not be graded');
  });

  it('gives what a review gave, and 0 for what does not count', () => {
    const [reviewed, late] = [9, 10].map((id) => run({ id, users: [] }).results);
    expect(reviewed).to.include({ score: 2 });
    expect(late).to.include({ score: 0 });
    expect(late.output).to.match(/^Sums\n\nIt came after the cutoff\./);
  });

  it('has nothing for a submission that came later', () => {
    expect(run({ id: 5000, users: [{ email: 'new@x.edu' }] })).to.deep.equal({ status: 1, results: null });
  });
});
