import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../../errors';
import { COURSE } from '../../../system/paths';
import { initCourse, newAssignment } from '../../init';
import { temporaryFolder, writeTree } from '../class/support';

/** From an empty folder outside of any checkout, with nothing but the packed packages. */
describe('a course that boletim init writes', function () {
  this.timeout(600_000);
  const root = temporaryFolder();
  const course = path.join(root, 'Meu Curso');
  const release = path.join(root, 'student');

  const run = (cwd: string, command: string, ...parameters: string[]) => {
    const env = { ...process.env, npm_config_prefer_offline: 'true', npm_config_audit: 'false' };
    const { status, stdout, stderr } = spawnSync(command, parameters, { cwd, encoding: 'utf8', env });
    expect(status, `${command} ${parameters.join(' ')}\n${stdout}${stderr}`).to.equal(0);
    return stdout;
  };

  before(() => {
    run(
      root,
      process.execPath,
      path.join(COURSE, 'grader/bin/boletim.js'),
      'init',
      course,
      '--template',
      'tensors',
    );
    run(course, 'npm', 'install', '--no-fund');
  });

  it('has what teachers do after grading, for a class of its own', () => {
    writeTree(course, { 'term/ana/src/.keep': '' });
    fs.cpSync(path.join(course, 'solutions/first/src'), path.join(course, 'term/ana/src'), {
      recursive: true,
    });
    fs.cpSync(path.join(course, 'assignments/first/src'), path.join(course, 'term/bo/src'), {
      recursive: true,
    });
    run(course, 'npx', 'boletim', 'class', 'term', 'first', '--out', 'out', '--sandbox', 'process');
    writeTree(course, { 'reviews.csv': 'student,question,item,comment\nana,scale,,Well done.\n' });
    expect(run(course, 'npx', 'boletim', 'review', 'out', '--import', 'reviews.csv')).to.contain(
      '1 rows written',
    );
    expect(run(course, 'npx', 'boletim', 'similar', 'out')).to.contain('2 submissions compared');
    const returned = run(
      course,
      'npx',
      'boletim',
      'return',
      'out',
      '--to',
      'folder',
      '--from',
      'a@x.edu',
      '--dry-run',
    );
    expect(returned).to.contain('2 left out');
    for (const folder of ['term', 'out', 'reviews.csv'])
      fs.rmSync(path.join(course, folder), { recursive: true });
  });

  it('grades', () => {
    expect(run(course, 'npm', 'run', 'grade')).to.match(/Score 0 \/ 2/);
    const solved = run(course, 'npx', 'boletim', 'grade', 'first', '--submission', 'solutions/first');
    expect(solved).to.match(/Score 2 \/ 2/);
  });

  it('proves itself: format, types and check', () => {
    expect(run(course, 'npm', 'test')).to.match(/12 checks passed, 0 failed/);
  });

  it('says how to format what is not formatted', () => {
    const odd = path.join(course, 'assignments/first/odd.ts');
    fs.writeFileSync(odd, 'export   const one=1');
    const { status, stderr } = spawnSync('npm', ['test'], { cwd: course, encoding: 'utf8' });
    fs.rmSync(odd);
    expect(status).not.to.equal(0);
    expect(stderr).to.contain('Run: npm run format');
  });

  it('takes another assignment, which passes check at once', () => {
    run(course, 'npx', 'boletim', 'new', 'more-lists');
    expect(run(course, 'npx', 'boletim', 'check', 'more-lists')).to.match(/12 checks passed, 0 failed/);
    run(course, 'npx', 'prettier', '--check', '.');
  });

  it('releases both to students, small, without a solution, and grades there after npm ci', () => {
    run(course, 'npx', 'boletim', 'release', 'first', 'more-lists', '--out', release);
    const files = (fs.readdirSync(release, { recursive: true }) as string[]).map((file) =>
      path.join(release, file),
    );
    const sizes = files.map((file) => fs.statSync(file)).filter((stats) => stats.isFile());
    expect(sizes.reduce((sum, { size }) => sum + size, 0)).to.be.below(1_000_000);
    expect(
      files.filter((file) => /solutions|mutant|hidden/.test(path.relative(release, file))),
    ).to.deep.equal([]);
    run(release, 'npm', 'ci', '--no-fund');
    for (const name of ['teaching', 'desk'])
      expect(fs.existsSync(path.join(release, 'node_modules/@boletim', name)), name).to.equal(false);
    expect(run(release, 'npm', 'run', 'grade')).to.match(/Score 0 \/ 2/);
    expect(run(release, 'npm', 'run', 'grade', '--', 'more-lists')).to.match(/Score 0 \/ 2/);
    expect(run(release, 'npm', 'test')).to.match(/2 passing/);
  });
});

describe('boletim init and new', () => {
  it('touch nothing that is there', () => {
    const folder = writeTree(temporaryFolder(), { 'thesis.txt': 'mine' });
    expect(() => initCourse({ folder, template: 'functions' })).to.throw(UsageError, 'is not empty');
    expect(fs.readdirSync(folder)).to.deep.equal(['thesis.txt']);
    newAssignment({ course: folder, id: 'sums', template: 'functions' });
    expect(() => newAssignment({ course: folder, id: 'sums', template: 'functions' })).to.throw(
      UsageError,
      'There is already assignments/sums',
    );
  });

  it('write all that an assignment has', () => {
    const files = newAssignment({ course: temporaryFolder(), id: 'sums', template: 'functions' });
    expect(files.map((file) => file.replace('/sums/', '/')).sort()).to.deep.equal([
      ...[
        'README.md',
        'README.pt-BR.md',
        'assignment.yaml',
        'declaration.yaml',
        'lab.ts',
        'src/double.ts',
      ].map((file) => `assignments/${file}`),
      'assignments/suites/double.suite.ts',
      ...['mutants.yaml', 'src/double.ts', 'suites/double.suite.ts', 'suites/hidden.yaml'].map(
        (file) => `solutions/${file}`,
      ),
    ]);
  });

  for (const id of ['', 'Sums', '../sums', 'sums_2', '-a', 'a b']) {
    it(`refuse ${JSON.stringify(id)} as an id`, () => {
      const make = () => newAssignment({ course: temporaryFolder(), id, template: 'functions' });
      expect(make).to.throw(UsageError, "cannot be an assignment's id");
    });
  }
});
