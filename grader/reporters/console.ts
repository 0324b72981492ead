import { createColors } from 'picocolors';
import { retrainLines } from './console-retrain';
import type { PenaltyReport, QuestionReport, Report, TestReport, TestStatus } from '../report/report';
import { oneLine, plainText, withoutCiCommands } from '../report/text';

export interface ConsoleOptions {
  color: boolean;
  /** Columns of the terminal. */
  width: number;
  /** What to do first, for a question nobody has started: by question id. */
  starts?: ReadonlyMap<string, string>;
}

type Colors = ReturnType<typeof createColors>;

interface View {
  colors: Colors;
  width: number;
}

const MARKS: Record<TestStatus, string> = {
  passed: '✓',
  failed: '✗',
  'not-implemented': '·',
  'timed-out': '✗',
  crashed: '✗',
  skipped: '-',
};

const STATUS_WORDS: Record<TestStatus, string> = {
  passed: '',
  failed: 'failed',
  'not-implemented': 'not implemented',
  'timed-out': 'timed out',
  crashed: 'crashed',
  skipped: 'skipped',
};

/** The report as a table for a terminal: a line for each test, details below those that failed. */
export function consoleReport(report: Report, options: ConsoleOptions): string {
  const colors = createColors(options.color);
  const width = Math.min(Math.max(options.width, 60), 110);
  const view = { colors, width };
  const lines = [
    heading(report, colors),
    ...report.questions.flatMap((question) => ['', ...questionLines(question, view)]),
    ...section('Warnings', report.warnings, view),
    ...section('Declaration', report.declaration.problems, view),
    ...section("The course's own mistakes, not yours", report.authorErrors, view),
    ...(report.retrain ? ['', ...retrainLines(report.retrain)] : []),
    '',
    ...footer(report, options, colors),
  ];
  return withoutCiCommands(`${lines.join('\n')}\n`);
}

function heading({ assignment, submission, environment, questions }: Report, colors: Colors): string {
  // Hidden tests draw their inputs: with the seed, the same can be drawn again.
  const hidden = questions.some(({ tests }) => tests.some((test) => test.hidden));
  const where = [
    oneLine(submission.name, 80),
    oneLine(environment.device ?? '', 40),
    environment.sandbox === 'bwrap' ? 'isolated' : 'not isolated',
    hidden && environment.seed !== null ? `seed ${environment.seed}` : '',
  ];
  return `${colors.bold(assignment.title)} ${assignment.version}  ${colors.dim(where.filter(Boolean).join(' · '))}`;
}

function questionLines(question: QuestionReport, view: View): string[] {
  const { colors, width } = view;
  const points = `${formatPoints(question.points)} / ${formatPoints(question.maxPoints)}`;
  const [title, file] = [oneLine(question.title, 80), oneLine(question.file, 80)];
  const gap = width - title.length - file.length - 2 - points.length;
  return [
    `${colors.bold(`${title}  ${colors.dim(file)}`)}${' '.repeat(Math.max(gap, 2))}${colors.bold(points)}`,
    ...(question.waiting ? [`  … ${colors.dim('waits for a person: its points are given by hand')}`] : []),
    ...question.tests.flatMap((test) => testLines(test, question, view)),
    ...question.penalties.filter(({ applied }) => applied).flatMap((penalty) => penaltyLines(penalty, view)),
    ...diagnosticLines(question, view),
  ];
}

function testLines(test: TestReport, question: QuestionReport, view: View): string[] {
  const { colors } = view;
  const color =
    test.status === 'passed' ? colors.green : test.status === 'not-implemented' ? colors.dim : colors.red;
  const points = `${formatPoints(test.points)} / ${formatPoints(test.maxPoints)}`.padStart(12);
  const status = STATUS_WORDS[test.status];
  const title = `${oneLine(test.title)}${status ? ` ${colors.dim('-')} ${color(status)}` : ''}`;
  return [
    `  ${color(MARKS[test.status])} ${colors.dim(points)}  ${title}`,
    ...detailLines(test, question, view),
  ];
}

const INDENT = ' '.repeat(18);

function detailLines(test: TestReport, question: QuestionReport, { colors, width }: View): string[] {
  // A file that does not compile says so once, below its tests.
  const told = test.message !== null && question.diagnostics.includes(test.message);
  const elsewhere = test.status === 'not-implemented' && test.location?.startsWith(`${question.file}:`);
  const silent = test.status === 'passed' || elsewhere || told;
  const fields: [string, string | null][] = silent
    ? []
    : [...comparisonFields(test), ['at', test.location], ['hint', test.hint]];
  const details = fields.flatMap(([label, text]) =>
    text ? wrap(label ? `${label}: ${text}` : text, width - INDENT.length) : [],
  );
  return [...details, ...outputLines(test.output, width - INDENT.length).map((line) => colors.dim(line))].map(
    (line) => INDENT + line,
  );
}

