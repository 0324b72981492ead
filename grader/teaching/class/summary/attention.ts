import { formatPercent } from '@boletim/grader/reporters';
import type { QuestionReport, Report, TestReport } from '@boletim/grader/report';
import type { ClassRow } from '../class-row';
import type { SummaryStrings } from './i18n';
import { identicalWork, type Identical } from './identical-work';
import { labelsOf } from './labels';

/** A student whose result a person should look at, and why. */
export interface Attention {
  row: ClassRow;
  /** Most pressing first. */
  reasons: string[];
}

/** What a reason may cost the student, most first: a row stands where its first reason does. */
const RANKS = [
  ...['grader-fault', 'not-gradable', 'look-alike', 'identity', 'ended-early', 'course-mistake'],
  ...[
    'not-counted',
    'encoding',
    'unusable',
    'missing',
    'hidden-gap',
    'identical',
    'declaration',
    'note',
    'nothing',
  ],
] as const;
type Rank = (typeof RANKS)[number];

interface Reason {
  rank: Rank;
  text: string;
}

/** The public part must be this well solved, and the hidden part this badly, before the gap is worth a word. */
const HIDDEN_GAP = { publicAtLeast: 0.75, hiddenAtMost: 0.35 };

/** Who needs a look and why, ordered by what it may cost; students with nothing to say are left out. */
export function attentionOf(rows: readonly ClassRow[], strings: SummaryStrings): Attention[] {
  const identical = identicalWork(rows);
  const labels = labelsOf(rows);
  return rows
    .map((row) => ({
      row,
      reasons: reasonsFor(row, { identical: identical.get(row) ?? [], labels, strings }),
    }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => urgencyOf(a.reasons) - urgencyOf(b.reasons) || b.reasons.length - a.reasons.length)
    .map(({ row, reasons }) => ({ row, reasons: reasons.map(({ text }) => text) }));
}

function urgencyOf([first]: readonly Reason[]): number {
  return first ? RANKS.indexOf(first.rank) : RANKS.length;
}

interface Context {
  identical: readonly Identical[];
  labels: ReadonlyMap<ClassRow, string>;
  strings: SummaryStrings;
}

function reasonsFor(row: ClassRow, context: Context): Reason[] {
  if (row.grade.excused) return [];
  const { reasons } = context.strings;
  const all = [
    row.problem &&
      reason(row.outcome === 'grader-fault' ? 'grader-fault' : 'not-gradable', row.problem.message),
    row.outcome === 'no-submission' && reason('nothing', reasons.nothingHandedIn),
    row.outcome !== 'no-submission' &&
      row.grade.afterCutoff !== null &&
      reason('not-counted', row.grade.afterCutoff),
    ...row.lookAlikes.map(({ file, path }) => reason('look-alike', reasons.lookAlike(file, path))),
    ...row.doubts.map((doubt) => reason('identity', doubt)),
    ...(row.report ? reasonsInReport(row.report, row, context.strings) : []),
    ...context.identical.map((found) => reason('identical', identicalText(found, row, context))),
    ...row.notes.filter((note) => !row.doubts.includes(note)).map((note) => reason('note', note)),
  ];
  return all
    .filter((found) => typeof found === 'object' && found !== null)
    .sort((a, b) => RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank));
}

function reason(rank: Rank, text: string): Reason {
  return { rank, text };
}

function reasonsInReport(report: Report, row: ClassRow, strings: SummaryStrings): (Reason | false)[] {
  const { reasons } = strings;
  const tests = report.questions.flatMap((question) => question.tests);
  const ended = (status: TestReport['status']) => tests.filter((test) => test.status === status).length;
  const explained = row.lookAlikes.map(({ file }) => file);
  const missing = report.submission.missing.filter((file) => !explained.includes(file));
  const gap = hiddenGap(tests, strings);
  return [
    report.authorErrors.length > 0 &&
      reason('course-mistake', reasons.courseMistake(report.authorErrors[0]!)),
    ended('crashed') > 0 && reason('ended-early', reasons.crashed(ended('crashed'))),
    ended('timed-out') > 0 && reason('ended-early', reasons.timedOut(ended('timed-out'))),
    ...report.questions
      .filter(({ file }) => !explained.includes(file))
      .map((question) => unusableFile(question, strings)),
    missing.length > 0 && reason('missing', reasons.missing(missing.join(', '))),
    gap !== null && reason('hidden-gap', gap),
    report.declaration.status === 'invalid' && reason('declaration', reasons.declarationInvalid),
  ];
}

/** A file that could not even be read is called what it is; compilers say where, readers only which file. */
function unusableFile(
  { file, diagnostics, points }: QuestionReport,
  { reasons }: SummaryStrings,
): Reason | false {
  const [diagnostic] = diagnostics;
  if (diagnostic === undefined || points > 0) return false;
  if (diagnostic.startsWith(`${file} is not UTF-8`)) return reason('encoding', reasons.encoding(file));
  return reason('unusable', diagnostic.startsWith(`${file} `) ? diagnostic : reasons.doesNotCompile(file));
}

/** Right on what students can see and wrong on what they cannot: perhaps answers written down, perhaps luck. */
function hiddenGap(tests: readonly TestReport[], strings: SummaryStrings): string | null {
  const share = (hidden: boolean) => {
    const part = tests.filter((test) => test.hidden === hidden);
    const points = part.reduce((sum, test) => sum + test.points, 0);
    const maxPoints = part.reduce((sum, test) => sum + test.maxPoints, 0);
    return maxPoints === 0 ? null : points / maxPoints;
  };
  const [open, hidden] = [share(false), share(true)];
  if (open === null || hidden === null) return null;
  if (open < HIDDEN_GAP.publicAtLeast || hidden > HIDDEN_GAP.hiddenAtMost) return null;
  return strings.reasons.hiddenGap(formatPercent(open, strings), formatPercent(hidden, strings));
}

const MOST_NAMES = 5;

function identicalText(
  { questions, others }: Identical,
  row: ClassRow,
  { labels, strings }: Context,
): string {
  const names = others.slice(0, MOST_NAMES).map((other) => labels.get(other)!);
  const shown = strings.andMore(names.join(', '), others.length - names.length);
  const all = Object.keys(row.fingerprints).length;
  return questions.length === all
    ? strings.reasons.sameFiles(shown)
    : strings.reasons.sameWork(questions.join(', '), shown);
}
