import { createColors } from 'picocolors';
import type { Report } from '../../report/report';
import { oneLine, withoutCiCommands } from '../../report/text';
import { stringsOf } from '../i18n';
import { footer } from './footer';
import type { ConsoleOptions } from './options';
export type { Hints, NextQuestion } from './options';
import { questionLines } from './question';
import { retrainLines } from './retrain';
import { wrap, type View } from './view';

/** The report as a table for a terminal: a line for each test, details below those that failed. */
export function consoleReport(report: Report, options: ConsoleOptions): string {
  const colors = createColors(options.color);
  const width = Math.min(Math.max(options.width, 60), 110);
  const strings = stringsOf(options.lang ?? 'en');
  const view = { colors, width, strings };
  const lines = [
    heading(report, view),
    ...report.questions.flatMap((question) => ['', ...questionLines(question, view)]),
    ...section(strings.console.warnings, report.warnings, view),
    ...section(strings.declaration, report.declaration.problems, view),
    ...section(strings.console.authorErrors, report.authorErrors, view),
    ...(report.retrain ? ['', ...retrainLines(report.retrain)] : []),
    '',
    ...footer(report, options, view),
  ];
  return withoutCiCommands(`${lines.join('\n')}\n`);
}

function heading(
  { assignment, submission, environment, questions }: Report,
  { colors, strings }: View,
): string {
  // Hidden tests draw their inputs: with the seed, the same can be drawn again.
  const hidden = questions.some(({ tests }) => tests.some((test) => test.hidden));
  const words = strings.console;
  const where = [
    oneLine(submission.name, 80),
    oneLine(environment.device ?? '', 40),
    environment.sandbox === 'bwrap' ? words.isolated : words.notIsolated,
    hidden && environment.seed !== null ? `${words.seed} ${environment.seed}` : '',
  ];
  return `${colors.bold(assignment.title)} ${assignment.version}  ${colors.dim(where.filter(Boolean).join(' · '))}`;
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