const OUTPUT_LINES = 10;

/** The beginning of what a test printed; how much more there is stands below it. */
function outputLines(output: string, width: number): string[] {
  if (!output.trim()) return [];
  const lines = plainText(output.trimEnd()).split('\n');
  const shown = lines.slice(0, OUTPUT_LINES).map((line) => `  ${cut(line, width - 2)}`);
  const more = lines.length - OUTPUT_LINES;
  return ['printed:', ...shown, ...(more > 0 ? [`  … ${more} more ${more === 1 ? 'line' : 'lines'}`] : [])];
}

function cut(line: string, width: number): string {
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}

const SHORT_MESSAGE = 110;

/** An assertion's sentence repeats the two values: short ones say enough, long ones are shown apart. */
function comparisonFields({ message, expected, actual, difference }: TestReport): [string, string | null][] {
  const values: [string, string | null][] = [
    ['expected', expected],
    ['got', actual],
  ];
  if (difference !== null || message === null || expected === null || !message.startsWith('expected ')) {
    return [['', message], ...values];
  }
  return message.length <= SHORT_MESSAGE ? [['', message]] : values;
}

function penaltyLines(penalty: PenaltyReport, { colors, width }: View): string[] {
  const points = formatPoints(penalty.points).padStart(12);
  const message = penalty.message
    ? wrap(penalty.message, width - INDENT.length).map((line) => INDENT + line)
    : [];
  return [
    `  ${colors.yellow('!')} ${colors.dim(points)}  ${oneLine(penalty.title)} ${colors.dim('-')} ${colors.yellow('penalty')}`,
    ...message,
  ];
}

function diagnosticLines(question: QuestionReport, { colors, width }: View): string[] {
  return question.diagnostics.flatMap((diagnostic) => {
    const [first, ...rest] = plainText(diagnostic, 2000).split('\n');
    return [
      `  ${colors.yellow('!')} ${cut(first!, width * 2)}`,
      ...rest.map((line) => `    ${line}`.trimEnd()),
    ];
  });
}

function section(title: string, entries: string[], { colors, width }: View): string[] {
  if (entries.length === 0) return [];
  return [
    '',
    colors.bold(title),
    ...entries.flatMap((entry) =>
      wrap(entry, width - 4).map((line, index) =>
        index === 0 ? `  ${colors.yellow('!')} ${line}` : `    ${line}`,
      ),
    ),
  ];
}

function footer(report: Report, options: ConsoleOptions, colors: Colors): string[] {
  const score = `${formatPoints(report.score)} / ${formatPoints(report.maxScore)}`;
  const tests = report.questions.flatMap((question) => question.tests);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const color =
    report.score === report.maxScore ? colors.green : report.score > 0 ? colors.yellow : colors.red;
  const seconds = (report.durationMs / 1000).toFixed(1);
  return [
    `${colors.bold('Score')} ${colors.bold(color(score))}  ${colors.dim(`${passed} of ${tests.length} tests passed in ${seconds} s`)}`,
    ...nextStep(report, options, colors),
  ];
}

/** One thing to do next: the first question that is not started, else the first that is not complete. */
function nextStep(report: Report, { starts }: ConsoleOptions, colors: Colors): string[] {
  const missing = report.questions.filter(({ waiting, points, maxPoints }) => !waiting && points < maxPoints);
  const incomplete = missing.filter(isUpToStudent);
  if (incomplete.length === 0 && missing.length > 0)
    return ['What is missing lies with the course: tell your instructor what stands above.'];
  const untouched = incomplete.find(({ tests }) => tests.every(({ status }) => status === 'not-implemented'));
  const started =
    incomplete.find((question) => question !== untouched && question.points > 0) ?? incomplete[0];
  const question = untouched && untouched === incomplete[0] ? untouched : started;
  if (!question) return [];
  const start = question === untouched ? starts?.get(question.id) : undefined;
  const command = `npm run grade -- ${report.assignment.id} --question ${question.id}`;
  const verb = question === untouched ? 'Start' : 'Go on';
  return [
    `${verb} with ${oneLine(question.file, 80)}${start ? `: ${oneLine(start)}` : '.'}`,
    colors.dim(`Grade this question alone: ${command}`),
  ];
}

/** Whether something is missing that is not the course's own mistake. */
function isUpToStudent({ tests, penalties }: QuestionReport): boolean {
  return (
    tests.some(({ status }) => status !== 'passed' && status !== 'skipped') ||
    penalties.some(({ applied }) => applied)
  );
}

/** Up to two decimals, no trailing zeros: 0.25, 1.5, 10. */
function formatPoints(points: number): string {
  return String(Math.round(points * 100) / 100);
}

function wrap(text: string, width: number): string[] {
  return plainText(text, 2000)
    .split('\n')
    .flatMap((line) => (/^\s{4}/.test(line) ? [line] : wrapLine(line, width)));
}

function wrapLine(line: string, width: number): string[] {
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
