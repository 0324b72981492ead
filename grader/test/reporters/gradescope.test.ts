import Ajv2020 from 'ajv/dist/2020';
import { expect } from 'chai';
import { z } from 'zod';
import { LANGS, reporters, type ReportOptions } from '../../reporters';
import { gradescopeSchema } from '../../reporters/gradescope-schema';
import { exampleQuestion, exampleReport, exampleTest } from './build-report';
import { hostileReport, richReport, secretReport } from './example-report';
import { expectGolden } from './golden';
import { CANARY } from './hostile-text';

type Results = z.infer<typeof gradescopeSchema>;

const examples = { rich: richReport, hostile: hostileReport, secret: secretReport };
const student = { lang: 'en', audience: 'student' } as const;
const instructor = { lang: 'en', audience: 'instructor' } as const;

function results(report: Parameters<typeof reporters.gradescope>[0], options: ReportOptions): Results {
  return JSON.parse(reporters.gradescope(report, options)) as Results;
}

describe("Gradescope's results.json", () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
    z.toJSONSchema(gradescopeSchema),
  );

  for (const [name, build] of Object.entries(examples)) {
    for (const audience of ['student', 'instructor'] as const) {
      for (const lang of LANGS) {
        it(`has only the fields Gradescope knows: ${name}, ${audience}, ${lang}`, () => {
          expect(validate(results(build(), { lang, audience })), JSON.stringify(validate.errors)).to.equal(
            true,
          );
        });
      }
    }
  }

  it('states the score, which the floor of a question may keep above the sum of the tests', () => {
    const penalty = { id: 'p', title: 'p', points: -3, maxPoints: -3, applied: true, message: null };
    const report = exampleReport([exampleQuestion({ penalties: [penalty] }), exampleQuestion()]);
    const { score, tests } = results(report, student);
    expect(score).to.equal(0.5);
    expect(tests!.reduce((sum, test) => sum + (test.score ?? 0), 0)).to.equal(-2);
  });

  it('writes 0.3 for 0.1 + 0.2', () => {
    const tests = [exampleTest({ points: 0.1 }), exampleTest({ points: 0.2 })];
    expect(results(exampleReport([exampleQuestion({ tests })]), student).score).to.equal(0.3);
  });

  it('numbers tests by question', () => {
    const { tests } = results(exampleReport([exampleQuestion(), exampleQuestion()]), student);
    expect(tests!.map((test) => test.number)).to.deep.equal(['1.1', '2.1']);
  });

  it('hides nothing from students that would take their total away, unless a test waits for release', () => {
    const report = richReport();
    report.questions[2]!.tests = report.questions[2]!.tests.filter(
      (test) => test.visibility !== 'after-release',
    );
    const visibilities = results(report, student).tests!.map((test) => test.visibility);
    expect(new Set(visibilities)).to.have.keys('visible');
  });

  it('lets tests for later wait until grades are published, and says no total meanwhile', () => {
    const { tests, output } = results(secretReport(), student);
    expect(tests!.map((test) => test.visibility)).to.deep.equal([
      'visible',
      'visible',
      'after_published',
      'visible',
    ]);
    expect(output).not.to.match(/\d/);
    const published = results(secretReport(), { ...student, released: true });
    expect(published.tests!.every((test) => test.visibility === 'visible')).to.equal(true);
  });

  it('gives the instructor the details in entries that are hidden and have no score', () => {
    const { tests } = results(secretReport(), instructor);
    const [shown, hidden] = [tests!.slice(0, 4), tests!.slice(4)];
    expect(JSON.stringify(shown.filter((test) => test.visibility === 'visible'))).not.to.contain(CANARY);
    expect(hidden.map((test) => [test.visibility, test.score, test.output!.includes(CANARY)])).to.deep.equal(
      Array.from({ length: 3 }, () => ['hidden', undefined, true]),
    );
  });

  it('ends lines with a line feed only', () => {
    expect(reporters.gradescope(hostileReport(), student)).not.to.contain('\\r');
  });

  it('is the golden file', () => {
    expectGolden('rich.gradescope.json', reporters.gradescope(richReport(), instructor));
  });
});
