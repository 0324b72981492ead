import { forStudent, type Report } from '@boletim/grader/report';

/**
 * A report as its student may read it. Where hidden results are used up for the day, hidden tests that would be shown
 * wait for release like the others.
 */
export function studentView(report: Report, { showsHidden }: { showsHidden: boolean }): Report {
  if (showsHidden) return forStudent(report, { released: false });
  const questions = report.questions.map((question) => ({
    ...question,
    tests: question.tests.map((test) =>
      test.hidden && test.visibility === 'always' ? { ...test, visibility: 'after-release' as const } : test,
    ),
  }));
  return forStudent({ ...report, questions }, { released: false });
}
