import type { Diagnosis, PenaltyReport, QuestionReport, TestReport, TestStatus } from '../../report/report';
import { oneLine, plainText } from '../../report/text';
import { formatPoints } from '../format';
import { cut, wrap, type View } from './view';

const MARKS: Record<TestStatus, string> = {
  passed: '✓',
  failed: '✗',
  'not-implemented': '·',
  'timed-out': '✗',
  crashed: '✗',
  skipped: '-',
};

const INDENT = ' '.repeat(18);

/** A question: its points, the mistake behind its failures, its tests, with details below those that failed. */
export function questionLines(question: QuestionReport, view: View): string[] {
  const { colors, strings, width } = view;
  const points = `${formatPoints(question.points, strings)} / ${formatPoints(question.maxPoints, strings)}`;
  const [title, file] = [oneLine(question.title, 80), oneLine(question.file, 80)];
  const gap = width - title.length - file.length - 2 - points.length;
  const told = new Set<string>(question.diagnostics);
  if (question.diagnosis) told.add(question.diagnosis.says);
  return [
    `${colors.bold(`${title}  ${colors.dim(file)}`)}${' '.repeat(Math.max(gap, 2))}${colors.bold(points)}`,
    ...(question.waiting ? [`  … ${colors.dim(strings.waiting)}`] : []),
    ...(question.diagnosis ? diagnosisLines(question.diagnosis, view) : []),
    ...diagnosticLines(question, view),
    ...question.tests.flatMap((test) => testLines(test, { question, told }, view)),
    ...question.penalties.filter(({ applied }) => applied).flatMap((penalty) => penaltyLines(penalty, view)),
  ];
}

function diagnosisLines({ says, look }: Diagnosis, { colors, strings, width }: View): string[] {
  const [first, ...rest] = wrap(says, width - 4);
  const next = look === null ? [] : wrap(`${strings.look}: ${look}`, width - 4);
  return [
    `  ${colors.yellow('➜')} ${colors.bold(first!)}`,
    ...rest.map((line) => `    ${colors.bold(line)}`),
    ...next.map((line) => `    ${line}`),
  ];
}

interface Told {
  question: QuestionReport;
  /** Messages that stand further up already. */
  told: Set<string>;
}

function testLines(test: TestReport, context: Told, view: View): string[] {
  const { colors, strings } = view;
  const color =
    test.status === 'passed' ? colors.green : test.status === 'not-implemented' ? colors.dim : colors.red;
  const points = `${formatPoints(test.points, strings)} / ${formatPoints(test.maxPoints, strings)}`.padStart(
    12,
  );
  const status = test.status === 'passed' ? '' : strings.status[test.status];
  const [title, ...more] = titleLines(oneLine(test.title), status, { view, color });
  const details = [...detailLines(test, context, view), ...outputLines(test, view)];
  return [`  ${color(MARKS[test.status])} ${colors.dim(points)}  ${title}`, ...more, ...details];
}

/** A title with what became of it behind it: as many lines as it takes, the first without indent. */
function titleLines(
  title: string,
  status: string,
  { view, color }: { view: View; color: (text: string) => string },
): string[] {
  const lines = wrap(status ? `${title} - ${status}` : title, view.width - INDENT.length);
  return lines.map((line, index) => {
    const isEnd = index === lines.length - 1 && status !== '' && line.endsWith(status);
    const shown = isEnd ? line.slice(0, line.length - status.length) + color(status) : line;
    return index === 0 ? shown : INDENT + shown;
  });
}

function detailLines(test: TestReport, { question, told }: Told, { colors, strings, width }: View): string[] {
  const elsewhere = test.status === 'not-implemented' && test.location?.startsWith(`${question.file}:`);
  if (test.status === 'passed' || elsewhere || test.message === null) return [];
  if (told.has(test.message)) return [INDENT + colors.dim(strings.seeAbove)];
  told.add(test.message);
  const words = strings.console;
  const fields: [string, string | null][] = [
    ...comparisonFields(test, words),
    [words.at, test.location],
    [words.hint, test.hint],
  ];
  return fields
    .flatMap(([label, text]) => (text ? wrap(label ? `${label}: ${text}` : text, width - INDENT.length) : []))
    .map((line) => INDENT + line);
}

const SHORT_MESSAGE = 110;

/** An assertion's sentence repeats the two values: short ones say enough, long ones are shown apart. */
function comparisonFields(
  { message, expected, actual, difference }: TestReport,
  words: { expected: string; actual: string },
): [string, string | null][] {
  const values: [string, string | null][] = [
    [words.expected, expected],
    [words.actual, actual],
  ];
  if (difference !== null || message === null || expected === null) return [['', message], ...values];
  const repeats = message.includes(expected);
  return repeats && message.startsWith('expected ') && message.length > SHORT_MESSAGE
    ? values
    : [['', message], ...(repeats ? [] : values)];
}

const OUTPUT_LINES = 10;

/** The beginning of what a failed test printed; how much more there is stands below it. */
function outputLines({ output, status }: TestReport, { colors, strings, width }: View): string[] {
  if (!output.trim() || status === 'passed') return [];
  const room = width - INDENT.length;
  const lines = plainText(output.trimEnd()).split('\n');
  const shown = lines.slice(0, OUTPUT_LINES).map((line) => `  ${cut(line, room - 2)}`);
  const more = lines.length - OUTPUT_LINES;
  return [
    strings.console.printed,
    ...shown,
    ...(more > 0 ? [`  ${strings.console.moreLines(more)}`] : []),
  ].map((line) => INDENT + colors.dim(line));
}

function penaltyLines(penalty: PenaltyReport, view: View): string[] {
  const { colors, strings, width } = view;
  const points = formatPoints(penalty.points, strings).padStart(12);
  const hint = penalty.hint ? `${strings.console.hint}: ${penalty.hint}` : null;
  const details = [penalty.message, hint].flatMap((text) => (text ? wrap(text, width - INDENT.length) : []));
  const status = strings.penalty.toLowerCase();
  const [title, ...more] = titleLines(oneLine(penalty.title), status, { view, color: colors.yellow });
  return [
    `  ${colors.yellow('!')} ${colors.dim(points)}  ${title}`,
    ...more,
    ...details.map((line) => INDENT + line),
  ];
}

function diagnosticLines(question: QuestionReport, { colors, width }: View): string[] {
  return question.diagnostics.flatMap((diagnostic) => {
    const [sentence, ...rest] = plainText(diagnostic, 2000).split('\n');
    const [first, ...more] = wrap(cut(sentence!, width * SENTENCE_LINES), width - 4);
    return [
      `  ${colors.yellow('!')} ${first}`,
      ...more.map((line) => `    ${line}`),
      ...inView(rest, width - 4).map((line) => `    ${line}`.trimEnd()),
    ];
  });
}

/** What the compiler proposes stands at the end of its sentence, behind types that may be long. */
const SENTENCE_LINES = 5;

/** Lines below a message, one of them code with a caret below it: where that is too wide, its part around the caret. */
function inView(lines: readonly string[], width: number): string[] {
  const caret = lines.findIndex((line) => /^\s*\^$/.test(line));
  const column = caret < 0 ? 0 : lines[caret]!.length;
  const hidden = column < width ? 0 : column - Math.floor(width / 2);
  return lines.flatMap((line, index) => {
    // Code and what stands below it is indented; a sentence is not.
    if (!line.startsWith('    ')) return wrap(line, width);
    const isCode = index === caret || index === caret - 1;
    const shown = hidden > 0 && isCode ? `${index === caret ? ' ' : '…'}${line.slice(hidden + 1)}` : line;
    return cut(shown, width);
  });
}
