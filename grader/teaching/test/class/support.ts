import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack, type Header } from 'tar-stream';
import yazl from 'yazl';
import type { ClassRow } from '../../class/class-row';
import type { StudentDates } from '../../class/dates/student-dates';
import type { LatePolicySpec } from '../../class/late-policy';
import { finalGrade, type QuestionOutline } from '../../class/final-grade';
import type { ReviewSpec } from '../../class/review-spec';
import type { Submission } from '../../class/downloads';
import { NOBODY, type Student } from '../../class/roster';
import type { Report, TestReport } from '@boletim/grader/report';

export { temporaryFolder, writeTree } from '../../../test/support/folders';

export interface ZipEntry {
  content?: string | Buffer;
  /** Unix mode, as for a link: 0o120777. */
  mode?: number;
  compress?: boolean;
}

/** A zip in memory, made by another library than the one that reads it. */
export async function zipOf(entries: Readonly<Record<string, string | Buffer | ZipEntry>>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, entry] of Object.entries(entries)) {
    const { content = '', ...options } =
      typeof entry === 'string' || Buffer.isBuffer(entry) ? { content: entry } : entry;
    zip.addBuffer(Buffer.from(content), name, options);
  }
  zip.end();
  return buffer(zip.outputStream);
}

/** A tar.gz in memory. */
export async function tarGzOf(
  entries: readonly (Partial<Header> & { name: string; content?: string | Buffer })[],
): Promise<Buffer> {
  const tar = pack();
  for (const { content = '', ...header } of entries) tar.entry(header, content);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return gzipSync(Buffer.concat(chunks), { level: 1 });
}

export const QUESTIONS: readonly QuestionOutline[] = [
  { id: 'add', title: 'Addition', maxPoints: 4 },
  { id: 'sort', title: 'Sorting', maxPoints: 6 },
];

export function studentOf(fields: Partial<Student> & { id: string }): Student {
  return { ...NOBODY, ...fields };
}

/** A submission of which nothing but its name is known. */
export function submissionOf(fields: Partial<Submission>): Submission {
  return {
    origin: 'x',
    platform: 'plain',
    platformId: null,
    submitters: [],
    taken: null,
    late: null,
    handedIn: null,
    timeFrom: null,
    notes: [],
    uploads: [],
    ...fields,
  };
}

export function testOf(fields: Partial<TestReport> & { id: string }): TestReport {
  const passed = fields.status === undefined || fields.status === 'passed';
  return {
    title: fields.id,
    points: passed ? (fields.maxPoints ?? 1) : 0,
    maxPoints: 1,
    status: 'passed',
    hidden: false,
    visibility: 'always',
    durationMs: 5,
    message: passed ? null : `${fields.id} failed`,
    expected: null,
    actual: null,
    hint: null,
    location: null,
    source: null,
    output: '',
    difference: null,
    ...fields,
  };
}

/** A report of the two-question assignment above: `points` a question, one test each. */
export function reportOf(points: { add: number; sort: number }, fields: Partial<Report> = {}): Report {
  const questions = QUESTIONS.map(({ id, title, maxPoints }) => {
    const earned = points[id as 'add' | 'sort'];
    const status = earned === maxPoints ? ('passed' as const) : ('failed' as const);
    return {
      id,
      title,
      file: `src/${id}.ts`,
      points: earned,
      maxPoints,
      tests: [testOf({ id: `${id}-works`, points: earned, maxPoints, status })],
      penalties: [],
      diagnostics: [],
      diagnosis: null,
    };
  });
  return {
    schema: 'boletim/report/v1',
    assignment: { id: 'sums', title: 'Sums', version: '1.0.0', digest: 'a'.repeat(64) },
    submission: { name: 'ana', digest: 'b'.repeat(64), missing: [], ignored: [] },
    environment: { node: 'v20.20.0', platform: 'linux', device: null, sandbox: 'bwrap', seed: null },
    startedAt: '2026-03-01T10:00:00.000Z',
    durationMs: 1200,
    questions,
    declaration: { status: 'missing', values: null, problems: [] },
    score: points.add + points.sort,
    maxScore: 10,
    warnings: [],
    authorErrors: [],
    retrain: null,
    ...fields,
  };
}

/** Ten percent a day. */
export const DAILY: LatePolicySpec = {
  policy: 'percent-per-day',
  percentPerDay: 10,
  percentPerHour: 1,
  graceHours: 0,
  maxPercent: 100,
};

export interface RowFields {
  student: Partial<Student> & { id: string };
  report?: Report | null;
  review?: Partial<ReviewSpec>;
  lateHours?: number | null;
  dates?: StudentDates;
  row?: Partial<ClassRow>;
}

/** A row of a class; without a report it is a student who handed nothing in. */
export function rowOf({
  student,
  report = null,
  review,
  lateHours = null,
  dates,
  row = {},
}: RowFields): ClassRow {
  const fullReview = review && { questions: {}, exempt: [], excused: false, ...review };
  return {
    student: studentOf(student),
    slug: student.id,
    origin: report === null ? null : student.id,
    outcome: report === null ? 'no-submission' : 'graded',
    problem: null,
    marked: null,
    group: null,
    doubts: [],
    lookAlikes: [],
    fingerprints: {},
    notes: [],
    report,
    grade: finalGrade({
      ...{ report, questions: QUESTIONS, review: fullReview, policy: DAILY, lateHours, lang: 'en' },
      ...(dates && { dates }),
    }),
    withheld: false,
    files: {},
    ...row,
  };
}
