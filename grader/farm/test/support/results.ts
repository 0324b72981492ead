import fs from 'node:fs';
import path from 'node:path';
import type { Report } from '../../../report/report';

/** Everybody's report without what is of its moment. */
export function resultsOf(out: string): unknown[] {
  return resultNames(out).map((name) => resultOf(out, name));
}

/** The names of the reports in the output folder of a class. */
export function resultNames(out: string): string[] {
  const names = fs.readdirSync(path.join(out, 'instructor'));
  return names.filter((name) => name.endsWith('.json')).sort();
}

/** One report without what is of its moment. */
export function resultOf(out: string, name: string): object {
  const report = JSON.parse(fs.readFileSync(path.join(out, 'instructor', name), 'utf8')) as Report;
  const questions = report.questions.map((question) => ({
    ...question,
    tests: question.tests.map((test) => ({ ...test, durationMs: 0 })),
  }));
  return { ...report, questions, startedAt: '', durationMs: 0 };
}
