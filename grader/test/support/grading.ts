import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadAssignment } from '../../assignment/load';
import type { Assignment } from '../../assignment/assignment';
import type { LimitsSpec } from '../../assignment/spec';
import { SOLUTIONS } from '../../system/paths';
import type { QuestionReport, Report, TestReport } from '../../report/report';
import { gradeFolder } from './grade-folder';
import { writeTree } from './folders';

export interface SubmissionRequest {
  /** Id or folder of the assignment. */
  assignment: string;
  /** What stands in place of the solution's files; null removes one. */
  files: Readonly<Record<string, string | Uint8Array | null>>;
  limits?: Partial<LimitsSpec>;
  /** Wall time of the tests of one question, by its id; the others keep theirs. */
  seconds?: Readonly<Record<string, number>>;
  /** Grades these questions alone. */
  questions?: readonly string[];
  typeCheck?: boolean;
  /** Folders of inputs in place of the assignment's own. */
  inputs?: string[];
}

/** Grades the assignment's solution with some files replaced, in a plain process. */
export async function gradeWith(request: SubmissionRequest): Promise<Report> {
  const assignment = adapted(loadAssignment(request.assignment), request);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-test-'));
  try {
    fs.cpSync(path.join(SOLUTIONS, assignment.spec.id), folder, {
      recursive: true,
      filter: (file) => !/[\\/](mutants|suites)$/.test(file),
    });
    for (const [file, content] of Object.entries(request.files)) {
      if (content === null) fs.rmSync(path.join(folder, file));
      else writeTree(folder, { [file]: content });
    }
    return await gradeFolder({
      assignment,
      submission: folder,
      name: 'a specimen',
      sandbox: 'process',
      device: 'auto',
      typeCheck: request.typeCheck ?? false,
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function adapted(
  assignment: Assignment,
  { limits, seconds = {}, questions, inputs }: SubmissionRequest,
): Assignment {
  const kept = assignment.questions.filter(({ id }) => questions?.includes(id) ?? true);
  return {
    ...assignment,
    limits: { ...assignment.limits, ...limits },
    fixtures: { ...assignment.fixtures, ...(inputs ? { inputs } : {}) },
    questions: kept.map((question) => ({
      ...question,
      parts: question.parts.map((part) => ({
        ...part,
        tests: part.tests.map((test) => ({
          ...test,
          timeoutSeconds: seconds[question.id] ?? test.timeoutSeconds,
        })),
      })),
    })),
  };
}

/** One question of a report. */
export function questionOf(report: Report, id: string): QuestionReport {
  const question = report.questions.find((candidate) => candidate.id === id);
  if (!question) throw new Error(`the report has no question ${id}`);
  return question;
}

/** One test of a report, by `question/test`. */
export function testOf(report: Report, name: string): TestReport {
  const [question, id] = name.split('/') as [string, string];
  const test = questionOf(report, question).tests.find((candidate) => candidate.id === id);
  if (!test) throw new Error(`the report has no test ${name}`);
  return test;
}
