import { explainTest } from './explain';
import { titleOf } from './format';
import { stringsOf, type Strings } from './i18n';
import type { ReportOptions } from './options';
import type { PenaltyReport, QuestionReport, Report, TestReport } from '../report/report';
import { oneLine } from '../report/text';
import { element, xmlDocument, type Element } from './xml';

/**
 * JUnit XML: one `<testsuite>` a question, one `<testcase>` a test and a penalty. Names are unique within the
 * report, every case has a file and a line as they are in a course's repository, times are seconds. A timeout or a crash is an error, every other
 * lost point a failure, a test that was not run is skipped.
 */
export function junit(report: Report, { lang }: ReportOptions): string {
  const strings = stringsOf(lang);
  const suites = report.questions.map((question) => suiteOf(report, question, strings));
  const attributes = {
    name: oneLine(report.assignment.title),
    ...countsOf(suites.flatMap(({ cases }) => cases)),
    time: seconds(report.durationMs),
  };
  const elements = suites.map((suite) => suite.element);
  return withoutAttachments(xmlDocument(element('testsuites', attributes, elements)));
}

interface Case {
  outcome: 'passed' | 'failure' | 'error' | 'skipped';
  element: Element;
}

function suiteOf(
  report: Report,
  question: QuestionReport,
  strings: Strings,
): { element: Element; cases: Case[] } {
  const className = `${report.assignment.id}.${question.id}`;
  const folder = `assignments/${report.assignment.id}/`;
  const context = { question, strings, className, folder, name: uniqueNames() };
  const cases = [
    ...question.tests.map((test) => testCase(test, context)),
    ...question.penalties.map((penalty) => penaltyCase(penalty, context)),
  ];
  const attributes = {
    name: oneLine(question.title),
    ...countsOf(cases),
    time: seconds(question.tests.reduce((sum, test) => sum + test.durationMs, 0)),
    timestamp: report.startedAt,
    file: fileOf(context),
  };
  const properties = element('properties', {}, [
    element('property', { name: 'points', value: question.points }),
    element('property', { name: 'maxPoints', value: question.maxPoints }),
  ]);
  return {
    element: element('testsuite', attributes, [properties, ...cases.map((one) => one.element)]),
    cases,
  };
}

interface CaseContext {
  question: QuestionReport;
  strings: Strings;
  className: string;
  /** Where the assignment lies in the repository that students get. */
  folder: string;
  name: (wanted: string, id: string) => string;
}

function testCase(test: TestReport, context: CaseContext): Case {
  const outcome = OUTCOMES[test.status];
  const attributes = {
    classname: context.className,
    name: context.name(titleOf(test, context.strings), test.id),
    time: seconds(test.durationMs),
    ...placeOf(test, context),
  };
  const verdict = outcome === 'passed' ? [] : [verdictOf(test, outcome, context)];
  const output = test.output === '' ? [] : [element('system-out', {}, [test.output])];
  return { outcome, element: element('testcase', attributes, [...verdict, ...output]) };
}

const OUTCOMES = {
  passed: 'passed',
  failed: 'failure',
  'not-implemented': 'failure',
  'timed-out': 'error',
  crashed: 'error',
  skipped: 'skipped',
} as const satisfies Record<TestReport['status'], Case['outcome']>;

function verdictOf(
  test: TestReport,
  outcome: Exclude<Case['outcome'], 'passed'>,
  context: CaseContext,
): Element {
  const { strings } = context;
  const status = strings.status[test.status];
  const message = oneLine(test.message ?? status);
  if (outcome === 'skipped') return element('skipped', { message });
  return element(outcome, { message, type: test.status }, [traced(test, context)]);
}

/** The last line has the form that readers of stack traces look for: `(file:line:column)`. */
function traced(test: TestReport, { strings, folder }: CaseContext): string {
  const trace = test.location === null ? '' : `\n    at student (${folder}${oneLine(test.location)})`;
  return `${explainTest(test, strings)}${trace}`;
}

function penaltyCase(penalty: PenaltyReport, context: CaseContext): Case {
  const { strings, className, name } = context;
  const attributes = {
    classname: className,
    name: name(`${strings.penalty}: ${oneLine(penalty.title)}`, penalty.id),
    time: seconds(0),
    file: fileOf(context),
    line: 1,
  };
  if (!penalty.applied) return { outcome: 'passed', element: element('testcase', attributes) };
  const message = oneLine(penalty.message ?? penalty.title);
  const failure = element('failure', { message, type: 'penalty' }, [`${message} (${penalty.points})`]);
  return { outcome: 'failure', element: element('testcase', attributes, [failure]) };
}

/**
 * Where the student's code threw, else where the suite defines the test, else the question's file. A hidden suite is in
 * no repository of a student.
 */
function placeOf(test: TestReport, context: CaseContext): { file: string; line: number } {
  const thrown = /^(.+?):(\d+)(?::\d+)?$/.exec(oneLine(test.location ?? ''));
  if (thrown) return { file: `${context.folder}${thrown[1]}`, line: Number(thrown[2]) };
  return (test.hidden ? null : test.source) ?? { file: fileOf(context), line: 1 };
}

function fileOf({ folder, question }: CaseContext): string {
  return `${folder}${oneLine(question.file)}`;
}

/** GitLab keeps only the first of two cases with one name, so a repeated title gets its id, then a number. */
function uniqueNames(): (wanted: string, id: string) => string {
  const taken = new Set<string>();
  return (wanted, id) => {
    let name = wanted || oneLine(id);
    if (taken.has(name)) name = `${name} [${oneLine(id)}]`;
    const base = name;
    for (let n = 2; taken.has(name); n += 1) name = `${base} (${n})`;
    taken.add(name);
    return name;
  };
}

/** GitLab takes `[[ATTACHMENT|path]]` in output for a file to link to; students do not get to say which. */
function withoutAttachments(text: string): string {
  return text.replaceAll('[[ATTACHMENT|', '[ [ATTACHMENT|');
}

function countsOf(cases: readonly Case[]): Record<'tests' | 'failures' | 'errors' | 'skipped', number> {
  const count = (outcome: Case['outcome']): number => cases.filter((one) => one.outcome === outcome).length;
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
