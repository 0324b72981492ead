import type { Report, TestReport } from '../../report/report';
import { hasScore, type ClassRow } from '../class-row';

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
export function attentionOf(rows: readonly ClassRow[]): Attention[] {
  const twins = twinsByDigest(rows);
  return rows
    .map((row) => ({ row, reasons: reasonsFor(row, twins) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => urgency(b) - urgency(a) || b.reasons.length - a.reasons.length);
}

function urgency({ row }: Attention): number {
  return { 'grader-fault': 3, 'not-gradable': 2, 'no-submission': 0, graded: 1 }[row.outcome];
}

function reasonsFor(row: ClassRow, twins: ReadonlyMap<string, ClassRow[]>): string[] {
  const { report } = row;
  if (row.grade.excused) return [];
  const reasons = row.problem ? [row.problem.message] : [];
  if (row.outcome === 'no-submission') reasons.push('nothing was handed in');
  if (report) reasons.push(...reasonsInReport(report, row), ...twinReasons(row, twins));
  return [...reasons, ...row.notes];
}

function reasonsInReport(report: Report, row: ClassRow): string[] {
  const tests = report.questions.flatMap((question) => question.tests);
  const ended = (status: TestReport['status']) => tests.filter((test) => test.status === status).length;
  return [
    report.authorErrors.length > 0 && `the course made a mistake: ${report.authorErrors[0]}`,
    ended('crashed') > 0 && `${count(ended('crashed'), 'test')} crashed`,
    ended('timed-out') > 0 && `${count(ended('timed-out'), 'test')} timed out`,
    report.questions.some(({ diagnostics, points }) => diagnostics.length > 0 && points === 0) &&
      'a file does not compile or type-check, and its question has no points',
    hiddenGap(tests),
    expectationGap(report, row),
    report.declaration.status === 'invalid' && 'the declaration cannot be read',
  ].filter((reason) => typeof reason === 'string');
}

/** Right on what students can see and wrong on what they cannot: perhaps answers written down, perhaps luck. */
function hiddenGap(tests: readonly TestReport[]): string | false {
  const share = (hidden: boolean) => {
    const part = tests.filter((test) => test.hidden === hidden);
    const points = part.reduce((sum, test) => sum + test.points, 0);
    const maxPoints = part.reduce((sum, test) => sum + test.maxPoints, 0);
    return maxPoints === 0 ? null : points / maxPoints;
  };
  const [open, hidden] = [share(false), share(true)];
  if (open === null || hidden === null) return false;
  if (open < HIDDEN_GAP.publicAtLeast || hidden > HIDDEN_GAP.hiddenAtMost) return false;
  return `${percent(open)} of the public points, ${percent(hidden)} of the hidden ones`;
}

function expectationGap({ declaration }: Report, row: ClassRow): string | false {
  const expected = declaration.values?.expectedGrade ?? null;
  if (expected === null || !hasScore(row) || row.grade.maxScore === 0) return false;
  const got = (row.grade.score / row.grade.maxScore) * 10;
  if (Math.abs(expected - got) < EXPECTATION_GAP) return false;
  return `expects ${expected}, gets ${Number(got.toFixed(1))} (out of 10)`;
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

function twinReasons(row: ClassRow, twins: ReadonlyMap<string, ClassRow[]>): string[] {
  const others = (twins.get(row.report?.submission.digest ?? '') ?? []).filter(
    (other) => other !== row && (other.origin !== row.origin || other.origin === null),
  );
  return others.length === 0
    ? []
    : [`the same files as ${others.map(({ student }) => student.id).join(', ')}`];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
