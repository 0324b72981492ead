import type { QuestionReport, Report, TestReport } from '../../reporters';

/** A test that passed, changed as asked. */
export function exampleTest(changes: Partial<TestReport> = {}): TestReport {
  return {
    id: 'keeps-the-shape',
    title: 'keeps the shape of its input',
    points: 0.5,
    maxPoints: 0.5,
    status: 'passed',
    hidden: false,
    visibility: 'always',
    durationMs: 12.4,
    message: null,
    expected: null,
    actual: null,
    hint: null,
    location: null,
    source: { file: 'assignments/cnn/suites/architecture.suite.ts', line: 14 },
    output: '',
    difference: null,
    ...changes,
  };
}

/** A question whose points are the sum of its tests and applied penalties. */
export function exampleQuestion(changes: Partial<QuestionReport> = {}): QuestionReport {
  const tests = changes.tests ?? [exampleTest()];
  const penalties = changes.penalties ?? [];
  const sum = (items: readonly { points: number }[]): number =>
    items.reduce((total, { points }) => total + points, 0);
  return {
    id: 'architecture',
    title: 'The residual block',
    file: 'src/residual-forward.ts',
    points: Math.max(0, sum(tests) + sum(penalties)),
    maxPoints: tests.reduce((total, { maxPoints }) => total + maxPoints, 0),
    tests,
    penalties,
    diagnostics: [],
    diagnosis: null,
    ...changes,
  };
}

/** A report of these questions, whose score is the sum of theirs. */
export function exampleReport(questions: QuestionReport[], changes: Partial<Report> = {}): Report {
  return {
    schema: 'boletim/report/v1',
    assignment: {
      id: 'cnn',
      title: 'Convolutional networks',
      version: '1.0.0',
      digest: 'sha256:4f0c1d7be9a2384f0c1d7be9a2384f0c1d7be9a2384f0c1d7be9a2384f0c1d7b',
    },
    submission: {
      name: 'ana.souza',
      digest: 'sha256:a77d02c9e51f63a77d02c9e51f63a77d02c9e51f63a77d02c9e51f63a77d02c9',
      missing: [],
      ignored: [],
    },
    environment: { node: 'v20.20.2', platform: 'linux x64', device: 'wasm', sandbox: 'bwrap', seed: 73 },
    startedAt: '2026-11-24T08:43:05.120Z',
    durationMs: 1834.2,
    questions,
    declaration: { status: 'missing', values: null, problems: [] },
    score: questions.reduce((total, { points }) => total + points, 0),
    maxScore: questions.reduce((total, { maxPoints }) => total + maxPoints, 0),
    warnings: [],
    authorErrors: [],
    retrain: null,
    ...changes,
  };
}
