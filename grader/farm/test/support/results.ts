import fs from 'node:fs';
import path from 'node:path';
import type { Report } from '../../../report/report';

/** Everybody's report without what is of its moment. */
export function resultsOf(out: string): unknown {
  return fs
    .readdirSync(path.join(out, 'instructor'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const report = JSON.parse(fs.readFileSync(path.join(out, 'instructor', name), 'utf8')) as Report;
      const questions = report.questions.map((question) => ({
        ...question,
        tests: question.tests.map((test) => ({ ...test, durationMs: 0 })),
      }));
      return { ...report, questions, startedAt: '', durationMs: 0 };
    });
}
