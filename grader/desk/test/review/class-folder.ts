import path from 'node:path';
import type { QuestionReport, Report } from '../../../report/report';
import { writeClass, writeStudent } from '../../../teaching/class/class-output';
import type { ClassRow } from '../../../teaching/class/class-row';
import { finalGrade, waitingQuestions, type QuestionOutline } from '../../../teaching/class/final-grade';
import type { RegradeRequest } from '../../../teaching/class/requests';
import type { ReviewSpec } from '../../../teaching/class/review-spec';
import { reportOf, studentOf, testOf } from '../../../teaching/test/class/support';
import { temporaryFolder, writeTree } from '../../../test/support/folders';

const RUBRIC = {
  choose: 'one' as const,
  items: [
    { id: 'clear', points: 2, title: { en: 'Explains why', 'pt-BR': 'Explica por quê' } },
    { id: 'thin', points: 1, title: 'Says what, not why' },
  ],
};

/** The assignment that the class below handed in: one question with tests, one that a person reads. */
export const QUESTIONS: readonly QuestionOutline[] = [
  { id: 'mean', title: 'The mean of a list', maxPoints: 3, manual: false },
  { id: 'essay', title: 'What you learned', maxPoints: 2, manual: true, rubric: RUBRIC },
];

const ASSIGNMENT = `id: reading
version: 1.0.0
title: Reading
lab: lab.ts
files: [src/mean.ts, src/essay.md]
questions:
  - id: mean
    title: The mean of a list
    points: 3
    file: src/mean.ts
    function: mean
    suite: suites/mean.suite.ts
    tests: [{ id: whole-numbers, points: 2 }, { id: empty-list, points: 1 }]
  - id: essay
    title: What you learned
    points: 2
    file: src/essay.md
    manual: true
    rubric:
      choose: one
      items:
        - { id: clear, points: 2, title: { en: Explains why, pt-BR: Explica por quê } }
        - { id: thin, points: 1, title: 'Says what, not why' }
`;

const STUB = `export function mean(values: number[]): number {
  throw new Error('NotImplemented'); // TODO
}
`;

export interface Member {
  id: string;
  name?: string;
  /** What src/mean.ts holds. */
  code: string;
  essay?: string;
  /** Tests of \`mean\` that failed, with what they say. */
  failed?: Record<string, string>;
  requests?: RegradeRequest[];
  /** What was handed in before. */
  earlier?: string;
  /** What people wrote about it. */
  review?: Partial<ReviewSpec>;
}

/** Writes an assignment and the output folder of a class, as \`boletim class\` would. */
export async function classFolder(
  members: readonly Member[],
): Promise<{ out: string; assignment: string; root: string }> {
  const root = temporaryFolder();
  const assignment = path.join(root, 'reading');
  const given = {
    'assignment.yaml': ASSIGNMENT,
    'src/mean.ts': STUB,
    'lab.ts': '',
    'suites/mean.suite.ts': '',
  };
  writeTree(assignment, given);
  const out = path.join(root, 'out');
  const rows = members.map(rowOf);
  for (const [index, row] of rows.entries()) {
    const { earlier } = members[index]!;
    const options = { out, lang: 'en' as const, released: true };
    if (earlier !== undefined) await writeStudent(withCode(row, earlier), options);
    await writeStudent(row, options);
  }
  await writeClass(rows, {
    out,
    lang: 'en',
    released: true,
    assignment: { id: 'reading', title: 'Reading', version: '1.0.0' },
  });
  return { out, assignment, root };
}

function withCode(row: ClassRow, code: string): ClassRow {
  const submission = { ...row.report!.submission, digest: 'f'.repeat(64) };
  return { ...row, report: { ...row.report!, submission }, files: { ...row.files, 'src/mean.ts': code } };
}

function rowOf({ id, name = '', code, essay, failed = {}, requests = [], review }: Member): ClassRow {
  const report = reportWith(failed);
  const policy = {
    policy: 'none' as const,
    percentPerDay: 0,
    percentPerHour: 1,
    graceHours: 0,
    maxPercent: 100,
  };
  const grade = finalGrade({
    report,
    questions: QUESTIONS,
    review: review && { questions: {}, exempt: [], excused: false, ...review },
    policy,
    requests,
    lateHours: 0,
    lang: 'en',
  });
  return {
    student: studentOf({ id, name }),
    slug: id,
    origin: id,
    outcome: 'graded',
    problem: null,
    marked: null,
    group: null,
    doubts: [],
    lookAlikes: [],
    fingerprints: {},
    notes: [],
    report,
    grade,
    withheld: waitingQuestions(grade).length > 0,
    files: { 'src/mean.ts': code, ...(essay !== undefined && { 'src/essay.md': essay }) },
  };
}

function reportWith(failed: Record<string, string>): Report {
  const tests = [
    ['whole-numbers', 2],
    ['empty-list', 1],
  ] as const;
  const results = tests.map(([id, maxPoints]) =>
    testOf({
      id,
      title: id,
      maxPoints,
      status: failed[id] === undefined ? 'passed' : 'failed',
      message: failed[id] ?? null,
    }),
  );
  const points = results.reduce((sum, test) => sum + test.points, 0);
  const shared = { penalties: [], diagnostics: [], diagnosis: null };
  const questions: QuestionReport[] = [
    {
      id: 'mean',
      title: 'The mean of a list',
      file: 'src/mean.ts',
      points,
      maxPoints: 3,
      tests: results,
      ...shared,
    },
    {
      id: 'essay',
      title: 'What you learned',
      file: 'src/essay.md',
      points: 0,
      maxPoints: 2,
      tests: [],
      waiting: true,
      ...shared,
    },
  ];
  return { ...reportOf({ add: 0, sort: 0 }), questions, score: points, maxScore: 5 };
}
