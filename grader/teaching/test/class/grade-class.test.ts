import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import { gradeClass, type ClassOptions } from '../../class';
import { SOLUTIONS } from '@boletim/grader/system';
import { chooseSandbox } from '../../../sandbox/host/choose';
import { coursesWithHidden, hiddenAssignment, hiddenTests } from '../../../test/support/hidden-course';
import { classFileErrors } from './class-schema';
import { studentOf, temporaryFolder, writeTree, zipOf } from './support';

describe('grading a class', function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  const course = coursesWithHidden();
  const assignment = loadAssignment('warmup');
  const solution = Object.fromEntries(
    assignment.spec.files.map((file) => [file, fs.readFileSync(path.join(SOLUTIONS, 'warmup', file))]),
  );
  const { mode: sandbox } = chooseSandbox('auto', { strict: false });
  let count = 0;

  /** Four submissions: right, half right, broken, empty; and a student who handed nothing in. */
  const setUp = async (changes: Partial<ClassOptions> = {}): Promise<ClassOptions> => {
    const folder = path.join(root, String(count++));
    const submissions = path.join(folder, 'in');
    writeTree(submissions, {
      'ana.zip': await zipOf(solution),
      'cy.zip': 'no zip at all, but long enough to be one',
    });
    const [first] = Object.keys(solution) as [string];
    writeTree(path.join(submissions, 'bo'), { [first]: solution[first]! });
    fs.mkdirSync(path.join(submissions, 'dee'));
    const roster = ['ana', 'bo', 'cy', 'dee', 'eve'].map((id) => studentOf({ id, email: `${id}@x.edu` }));
    const fixed = {
      device: 'cpu',
      seed: 1,
      typeCheck: false,
      jobs: 2,
      force: false,
      retry: false,
      released: false,
      lang: 'en' as const,
    };
    return {
      ...fixed,
      assignment,
      submissions,
      out: path.join(folder, 'out'),
      roster,
      reviews: new Map(),
      sandbox,
      ...changes,
    };
  };

  it('gives every student a row, whatever was handed in', async () => {
    const { rows, complete } = await gradeClass(await setUp());
    expect(complete).to.equal(true);
    expect(
      rows.map(({ student, outcome, problem }) => [student.id, outcome, problem?.code ?? null]),
    ).to.deep.equal([
      ['ana', 'graded', null],
      ['bo', 'graded', null],
      ['cy', 'not-gradable', 'corrupt'],
      ['dee', 'not-gradable', 'empty'],
      ['eve', 'no-submission', null],
    ]);
    expect(rows[0]?.grade.score).to.equal(10);
    expect(rows[1]?.grade.score).to.be.within(1, 9);
  });

  it('writes a folder a student and the files of the class', async () => {
    const options = await setUp();
    await gradeClass(options);
    expect(fs.readdirSync(options.out).sort()).to.deep.equal(
      [
        '.hand-ins',
        '.results',
        'class.json',
        'grades.csv',
        'instructor',
        'items.csv',
        'moodle.csv',
        'students',
        'summary.html',
      ].sort(),
    );
    expect(fs.readdirSync(path.join(options.out, 'students', 'ana')).sort()).to.deep.equal([
      'report.html',
      'report.json',
    ]);
    expect(fs.readFileSync(path.join(options.out, 'grades.csv'), 'utf8')).to.match(
      /^ana,,ana@x.edu,,10,10,graded/m,
    );
    expect(classFileErrors(fs.readFileSync(path.join(options.out, 'class.json'), 'utf8'))).to.deep.equal([]);
  });

  it('grades only what changed, and everything when told to', async () => {
    const options = await setUp();
    expect(await gradeClass(options)).to.include({ graded: 2, reused: 0 });
    expect(await gradeClass(options)).to.include({ graded: 0, reused: 2 });
    fs.appendFileSync(path.join(options.submissions, 'bo', Object.keys(solution)[0]!), '// changed\n');
    expect(await gradeClass(options)).to.include({ graded: 1, reused: 1 });
    expect(await gradeClass({ ...options, force: true })).to.include({ graded: 2, reused: 0 });
  });

  it('goes on after a stop where it ended', async () => {
    const stop = new AbortController();
    const options = await setUp({ jobs: 1, signal: stop.signal, onProgress: () => stop.abort() });
    const stopped = await gradeClass(options);
    expect(stopped).to.include({ complete: false, graded: 1 });
    expect(fs.existsSync(path.join(options.out, 'students', 'ana', 'report.json'))).to.equal(true);
    expect(fs.existsSync(path.join(options.out, 'grades.csv'))).to.equal(false);
    const { signal: _, onProgress: __, ...again } = options;
    expect(await gradeClass(again)).to.include({ complete: true, graded: 1, reused: 1 });
  });

  it('merges reviews into every output', async () => {
    const review = { questions: { mean: { points: -1, comment: 'see me' } }, exempt: [], excused: false };
    const options = await setUp({ reviews: new Map([['ana', review]]) });
    await gradeClass(options);
    const read = (file: string) => fs.readFileSync(path.join(options.out, file), 'utf8');
    expect(read('grades.csv')).to.match(/^ana,,ana@x.edu,,9,10,/m);
    expect(read('moodle.csv')).to.match(/^ana@x.edu,9,.*see me/m);
    expect(read('students/ana/report.html')).to.contain('see me');
    expect(JSON.parse(read('students/ana/report.json')).score).to.equal(9);
  });

  it("draws inputs from each student's own seed when told to, the same in every run", async () => {
    const options = await setUp({ seed: 'student' });
    const seeds = async (force: boolean) =>
      (await gradeClass({ ...options, force })).rows.flatMap(({ report }) => report?.environment.seed ?? []);
    const first = await seeds(false);
    expect(new Set(first).size).to.equal(2);
    expect(await seeds(true)).to.deep.equal(first);
  });

  it('shares one reference solution, asks it the same once, and ends it', async () => {
    const asks = `await evaluate(() => 1);
    const ask = () => [process.pid, Math.random()];
    expect(await reference(ask)).to.deep.equal([]);`;
    const hidden = hiddenAssignment(course([asks, asks.replace('const ask', 'void 0; const ask')]));
    const options = await setUp({ assignment: hidden, sandbox: 'process', roster: [] });
    const src = (name: string) => ({
      [`${name}/src/half.ts`]: `// ${name}\nexport const half = () => 0.5;\n`,
    });
    fs.rmSync(options.submissions, { recursive: true });
    writeTree(options.submissions, { ...src('ana'), ...src('bo'), ...src('cy') });
    const { rows } = await gradeClass(options);
    const answers = rows.flatMap(({ report }) => hiddenTests(report!).map(({ expected }) => expected));
    const got = rows.flatMap(({ report }) => hiddenTests(report!).map(({ actual }) => actual));
    expect(answers).to.deep.equal(Array(6).fill('[]'));
    expect(new Set(got).size, got.join(' ')).to.equal(1);
    const [pid] = JSON.parse(got[0]!) as [number];
    expect(() => process.kill(pid, 0)).to.throw('ESRCH');
  });

  it('refuses a review of nobody, before anything is graded', async () => {
    const review = { questions: {}, exempt: [], excused: true };
    const options = await setUp({ reviews: new Map([['anna', review]]) });
    const outcome = await gradeClass(options).catch((error: Error) => error.message);
    expect(outcome).to.match(/No student is called anna; name review files like the students: ana, bo/);
  });

  it('removes the reports of who is no longer in the class', async () => {
    const options = await setUp();
    await gradeClass(options);
    const renamed = options.roster.map((student) =>
      student.id === 'ana' ? { ...student, id: 'ana.l', username: 'ana' } : student,
    );
    await gradeClass({ ...options, roster: renamed });
    expect(fs.readdirSync(path.join(options.out, 'students')).sort()).to.deep.equal(['ana.l', 'bo']);
    expect(fs.readdirSync(path.join(options.out, 'instructor'))).not.to.include('ana.json');
  });

  it('refuses to write among the submissions', async () => {
    const options = await setUp();
    const outcome = await gradeClass({ ...options, out: path.join(options.submissions, 'out') }).catch(
      (error: Error) => error.message,
    );
    expect(outcome).to.match(/lies in the submissions folder/);
    expect(fs.readdirSync(options.submissions)).not.to.include('out');
  });

  it("removes a student's old report when the submission can no longer be graded", async () => {
    const options = await setUp();
    await gradeClass(options);
    fs.writeFileSync(path.join(options.submissions, 'ana.zip'), 'damaged on the way, unfortunately');
    await gradeClass(options);
    expect(fs.existsSync(path.join(options.out, 'students', 'ana'))).to.equal(false);
  });
});
