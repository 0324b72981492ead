import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { COURSE, NODE_MODULES, SOLUTIONS } from '../../../../system/paths';
import { packageAutograder } from '../../../release/gradescope';
import { writeTree } from '../../class/support';
import { linkPackages } from '../link-packages';
import { unzip } from './unzip';

const DATES = `timeZone: America/Los_Angeles
due: 2018-06-30 23:59
late: { policy: percent-per-day, percentPerDay: 10 }
cutoff: + 2 days
`;

describe('an autograder for Gradescope, with a deadline', function () {
  this.timeout(120_000);
  const root = path.join(NODE_MODULES, '.cache', 'boletim', `gradescope-late-test-${process.pid}`);
  const source = path.join(root, 'source');

  before(async () => {
    const hidden = path.join(COURSE, 'grader/test/specimens/warmup-hidden');
    await unzip(await packageAutograder({ assignment: 'warmup', hidden, lang: 'en' }), source);
    linkPackages(source);
    fs.appendFileSync(path.join(source, 'assignments/warmup/assignment.yaml'), DATES);
    const extensions = [{ names: ['ana', 'Ana@x.edu'], until: '2018-07-02T06:59:00Z' }];
    fs.writeFileSync(path.join(source, 'extensions.json'), JSON.stringify(extensions));
    for (const name of ['mean', 'count-labels', 'retry'])
      writeTree(path.join(root, 'submission'), {
        [`src/${name}.ts`]: fs.readFileSync(path.join(SOLUTIONS, 'warmup', `src/${name}.ts`)),
      });
    fs.mkdirSync(path.join(root, 'results'));
  });
  after(() => fs.rmSync(root, { recursive: true, force: true }));

  interface Results {
    score: number;
    output: string;
    tests: { name: string; score?: number; output: string; visibility: string }[];
  }
  const run = (createdAt: string | null, email = 'bo@x.edu'): Results => {
    const metadata = { id: 1, created_at: createdAt, users: [{ email, id: 7, name: 'Somebody' }] };
    fs.writeFileSync(path.join(root, 'submission_metadata.json'), JSON.stringify(metadata));
    const env = { ...process.env, AUTOGRADER_ROOT: root };
    const { stderr } = spawnSync(path.join(source, 'run_autograder'), { env, encoding: 'utf8' });
    const file = path.join(root, 'results', 'results.json');
    expect(fs.existsSync(file), stderr).to.equal(true);
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Results;
  };
  const lateEntries = ({ tests }: Results) => tests.filter(({ name }) => name.endsWith(': Late'));

  it('takes nothing off in the last minute', () => {
    const results = run('2018-06-30T23:59:32.365935-07:00');
    expect([results.score, results.output, lateEntries(results)]).to.deep.equal([10, '', []]);
  });

  it('takes a day off after it, and shows no share of points that are withheld', () => {
    const results = run('2018-07-01T14:22:32.365935-07:00');
    expect(results.score).to.equal(9);
    const [mean, ...others] = lateEntries(results);
    expect(mean).to.include({ visibility: 'after_published' });
    expect(mean?.output).to.equal(
      '1 day late: -10 % (due 2018-06-30 23:59, handed in 2018-07-01 14:22, America/Los_Angeles)',
    );
    expect(others.map(({ visibility }) => visibility)).to.deep.equal(['visible', 'visible']);
  });

  it('knows an extension by the e-mail address', () => {
    expect(run('2018-07-01T14:22:32.365935-07:00', 'ana@X.edu').score).to.equal(10);
    const late = run('2018-07-02T14:22:32.365935-07:00', 'ana@X.edu');
    expect(late.score).to.equal(9);
    expect(lateEntries(late)[0]?.output).to.contain('due 2018-07-01 23:59, extended, handed in');
  });

  it('counts nothing after the cutoff, and begins with why', () => {
    const results = run('2018-07-03T00:00:00.000000-07:00');
    expect(results.score).to.equal(0);
    expect(results.output).to.contain('Handed in after the cutoff (2018-07-02 23:59, America/Los_Angeles)');
    expect(results.tests.length).to.be.greaterThan(3);
  });

  it('says that it does not know when something came', () => {
    const results = run(null);
    expect(results.score).to.equal(10);
    expect(results.output).to.contain('It is not known when this was handed in');
  });
});
