import { expect } from 'chai';
import { NO_DECLARATION } from '../../../submission/no-declaration';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment, type Assignment } from '@boletim/grader/assignment';
import type { Report } from '@boletim/grader/report';
import { gradeQuestions } from '../../class/grade-questions';
import { ResultsStore } from '../../class/results-store';
import { reportOf, temporaryFolder, testOf } from './support';

/** What did not change is not graded again, question by question. */
describe('grading what changed', () => {
  const course = copyOfWarmup();
  let store: ResultsStore;
  beforeEach(async () => {
    store = new ResultsStore(path.join(temporaryFolder(), 'results'));
    expect(await graded({})).to.deep.equal(['mean', 'count-labels', 'retry']);
  });

  const code = { 'src/mean.ts': 'a', 'src/count-labels.ts': 'b', 'src/retry.ts': 'c' };
  const grade = async (
    files: Record<string, string>,
    changes: { accept?: boolean; mistake?: boolean } = {},
  ) => {
    const asked: string[] = [];
    const rest = {
      problems: new Map(),
      missing: [],
      ignored: [],
      notes: [],
      lookAlikes: [],
      digest: 'd',
      declaration: NO_DECLARATION,
    };
    const result = await gradeQuestions({
      assignment: loadAssignment(course),
      submitted: { files: new Map(Object.entries({ ...code, ...files })), ...rest },
      store,
      environment: { seed: 1 },
      accept: () => changes.accept ?? true,
      grade: (part) => {
        asked.push(...part.questions.map(({ id }) => id));
        return Promise.resolve(fullReport(part, changes.mistake ? ['suite: broken'] : []));
      },
    });
    return { ...result, asked };
  };
  const graded = async (...parameters: Parameters<typeof grade>) => (await grade(...parameters)).asked;

  it('grades nothing when nothing changed', async () => {
    const { report, graded: any, asked } = await grade({});
    expect([any, ...asked]).to.deep.equal([false]);
    expect([report.score, report.maxScore]).to.deep.equal([10, 10]);
    expect(report.questions.map(({ id }) => id)).to.deep.equal(['mean', 'count-labels', 'retry']);
  });

  it('grades the one question whose file changed, and puts it in its place', async () => {
    const { report, asked } = await grade({ 'src/count-labels.ts': 'new' });
    expect(asked).to.deep.equal(['count-labels']);
    expect(report.questions.map(({ id }) => id)).to.deep.equal(['mean', 'count-labels', 'retry']);
    expect(report.assignment.id).to.equal('warmup');
  });

  it('grades nothing after a new version of the assignment, and names the new one', async () => {
    edit('assignment.yaml', /version: 1\.0\.\d+/, `version: 1.0.9`);
    const { report, asked } = await grade({});
    expect([report.assignment.version, ...asked]).to.deep.equal(['1.0.9']);
  });

  const edits: [string, string, string[]][] = [
    ['its suite', 'suites/retry.suite.ts', ['retry']],
    ['the lab', 'lab.ts', ['mean', 'count-labels', 'retry']],
    ['what suites may share', 'suites/shared.ts', ['mean', 'count-labels', 'retry']],
  ];
  for (const [what, file, questions] of edits) {
    it(`grades ${questions.join(', ')} when ${what} changed`, async () => {
      edit(file, /$/, `\n// ${file}\n`);
      expect(await graded({})).to.deep.equal(questions);
    });
  }

  it('grades the one question whose points changed', async () => {
    edit('assignment.yaml', /awkward-labels, points: 2/, 'awkward-labels, points: 1');
    edit('assignment.yaml', /counts, points: 2/, 'counts, points: 3');
    expect(await graded({})).to.deep.equal(['count-labels']);
  });

  it('grades everything that is not accepted', async () => {
    expect(await graded({}, { accept: false })).to.have.length(3);
  });

  it('keeps nothing of what met a mistake of the course', async () => {
    const files = { 'src/mean.ts': 'new' };
    expect((await grade(files, { mistake: true })).report.authorErrors).to.deep.equal(['suite: broken']);
    expect(await graded(files)).to.deep.equal(['mean']);
  });

  function edit(file: string, from: RegExp, to: string): void {
    const place = path.join(course, file);
    const text = fs.existsSync(place) ? fs.readFileSync(place, 'utf8') : '';
    fs.writeFileSync(place, text.replace(from, to));
  }
});

function fullReport(part: Assignment, authorErrors: string[]): Report {
  const questions = part.questions.map(({ id, title, file, maxPoints }) => {
    const tests = [testOf({ id: 'works', maxPoints })];
    return {
      id,
      title,
      file,
      points: maxPoints,
      maxPoints,
      tests,
      penalties: [],
      diagnostics: [],
      diagnosis: null,
    };
  });
  const score = questions.reduce((sum, { points }) => sum + points, 0);
  return reportOf({ add: 0, sort: 0 }, { questions, score, maxScore: score, authorErrors });
}

function copyOfWarmup(): string {
  const copy = path.join(temporaryFolder(), 'warmup');
  fs.cpSync(loadAssignment('warmup').folder, copy, { recursive: true });
  return copy;
}
