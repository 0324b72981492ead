import type { TestReport } from '@boletim/grader/report';
import type { Answer, DeskStudent } from './model';
import { sha256 } from '@boletim/grader/system';

/** Answers to one question that went wrong in the same way. */
export interface Cluster {
  id: string;
  /** What they have in common. */
  cause: Cause;
  students: DeskStudent[];
}

export type Cause =
  | { kind: 'diagnosis'; says: string; failed: TestReport[] }
  | { kind: 'tests'; failed: TestReport[] }
  | { kind: 'same-code' | 'passed' | 'not-implemented' | 'nothing-handed-in' };

/** Puts alike answers together, the largest cluster first. */
export function clustersOf(question: string, students: readonly DeskStudent[]): Cluster[] {
  const clusters = new Map<string, Cluster>();
  for (const student of students) {
    const { key, cause } = causeOf(student.answers.get(question)!);
    const id = sha256(`${question}\0${key}`).slice(0, 12);
    const cluster = clusters.get(id) ?? { id, cause, students: [] };
    cluster.students.push(student);
    clusters.set(id, cluster);
  }
  return [...clusters.values()].sort((a, b) => b.students.length - a.students.length);
}

function causeOf({ report, code }: Answer): { key: string; cause: Cause } {
  if (!report || code === null) return { key: 'nothing', cause: { kind: 'nothing-handed-in' } };
  if (report.tests.length === 0)
    return { key: `code ${code.replace(/\s+/g, ' ').trim()}`, cause: { kind: 'same-code' } };
  const failed = report.tests.filter(({ status }) => status !== 'passed');
  const penalties = report.penalties.filter(({ applied, id }) => applied && !BY_PEOPLE.includes(id));
  if (failed.length === 0 && penalties.length === 0) return { key: 'passed', cause: { kind: 'passed' } };
  if (failed.every(({ status }) => status === 'not-implemented') && failed.length === report.tests.length)
    return { key: 'not-implemented', cause: { kind: 'not-implemented' } };
  const { diagnosis } = report;
  if (diagnosis)
    return {
      key: `diagnosis ${diagnosis.mistake}`,
      cause: { kind: 'diagnosis', says: diagnosis.says, failed },
    };
  const key = JSON.stringify([failed.map(observation), penalties.map(({ id }) => id)]);
  return { key, cause: { kind: 'tests', failed } };
}

/** What a review and lateness put among a report's penalties. */
const BY_PEOPLE = ['review', 'late', 'exempt'];

/** Where it threw says which line it was, and lines differ between answers that are alike. */
function observation({ id, status, message, actual }: TestReport): unknown[] {
  return [id, status, message?.replace(/:\d+:\d+/g, '') ?? null, actual];
}
