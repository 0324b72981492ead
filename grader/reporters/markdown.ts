import {
  formatDecimal,
  formatDifference,
  formatMeasure,
  formatPercent,
  formatPoints,
  titleOf,
} from './format';
import { stringsOf, type Strings } from './i18n';
import { markdownBlock, markdownCode, markdownTagText, markdownText } from './markdown-escape';
import type { ReportOptions } from './options';
import type {
  Diagnosis,
  QuestionReport,
  Report,
  RetrainReport,
  TestReport,
  TestStatus,
} from '../report/report';

/** GitHub refuses a step summary of more than 1 MiB; beyond this the details are left out. */
const LONGEST_BYTES = 900_000;

/**
 * Markdown for a GitHub step summary: the score, a table of questions, and under each question a table of its
 * tests with what went wrong folded away. Everything that comes from a student is in code, where it is only text.
 */
export function markdown(report: Report, { lang }: ReportOptions): string {
  const strings = stringsOf(lang);
  const full = render(report, strings, detailsOf);
  if (Buffer.byteLength(full) <= LONGEST_BYTES) return full;
  return `${render(report, strings, () => [])}\n${strings.detailsLeftOut}\n`;
}

type Details = (question: QuestionReport, strings: Strings) => string[];

function render(report: Report, strings: Strings, details: Details): string {
  const parts = [
    `# ${markdownText(report.assignment.title)}: ${scoreOf(report.score, report.maxScore, strings)}`,
    markdownCode(report.submission.name),
    overview(report, strings),
    notes(report, strings),
    ...report.questions.flatMap((question) => questionParts(question, strings, details)),
    ...(report.retrain ? retrainParts(report.retrain, strings) : []),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function scoreOf(points: number, maxPoints: number, strings: Strings): string {
  return `${formatPoints(points, strings)} / ${formatPoints(maxPoints, strings)}`;
}

function overview({ questions }: Report, strings: Strings): string {
  const rows = questions.map((question) => [
    markdownText(question.title),
    markdownText(question.file),
    scoreOf(question.points, question.maxPoints, strings),
    question.tests.map((test) => MARKS[test.status]).join(' '),
  ]);
  return table([strings.question, strings.file, strings.pointsColumn, strings.tests], rows);
}

/** Emoji that differ in shape, not in colour only; the word stands beside them in the table of tests. */
const MARKS: Record<TestStatus, string> = {
  passed: '✅',
  failed: '❌',
  'not-implemented': '✏️',
  'timed-out': '⏱️',
  crashed: '💥',
  skipped: '⏭️',
};

function notes(report: Report, strings: Strings): string {
  const lists: [title: string, items: string[]][] = [
    [strings.authorErrors, report.authorErrors],
    [strings.missingFiles, report.submission.missing],
    [strings.ignoredFiles, report.submission.ignored],
    [strings.warnings, report.warnings],
    [strings.declarationInvalid, report.declaration.problems],
  ];
  return lists
    .filter(([, items]) => items.length > 0)
    .map(
      ([title, items]) => `**${title}**\n\n${items.map((item) => `- ${markdownCode(item, 500)}`).join('\n')}`,
    )
    .join('\n\n');
}

function questionParts(question: QuestionReport, strings: Strings, details: Details): string[] {
  const rows = [
    ...question.tests.map((test) => [
      `${MARKS[test.status]} ${strings.status[test.status]}`,
      markdownText(titleOf(test, strings)) + (test.hidden ? ` (${strings.hidden})` : ''),
      scoreOf(test.points, test.maxPoints, strings),
    ]),
    ...question.penalties.map((penalty) => [
      penalty.applied ? `➖ ${strings.applied}` : `➖ ${strings.notApplied}`,
      `${strings.penalty}: ${markdownText(penalty.title)}`,
      formatPoints(penalty.points, strings),
    ]),
  ];
  const points = scoreOf(question.points, question.maxPoints, strings);
  const { withheldPoints } = question;
  return [
    `## ${markdownText(question.title)}: ${points}`,
    question.waiting ? strings.waiting : '',
    ...(question.diagnosis ? [diagnosisOf(question.diagnosis, strings)] : []),
    rows.length === 0 ? '' : table([strings.result, strings.test, strings.pointsColumn], rows),
    withheldPoints ? strings.withheld(formatPoints(withheldPoints, strings)) : '',
    ...details(question, strings),
  ];
}

function diagnosisOf({ says, look, tests }: Diagnosis, strings: Strings): string {
  const title = `**${strings.diagnosis}** (${strings.explains(tests.length)}): `;
  return [title + inline(says), ...(look === null ? [] : [`${strings.look}: ${inline(look)}`])].join('\n\n');
}

function detailsOf(question: QuestionReport, strings: Strings): string[] {
  const diagnostics = question.diagnostics.join('\n');
  return [
    diagnostics === '' ? '' : `${strings.diagnostics}:\n\n${markdownBlock(diagnostics, 4000)}`,
    ...question.tests.filter((test) => hasDetails(test)).map((test) => testDetails(test, strings)),
    ...question.penalties
      .filter((penalty) => penalty.applied && penalty.message !== null)
      .map((penalty) =>
        fold(penalty.title, [
          prose(penalty.message ?? ''),
          penalty.hint ? `${strings.hint}: ${markdownText(penalty.hint, 1000)}` : '',
        ]),
      ),
  ];
}

function hasDetails(test: TestReport): boolean {
  return (
    test.status !== 'passed' && [test.message, test.expected, test.actual, test.hint].some((text) => text)
  );
}

function testDetails(test: TestReport, strings: Strings): string {
  const { message, expected, actual, difference, hint, location, output } = test;
  return fold(`${MARKS[test.status]} ${titleOf(test, strings)}`, [
    message ? prose(message) : '',
    expected ? labelled(strings.expected, expected) : '',
    actual ? labelled(strings.actual, actual) : '',
    difference ? `${strings.difference}: ${markdownText(formatDifference(difference, strings))}` : '',
    hint ? `${strings.hint}: ${markdownText(hint, 1000)}` : '',
    location ? `${strings.where}: ${markdownCode(location)}` : '',
    output.trim() ? `${strings.output}:\n\n${markdownBlock(output.trimEnd(), 4000)}` : '',
  ]);
}

/** A sentence reads as one; what was laid out in lines keeps them. */
function prose(text: string): string {
  return text.trim().includes('\n') ? markdownBlock(text, 2000) : markdownText(text, 2000);
}

/** Prose that stands behind a label: a block needs lines of its own, or it is none. */
function inline(text: string): string {
  return text.trim().includes('\n') ? `\n\n${prose(text)}` : prose(text);
}

function labelled(label: string, value: string): string {
  const isShort = value.length <= 200 && !value.trim().includes('\n');
  return isShort ? `${label}: ${markdownCode(value)}` : `${label}:\n\n${markdownBlock(value, 1000)}`;
}

/** GitHub reads Markdown inside `<details>` after an empty line, and inside `<summary>` none. */
function fold(summary: string, parts: string[]): string {
  const body = parts.filter((part) => part !== '').join('\n\n');
  return `<details>\n<summary>${markdownTagText(summary)}</summary>\n\n${body}\n\n</details>`;
}

function retrainParts(retrain: RetrainReport, strings: Strings): string[] {
  const rows = retrain.epochs.map((epoch) => [
    `${epoch.epoch}${epoch.frozen ? ` (${strings.frozen})` : ''}`,
    formatMeasure(epoch.validLoss, strings),
    formatPercent(epoch.validAccuracy, strings),
    formatDecimal(epoch.seconds, 1, strings),
  ]);
  const { test } = retrain;
  return [
    `## ${strings.retrain}: ${strings.retrainStatus[retrain.status]}`,
    retrain.message ? markdownBlock(retrain.message, 2000) : '',
    rows.length > 0 ? table([strings.epoch, strings.loss, strings.accuracy, strings.seconds], rows) : '',
    test ? `${strings.testAccuracy}: **${formatPercent(test.accuracy, strings)}**` : '',
  ];
}

function table(header: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
