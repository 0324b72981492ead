import type { QuestionReport, Report } from '../../report/report';
import { oneLine } from '../../report/text';
import { formatDecimal, formatPoints } from '../format';
import type { ConsoleOptions, NextQuestion } from './options';
import { wrap, type View } from './view';

/** The score, and one thing to do next. */
export function footer(report: Report, options: ConsoleOptions, view: View): string[] {
  const { colors, strings, width } = view;
  const score = `${formatPoints(report.score, strings)} / ${formatPoints(report.maxScore, strings)}`;
  const tests = report.questions.flatMap((question) => question.tests);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const color =
    report.score === report.maxScore ? colors.green : report.score > 0 ? colors.yellow : colors.red;
  const seconds = formatDecimal(report.durationMs / 1000, 1, strings);
  const words = strings.console;
  return [
    `${colors.bold(strings.score)} ${colors.bold(color(score))}  ${colors.dim(words.passed(passed, tests.length, seconds))}`,
    ...(options.changes ? wrap(`${words.since} ${options.changes}`, width) : []),
    ...nextSteps(report, options, view),
  ];
}

function nextSteps(report: Report, options: ConsoleOptions, view: View): string[] {
  const { strings, width } = view;
  const missing = report.questions.filter(({ waiting, points, maxPoints }) => !waiting && points < maxPoints);
  const incomplete = missing.filter(isUpToStudent);
  if (incomplete.length === 0 && missing.length > 0) return [strings.console.missingLiesElsewhere];
  // In the order of the handout: what has no points yet, then what has some.
  const question = incomplete.find(({ points }) => points === 0) ?? incomplete[0];
  if (!question) return finish(report, options, view);
  const untouched = question.tests.every(({ status }) => status === 'not-implemented');
  const start = untouched ? options.starts?.get(question.id) : undefined;
  const verb = untouched ? strings.console.start : strings.console.goOn;
  const command = commandFor(report, options, question.id);
  const hint = options.hints?.get(question.id);
  const isAlone = report.questions.length === 1;
  return [
    ...wrap(
      start ? `${strings.console.startHere} ${oneLine(start)}` : `${verb} ${oneLine(question.file, 80)}.`,
      width,
    ),
    ...(hint?.shown ?? []).flatMap((rung) => wrap(`${strings.hint}: ${oneLine(rung)}`, width)),
    ...(isAlone ? [] : proposal(strings.console.gradeAlone, command, view)),
    ...(untouched || hint?.hasMore === false
      ? []
      : proposal(strings.console.nextHint, `${command} --hint`, view)),
  ];
}

/** A command behind what it does, or in a line of its own, where it can be copied, when both are too wide. */
function proposal(label: string, command: string, { colors, width }: View): string[] {
  const line = `${label} ${command}`;
  return (line.length <= width ? [line] : [label, `  ${command}`]).map((part) => colors.dim(part));
}

function commandFor(report: Report, { flags = '' }: ConsoleOptions, question?: string): string {
  return `npm run grade -- ${report.assignment.id}${question ? ` --question ${question}` : ''}${flags}`;
}

/** All points are there: which question is next, or what is left to do with the assignment. */
function finish(report: Report, options: ConsoleOptions, view: View): string[] {
  const { after = {}, next } = options;
  const words = view.strings.console;
  if (next !== undefined) return afterQuestion(report, { ...options, next }, view);
  const steps = [
    after.train && report.retrain === null ? words.train(after.train) : null,
    after.declaration && report.declaration.status !== 'given' ? words.declare(after.declaration) : null,
    after.folder ? words.handIn(after.folder) : null,
  ].filter((step) => step !== null);
  return steps.length === 0 ? [] : [words.complete, ...steps.map((step) => `  ${step}`)];
}

function afterQuestion(
  report: Report,
  options: ConsoleOptions & { next: NextQuestion },
  view: View,
): string[] {
  const { strings, width } = view;
  const { next } = options;
  const words = strings.console;
  const file = oneLine(report.questions[0]?.file ?? '', 80);
  return [
    ...wrap(next ? words.questionDone(file, next.file) : words.allDone(file), width),
    ...(next?.start ? wrap(`${words.startHere} ${oneLine(next.start)}`, width) : []),
    ...proposal(next ? words.gradeNext : words.gradeAll, commandFor(report, options, next?.id), view),
  ];
}

/** Whether something is missing that is not the course's own mistake. */
function isUpToStudent({ tests, penalties }: QuestionReport): boolean {
  return (
    tests.some(({ status }) => status !== 'passed' && status !== 'skipped') ||
    penalties.some(({ applied }) => applied)
  );
}
