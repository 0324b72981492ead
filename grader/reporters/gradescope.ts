import { explainTest } from './explain';
import { titleOf } from './format';
import { stringsOf, type Strings } from './i18n';
import type { ReportOptions } from './options';
import type { PenaltyReport, QuestionReport, Report, TestReport } from '../report/report';
import { oneLine, plainText } from '../report/text';
import { forStudent, withoutDetails } from '../report/visibility';

/**
 * Gradescope's results.json. Gradescope shows one file to students and to instructors and keeps back what it is
 * told to, so every entry that a student will see at any time is a student's entry: tests that stay secret are
 * one row a question, tests shown after release wait for `after_published`. Written for an instructor, each
 * hidden test has a second entry with all its details, `hidden` and without a score.
 */
export function gradescope(report: Report, { lang, audience, released = false }: ReportOptions): string {
  const strings = stringsOf(lang);
  const shown = forStudent(report, { released: true });
  const entries = shown.questions.flatMap((question, index) =>
    questionEntries(question, index + 1, { strings, released }),
  );
  const details =
    audience === 'instructor' ? report.questions.flatMap((question) => hiddenEntries(question, strings)) : [];
  const results = {
    score: rounded(shown.score),
    execution_time: rounded(shown.durationMs / 1000),
    output: notes(shown, strings),
    output_format: 'text',
    test_output_format: 'text',
    test_name_format: 'text',
    visibility: 'visible',
    stdout_visibility: 'hidden',
    tests: [...entries, ...details],
    extra_data: { assignment: shown.assignment, submissionDigest: oneLine(shown.submission.digest) },
  };
  return `${JSON.stringify(results, null, 2)}\n`;
}

interface Context {
  strings: Strings;
  released: boolean;
}

function questionEntries(question: QuestionReport, number: number, context: Context): object[] {
  const tests = question.tests.map((test, index) =>
    testEntry(test.hidden ? withoutDetails(test) : test, {
      question,
      number: `${number}.${index + 1}`,
      ...context,
    }),
  );
  const penalties = question.penalties
    .filter((penalty) => penalty.applied)
    .map((penalty, index) =>
      penaltyEntry(penalty, {
        question,
        number: `${number}.${question.tests.length + index + 1}`,
        ...context,
      }),
    );
  return [...(question.waiting ? [waitingEntry(question, number, context)] : []), ...tests, ...penalties];
}

/** Without a score, which would be a verdict; Gradescope's own manual questions take the points. */
function waitingEntry(question: QuestionReport, number: number, { strings }: Context): object {
  return {
    name: oneLine(question.title),
    output_format: 'text',
    tags: [question.id, 'manual'],
    number: String(number),
    output: strings.waiting,
    visibility: 'visible',
  };
}

interface EntryContext extends Context {
  question: QuestionReport;
  number: string;
}

function testEntry(test: TestReport, { question, number, strings, released }: EntryContext): object {
  return {
    ...nameAndStatus(question, test, strings),
    number,
    score: rounded(test.points),
    max_score: rounded(test.maxPoints),
    output: outputOf(test, strings),
    visibility: test.visibility === 'after-release' && !released ? 'after_published' : 'visible',
  };
}

function nameAndStatus(question: QuestionReport, test: TestReport, strings: Strings): object {
  return {
    name: `${oneLine(question.title)}: ${titleOf(test, strings)}`,
    status: test.status === 'passed' ? 'passed' : 'failed',
    output_format: 'text',
    tags: [question.id, ...(test.hidden ? ['hidden'] : [])],
  };
}

/** An entry without a score is information only; the points stand in the student's row. */
function hiddenEntries(question: QuestionReport, strings: Strings): object[] {
  return question.tests
    .filter((test) => test.hidden || test.visibility !== 'always')
    .map((test) => ({
      ...nameAndStatus(question, test, strings),
      output: outputOf(test, strings),
      visibility: 'hidden',
    }));
}

function outputOf(test: TestReport, strings: Strings): string {
  const verdict = test.status === 'passed' ? '' : explainTest(test, strings);
  const printed = test.output === '' ? '' : `${strings.output}:\n${plainText(test.output, 10_000)}`;
  return [verdict, printed].filter((part) => part !== '').join('\n\n');
}

/** What takes a share of all points would give those away that are still withheld. */
const BY_SHARE = ['late', 'exempt'];

/** A penalty takes points and can give none: `max_score` 0. */
function penaltyEntry(penalty: PenaltyReport, { question, number, strings, released }: EntryContext): object {
  const isWithheld = !released && question.tests.some(({ visibility }) => visibility === 'after-release');
  return {
    name: `${oneLine(question.title)}: ${strings.penalty}: ${oneLine(penalty.title)}`,
    status: 'failed',
    output_format: 'text',
    tags: [question.id, 'penalty'],
    number,
    score: rounded(penalty.points),
    max_score: 0,
    output: plainText(penalty.message ?? '', 5000),
    visibility: isWithheld && BY_SHARE.includes(penalty.id) ? 'after_published' : 'visible',
  };
}

/** No points here: while a test waits for publication, Gradescope keeps the total back, and so must the text. */
function notes(report: Report, strings: Strings): string {
  const lists: [title: string, items: string[]][] = [
    [strings.authorErrors, report.authorErrors],
    [strings.missingFiles, report.submission.missing],
    [strings.warnings, report.warnings],
    [strings.declarationInvalid, report.declaration.problems],
    ...report.questions.map((question): [string, string[]] => [
      oneLine(question.title),
      question.diagnostics,
    ]),
  ];
  return lists
    .filter(([, items]) => items.length > 0)
    .map(([title, items]) => [title, ...items.map((item) => `- ${plainText(item, 2000)}`)].join('\n'))
    .join('\n\n');
}

/** 0.1 + 0.2 should read 0.3. */
function rounded(value: number): number {
  return Number(value.toFixed(4));
}
