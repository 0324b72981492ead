import { expect } from 'chai';
import { UsageError } from '../../../errors';
import { courseCopies, courseFile } from '../../../test/support/course';
import { COMPARES, coursesWithHidden } from '../../../test/support/hidden-course';
import { check, problemsOf } from './check-course';

const course = courseCopies();
const courseWithHidden = coursesWithHidden();

describe('checking a course without mistakes', () => {
  it('says what was proved', async () => {
    const results = await check(course());
    expect(results).to.deep.equal([
      { name: 'YAML and suites agree', problems: [] },
      { name: 'stubs and solution export what the YAML names', problems: [] },
      { name: 'no stray files', problems: [] },
      { name: 'stubs earn nothing', problems: [] },
      { name: 'the solution earns everything', problems: [] },
      { name: 'no answer makes a suite fall over', problems: [] },
      { name: 'a function that does nothing earns nothing', problems: [] },
      { name: 'every test is failed by a mutant', problems: [] },
      { name: 'mutant adds-one', problems: [] },
      { name: 'mutant squares', problems: [] },
      { name: 'mutant takes-a-third', problems: [] },
      { name: 'texts are in every language of the course', problems: [] },
    ]);
  });

  it('tells which titles, hints and labels are in one language alone, where some are in two', async () => {
    const suite = courseFile('tiny/suites/half.suite.ts')
      .replace("title: 'half of one'", "title: { en: 'half of one', 'pt-BR': 'metade de um' }")
      .replace(/ {4}expect\((.*)\)\.to\.equal\(0\.5\);/, (_, half) => {
        const labels = ["'the half'", "'half'", "{ en: 'half of one', 'pt-BR': 'metade de um' }"];
        return labels.map((label) => `    expect(${half}, ${label}).to.equal(0.5);`).join('\n');
      });
    const results = await check(course({ 'tiny/suites/half.suite.ts': suite }));
    const texts = results.find(({ name }) => name.startsWith('texts'))!.problems;
    expect(texts).to.include('a label of half/one is in one language: "the half"; write { en, pt-BR }');
    expect(texts.filter((problem) => problem.includes('half/one'))).to.have.length(1);
  });

  const AMUSED = "Object.assign(new Error('not amused at all'), { 'pt-BR': 'nada divertido' })";
  const thrown: [what: string, error: string, problems: number][] = [
    ['in one language', "new Error('not amused at all')", 1],
    ['in two', AMUSED, 0],
  ];
  for (const [what, error, problems] of thrown) {
    it(`reads what the lab throws at mutants: ${what}`, async () => {
      const double = "submission.function<(x: number) => number>('src/double.ts', 'double')";
      const lab = courseFile('tiny/lab.ts').replace(
        `double: ${double}`,
        `double: (x: number) => { const y = ${double}(x); if (y === x + 1) throw ${error}; return y; }`,
      );
      const suite = courseFile('tiny/suites/half.suite.ts').replace(
        "title: 'half of one'",
        "title: { en: 'half of one', 'pt-BR': 'metade de um' }",
      );
      const results = await check(course({ 'tiny/lab.ts': lab, 'tiny/suites/half.suite.ts': suite }));
      const texts = results.find(({ name }) => name.startsWith('texts'))!.problems;
      expect(texts.filter((problem) => problem.includes('not amused'))).to.have.length(problems);
    });
  }

  it('grades with hidden suites once more', async () => {
    const suite = courseFile('tiny/suites/half.suite.ts')
      .replace("'one', {", "'two', {")
      .replace('../lab', '../../tiny/lab');
    const folder = course({
      'solution/suites/half.suite.ts': suite,
      'solution/suites/hidden.yaml':
        'assignment: tiny\nversion: 1.0.0\nquestions:\n  - { id: half, suite: half.suite.ts, tests: [{ id: two, points: 1 }] }\n',
      'solution/mutants/takes-a-third/mutant.yaml':
        'about: Takes a third.\nfile: src/half.ts\nfails: [half/one, half/two]\n',
    });
    const results = await check(folder);
    expect(results.map(({ name }) => name)).to.include.members([
      'stubs earn nothing, hidden suites included',
      'the solution earns everything, hidden suites included',
    ]);
    expect(results.flatMap(({ problems }) => problems)).to.deep.equal([]);
  });

  it('lets hidden suites ask the solution, for the mutants too', async () => {
    const folder = courseWithHidden([COMPARES], {
      'solution/mutants/third/half.ts': 'export const half = (x: number) => x / (x === 1 ? 2 : 3);\n',
      'solution/mutants/third/mutant.yaml': 'about: Thirds.\nfile: src/half.ts\nfails: [half/t0]\n',
      'solution/mutants/takes-a-third/mutant.yaml':
        'about: Takes a third.\nfile: src/half.ts\nfails: [half/one, half/t0]\n',
    });
    const results = await check(folder);
    expect(results.map(({ name }) => name)).to.include('mutant third');
    expect(results.flatMap(({ problems }) => problems)).to.deep.equal([]);
  });

  it('holds mutants to their penalties also where hidden tests decide all points', async () => {
    const folder = course({
      'solution/suites/double.suite.ts': `import { expect, suite } from '@boletim/grader/suite';
import type { Lab } from '../../tiny/lab';

suite<Lab>('double', ({ test }) => {
  test('again', { title: 'twice two' }, async ({ evaluate }) => {
    expect(await evaluate(({ double }) => double(2))).to.equal(4);
  });
});
`,
      'solution/suites/hidden.yaml':
        'assignment: tiny\nversion: 1.0.0\nquestions:\n  - { id: double, suite: double.suite.ts, share: 1, tests: [{ id: again, points: 1 }] }\n',
      // It earns nothing that a penalty could be taken from.
      'solution/mutants/adds-one/mutant.yaml':
        'about: Adds one.\nfile: src/double.ts\nfails: [double/zero, double/again]\n',
    });
    expect(await problemsOf(folder)).to.deep.equal({});
  });

  it('does not know an assignment that is not there', async () => {
    await check('/nowhere').then(
      () => expect.fail('it resolved'),
      (error: unknown) => expect(error).to.be.instanceOf(UsageError),
    );
  });
});
