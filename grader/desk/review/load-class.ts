import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment, type Assignment } from '@boletim/grader/assignment';
import type { Report } from '@boletim/grader/report';
import { readClassRecord, readRecordedReport, type RecordedRow } from '@boletim/teaching/class';
import { readHandIns, type HandIns } from '@boletim/teaching/class';
import type { Answer, DeskClass, DeskQuestion, DeskStudent } from './model';
import { sha256 } from '@boletim/grader/system';

export interface LoadOptions {
  /** The output folder of `boletim class`. */
  out: string;
  /** Id or folder of the assignment; the one that class.json names by default. */
  assignment?: string | undefined;
  /** Whether names are hidden. */
  blind: boolean;
  /** How a student is called whose name is hidden. */
  nameless(number: number): string;
}

/** Lays a graded class on the desk. Throws a UsageError where there is none. */
export async function loadClass(options: LoadOptions): Promise<DeskClass> {
  const { assignment: recorded, rows } = readClassRecord(options.out);
  const assignment = loadAssignment(options.assignment ?? recorded.id);
  const students = await Promise.all(
    rows.map((row) =>
      studentOf(row, { assignment, options, together: rows.filter((other) => isShared(row, other)) }),
    ),
  );
  return {
    title: recorded.title,
    questions: assignment.questions.map((question) => questionOf(question, assignment)),
    students: options.blind ? withoutNames(students, options) : students,
  };
}

function questionOf(question: Assignment['questions'][number], { folder }: Assignment): DeskQuestion {
  const { id, title, maxPoints, file, manual, rubric } = question;
  const stub = path.join(folder, file);
  const text = fs.existsSync(stub) ? fs.readFileSync(stub, 'utf8') : null;
  return { id, title, maxPoints, file, manual, rubric, stub: text };
}

/** A group's members have one submission, in which all their names may stand. */
function isShared(row: RecordedRow, other: RecordedRow): boolean {
  return row === other || (row.origin !== null && row.origin === other.origin);
}

interface Whose {
  assignment: Assignment;
  options: LoadOptions;
  /** The student's own row, and those of the group. */
  together: readonly RecordedRow[];
}

async function studentOf(
  row: RecordedRow,
  { assignment, options: { out }, together }: Whose,
): Promise<DeskStudent> {
  const report = readRecordedReport(out, row);
  const handIns = report ? await readHandIns(out, row.slug) : [];
  const answers = assignment.questions.map(
    ({ id, file }) => [id, answerOf(row, { id, file, report, handIns })] as const,
  );
  return {
    key: sha256(row.slug).slice(0, 12),
    id: row.id,
    slug: row.slug,
    aliases: [row.id, row.slug, row.email, row.username].map((name) => name.toLowerCase()),
    name: row.name,
    identifiers: together.flatMap(identifiersOf),
    label: row.name === '' || row.name === row.id ? row.id : `${row.name} (${row.id})`,
    problem: report ? null : (row.problem?.message ?? null),
    notes: row.notes,
    answers: new Map(answers),
    requests: row.grade.requests.map(({ question, why }) => ({ question, why })),
  };
}

function identifiersOf({ id, slug, name, email, username, idNumber, origin, group }: RecordedRow): string[] {
  const words = name.split(/[\s_]+/);
  const [local = ''] = email.split('@');
  return [
    ...[id, slug, name, origin ?? '', group ?? '', email, local, username, idNumber],
    ...words,
    words.join(''),
  ];
}

interface Place {
  id: string;
  file: string;
  report: Report | null;
  handIns: HandIns;
}

function answerOf(row: RecordedRow, { id, file, report, handIns }: Place): Answer {
  const [before, now] = [handIns.at(-2), handIns.at(-1)];
  const earlier = before?.files[file];
  return {
    report: report?.questions.find((question) => question.id === id) ?? null,
    automatic: row.grade.questions.find((question) => question.id === id)?.automatic ?? 0,
    code: now?.files[file] ?? null,
    earlier: before && earlier !== undefined ? { code: earlier, at: before.at } : null,
  };
}

/** In an order that has nothing to do with names either. */
function withoutNames(students: readonly DeskStudent[], { nameless }: LoadOptions): DeskStudent[] {
  const shuffled = [...students].sort((a, b) => (a.key < b.key ? -1 : 1));
  return shuffled.map((student, index) => ({ ...student, label: nameless(index + 1), notes: [] }));
}
