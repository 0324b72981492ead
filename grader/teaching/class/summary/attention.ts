import { formatDecimal, formatPercent } from '@boletim/grader/reporters';
import type { Report, TestReport } from '@boletim/grader/report';
import { hasScore, type ClassRow } from '../class-row';
import type { SummaryStrings } from './i18n';

/** A student whose result a person should look at, and why. */
export interface Attention {
  row: ClassRow;
  /** Most pressing first. */
  reasons: string[];
}

/** The public part must be this well solved, and the hidden part this badly, before the gap is worth a word. */
const HIDDEN_GAP = { publicAtLeast: 0.75, hiddenAtMost: 0.35 };
/** Points out of ten between the grade a student expects and gets. */
const EXPECTATION_GAP = 3;

/** Who needs a look and why; students with nothing to say are left out, the most reasons come first. */
export function attentionOf(rows: readonly ClassRow[], strings: SummaryStrings): Attention[] {
  const twins = twinsByDigest(rows);
  return rows
    .map((row) => ({ row, reasons: reasonsFor(row, { twins, strings }) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => urgency(b) - urgency(a) || b.reasons.length - a.reasons.length);
}

function urgency({ row }: Attention): number {
  return { 'grader-fault': 3, 'not-gradable': 2, 'no-submission': 0, graded: 1 }[row.outcome];
}

interface Context {
  twins: ReadonlyMap<string, ClassRow[]>;
  strings: SummaryStrings;
}

function reasonsFor(row: ClassRow, { twins, strings }: Context): string[] {
  const { report } = row;
  if (row.grade.excused) return [];
  const reasons = row.problem ? [row.problem.message] : [];
  if (row.outcome === 'no-submission') reasons.push(strings.reasons.nothingHandedIn);
  if (report) {
    const twinIds = otherTwins(row, twins).map(({ student }) => student.id);
    reasons.push(...reasonsInReport(report, row, strings));
    if (twinIds.length > 0) reasons.push(strings.reasons.sameFiles(twinIds.join(', ')));
  }
  return [...reasons, ...row.notes];
}

function reasonsInReport(report: Report, row: ClassRow, strings: SummaryStrings): string[] {
  const { reasons } = strings;
  const tests = report.questions.flatMap((question) => question.tests);
  const ended = (status: TestReport['status']) => tests.filter((test) => test.status === status).length;
  return [
    report.authorErrors.length > 0 && reasons.courseMistake(report.authorErrors[0]!),
    ended('crashed') > 0 && reasons.crashed(ended('crashed')),
    ended('timed-out') > 0 && reasons.timedOut(ended('timed-out')),
    report.questions.some(({ diagnostics, points }) => diagnostics.length > 0 && points === 0) &&
      reasons.doesNotCompile,
    hiddenGap(tests, strings),
    expectationGap(report, row, strings),
    report.declaration.status === 'invalid' && reasons.declarationInvalid,
  ].filter((reason) => typeof reason === 'string');
}

/** Right on what students can see and wrong on what they cannot: perhaps answers written down, perhaps luck. */
function hiddenGap(tests: readonly TestReport[], strings: SummaryStrings): string | false {
  const share = (hidden: boolean) => {
    const part = tests.filter((test) => test.hidden === hidden);
    const points = part.reduce((sum, test) => sum + test.points, 0);
    const maxPoints = part.reduce((sum, test) => sum + test.maxPoints, 0);
    return maxPoints === 0 ? null : points / maxPoints;
  };
  const [open, hidden] = [share(false), share(true)];
  if (open === null || hidden === null) return false;
  if (open < HIDDEN_GAP.publicAtLeast || hidden > HIDDEN_GAP.hiddenAtMost) return false;
  return strings.reasons.hiddenGap(formatPercent(open, strings), formatPercent(hidden, strings));
}

function expectationGap({ declaration }: Report, row: ClassRow, strings: SummaryStrings): string | false {
  const expected = declaration.values?.expectedGrade ?? null;
  if (expected === null || !hasScore(row) || row.grade.maxScore === 0) return false;
  const got = (row.grade.score / row.grade.maxScore) * 10;
  if (Math.abs(expected - got) < EXPECTATION_GAP) return false;
  const show = (grade: number) => formatDecimal(grade, 1, strings);
  return strings.reasons.expectationGap(show(expected), show(got));
}

/** Only submissions that earned something are compared: untouched stubs are alike by nature. */
function twinsByDigest(rows: readonly ClassRow[]): Map<string, ClassRow[]> {
  const twins = new Map<string, ClassRow[]>();
  for (const row of rows) {
    if (!row.report || row.report.score === 0) continue;
    const { digest } = row.report.submission;
    twins.set(digest, [...(twins.get(digest) ?? []), row]);
  }
  return twins;
}

/** Whoever handed in the same files; a group's one submission is no twin of itself. */
function otherTwins(row: ClassRow, twins: ReadonlyMap<string, ClassRow[]>): ClassRow[] {
  return (twins.get(row.report?.submission.digest ?? '') ?? []).filter(
    (other) => other !== row && (other.origin !== row.origin || other.origin === null),
  );
}
