import path from 'node:path';
import type { Assignment } from '../assignment/assignment';
import type { Report } from '../report/report';
import { consoleReport, type NextQuestion } from '../reporters/console';
import type { Lang } from '../reporters/i18n';
import { displayPath } from '../system/paths';
import { climb } from './hint-ladder';
import {
  changesSince,
  continued,
  journeyFile,
  questionAfter,
  recallJourney,
  rememberJourney,
  type Journey,
} from './journey';

interface PrintFlags {
  submission?: string;
  /** The one question that was graded. */
  question?: string | undefined;
  hint?: boolean;
  /** Whoever watches says what comes next, and grades it. */
  watchSubmission?: boolean;
  lang: Lang;
}

/** Prints the table with what has changed since the last run and what to do next, and remembers this run. */
export function printReport(report: Report, assignment: Assignment, flags: PrintFlags): void {
  const { questions, spec, folder } = assignment;
  const starts = new Map(questions.flatMap(({ id, start }) => (start ? [[id, start]] : [])));
  const color = process.stdout.isTTY === true && !process.env.NO_COLOR;
  const file = journeyFile(spec.id, flags.submission ?? folder);
  const before = recallJourney(file);
  const journey = continued(before, report);
  const hints = flags.hint ? climb(report, journey, flags.lang) : new Map<string, never>();
  const changes = changesSince(before, report, flags.lang);
  rememberJourney(file, journey);
  process.stdout.write(
    consoleReport(report, {
      ...{ color, starts, changes, hints, lang: flags.lang, flags: sameFlags(flags) },
      ...nextStep(assignment, flags, journey),
      width: process.stdout.columns || 100,
    }),
  );
}

/** What a command needs to do what this one did: whose files, in which language. */
function sameFlags({ submission, lang }: PrintFlags): string {
  return [
    submission === undefined ? '' : ` --submission ${quoted(submission)}`,
    lang === 'en' ? '' : ` --lang ${lang}`,
  ].join('');
}

function quoted(argument: string): string {
  return /^[\w./\\:~-]+$/.test(argument) ? argument : JSON.stringify(argument);
}

function nextStep(assignment: Assignment, flags: PrintFlags, journey: Journey) {
  if (flags.question === undefined) return { after: afterwards(assignment, flags) };
  return flags.watchSubmission ? {} : { next: nextQuestion(assignment, flags.question, journey) };
}

function nextQuestion({ questions }: Assignment, graded: string, journey: Journey): NextQuestion {
  const next = questionAfter(graded, questions, journey);
  if (!next) return null;
  const { id, file, start } = next;
  return { id, file, start: (journey.points[id] ?? 0) === 0 ? start : undefined };
}

function afterwards({ spec, folder: own }: Assignment, flags: PrintFlags) {
  const folder = path.resolve(flags.submission ?? own);
  return {
    train: spec.retrain && `RETRAIN=1 npm run grade -- ${spec.id}${sameFlags(flags)}`,
    declaration: spec.declaration && displayPath(path.join(folder, spec.declaration)),
    folder: displayPath(folder),
  };
}
