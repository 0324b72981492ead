import type { PenaltyReport, Report, TestReport } from '../../reporters';
import { exampleQuestion, exampleReport, exampleTest } from './build-report';
import { exampleQuestions } from './example-questions';
import { exampleRetrain } from './example-retrain';
import { CANARY, HOSTILE } from './hostile-text';

/** What a term brings: every status, hidden tests of every visibility, penalties, a declaration, a training. */
export function richReport(): Report {
  return exampleReport(exampleQuestions(), {
    submission: {
      ...exampleReport([]).submission,
      missing: ['src/freeze.ts'],
      ignored: ['notes.txt', 'node_modules/'],
    },
    declaration: {
      status: 'given',
      values: {
        hours: 6.5,
        difficulty: 7,
        expectedGrade: 8.5,
        llmUse: 'To explain what a downsample is.',
        comments: 'Liked the residual block.\nThe loader took me an evening.',
      },
      problems: [],
    },
    warnings: ['src/transfer-weights.ts:9:3 Type error: Property "fc2" does not exist on type "ResNet18".'],
    retrain: exampleRetrain(),
  });
}

/** Every text a student controls, and some an author does, filled with what breaks careless formats. */
export function hostileReport(): Report {
  const tests = HOSTILE.map((text, index) =>
    exampleTest({
      id: `hostile-${index}`,
      title: index % 2 === 0 ? text.slice(0, 2000) : 'the same title twice',
      status: 'failed',
      points: 0,
      message: text,
      expected: text,
      actual: text,
      hint: text.slice(0, 2000),
      location: index === 3 ? `src/${text.slice(0, 50)}.ts:12:5` : 'src/freeze.ts:12:5',
      output: text,
    }),
  );
  const all = HOSTILE.map((text) => text.slice(0, 5000));
  const first = HOSTILE.slice(0, -1).join(' ').slice(0, 5000);
  const penalty: PenaltyReport = {
    id: 'penalty',
    title: first.slice(0, 400),
    points: -0.5,
    maxPoints: -0.5,
    applied: true,
    message: first,
  };
  const question = exampleQuestion({
    title: first.slice(0, 400),
    file: first,
    tests,
    penalties: [penalty],
    diagnostics: all,
  });
  return exampleReport([question], {
    submission: { name: first, digest: first, missing: all, ignored: all },
    environment: { node: first, platform: first, device: first, sandbox: 'process', seed: -0 },
    declaration: {
      status: 'given',
      values: { hours: 1e21, difficulty: 0, expectedGrade: -3, llmUse: first, comments: all.join('\n') },
      problems: all,
    },
    warnings: all,
    authorErrors: all,
    retrain: {
      ...exampleRetrain(),
      message: first,
      dataset: first,
      classes: all,
      artifacts: all,
      status: 'failed',
    },
  });
}

/** Hidden tests whose every guarded field contains the canary: no student's format may contain it. */
export function secretReport(): Report {
  const secret: Partial<TestReport> = {
    hidden: true,
    status: 'failed',
    points: 0.25,
    durationMs: 731_000,
    message: `expected ${CANARY}`,
    expected: CANARY,
    actual: CANARY,
    location: `src/${CANARY}.ts:1:1`,
    source: { file: `solutions/cnn/suites/${CANARY}.ts`, line: 5 },
    output: CANARY,
    difference: { shape: [731], largest: 731, at: [0], grid: [[731]] },
  };
  const tests = [
    exampleTest({ title: 'a public one' }),
    exampleTest({
      ...secret,
      id: 'a',
      title: 'works on other strides',
      visibility: 'always',
      hint: 'Look at strides.',
    }),
    exampleTest({ ...secret, id: 'b', title: 'the test for later', visibility: 'after-release' }),
    exampleTest({ ...secret, id: 'c', title: CANARY, hint: CANARY, visibility: 'never' }),
  ];
  return exampleReport([exampleQuestion({ tests })], { authorErrors: [CANARY] });
}
