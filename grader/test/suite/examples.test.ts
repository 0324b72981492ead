import { expect } from 'chai';
import path from 'node:path';
import type { Assignment } from '../../assignment/assignment';
import type { LabDefinition, SubmittedFunctions } from '../../assignment/lab';
import type { Report } from '../../report/report';
import { temporaryFolderInside } from '../support/folders';
import { gradeFolder } from '../support/grade-folder';
import { publicApi, typeErrors } from '../support/public-api';
import { LAB_TESTS, ofLabs, ofSuites, suiteFile, writeLab, writeSuites } from './example-course';

const api = publicApi();

describe('what boletim/suite exports', () => {
  it('is explained on hover', () => {
    expect(api.filter(({ doc }) => !/^[A-Z].{20}[^]*\.$/.test(doc)).map(({ name }) => name)).to.deep.equal(
      [],
    );
  });

  it('is explained without pointing to what a hover does not show', () => {
    const pointing = api.filter(({ doc }) => /\b(above|below this|as before|the same as for)\b/i.test(doc));
    expect(pointing.map(({ name }) => name)).to.deep.equal([]);
  });

  it('has an example wherever something is called', () => {
    expect(api.filter(({ callable }) => callable)).to.have.length.above(20);
    expect(api.filter(({ callable, example }) => callable && !example).map(({ name }) => name)).to.deep.equal(
      [],
    );
  });
});

describe('the examples of boletim/suite', function () {
  this.timeout(120_000);
  const root = temporaryFolderInside();
  let errors: Map<string, string[]>;
  let report: Report;
  let labReport: Report;

  before(async () => {
    const [suites, lab] = [writeSuites(root), writeLab(root)];
    errors = typeErrors([...suites.files, ...lab.files]);
    report = await grade(suites.assignment);
    labReport = await grade(lab.assignment);
  });

  ofSuites.forEach(({ name }, index) => {
    it(`${name} compiles and passes`, () => {
      expect(errors.get(suiteFile(root, index))).to.deep.equal([]);
      const { tests, penalties } = report.questions[index]!;
      expect(tests.map(({ status, message }) => [status, message])).to.deep.equal(
        tests.map(() => ['passed', null]),
      );
      expect(penalties.filter(({ applied }) => applied)).to.deep.equal([]);
      expect(report.authorErrors).to.deep.equal([]);
    });
  });

  it(`${ofLabs.map(({ name }) => name).join(', ')} compile, and make a lab`, async () => {
    expect([...errors].filter(([file, found]) => file.includes('labs') && found.length > 0)).to.deep.equal(
      [],
    );
    const [{ tests }] = labReport.questions as [Report['questions'][number]];
    expect(tests.map(({ id, status, message }) => [id, status, message])).to.deep.equal(
      LAB_TESTS.map(([id]) => [id, 'passed', null]),
    );
    expect(labReport.environment.device).to.equal('cpu');
  });

  it('of a lab say what they say to doctor, and how a training goes on', async () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { lab } = require(path.join(root, 'labs', 'lab.ts')) as { lab: LabDefinition<TrainingLab> };
    expect((await lab.diagnose!())[0]).to.have.all.keys('name', 'available', 'reason', 'advice');
    const news: unknown[] = [];
    const submission = { function: () => () => 0 } as unknown as SubmittedFunctions;
    const { retrain } = lab.createLab(submission, { emit: async (one) => void news.push(one) });
    await retrain({ seed: 5 });
    expect(news).to.deep.equal([{ type: 'notice', text: 'The weights are drawn from the seed 5.' }]);
  });
});

interface TrainingLab {
  retrain(request: { seed: number }): Promise<void>;
}

function grade(assignment: Assignment): Promise<Report> {
  const settings = { sandbox: 'process', device: 'auto', typeCheck: false } as const;
  return gradeFolder({ assignment, submission: assignment.folder, ...settings });
}
