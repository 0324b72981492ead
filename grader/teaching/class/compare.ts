import { UsageError } from '@boletim/grader/errors';
import {
  type PenaltyReport,
  type Report,
  type TestReport,
  oneLine,
  withoutDust,
} from '@boletim/grader/report';
import { readClassRecord, readRecordedReport, type RecordedRow } from './class-record';
import { formatPoints } from './csv';

/** How one student's grade moved between two runs, and what moved it. */
export interface Move {
  id: string;
  name: string;
  /** Null when there was, or is, no score. */
  before: number | null;
  after: number | null;
  /** Tests and penalties first, then review and lateness; in words. */
  causes: string[];
  /** Inputs that changed, which is why anything could move: "submission", "assignment", "drawn inputs", "node 20 → 22". */
  inputs: string[];
}

export interface Comparison {
  moves: Move[];
  /** Students with the same score in both runs. */
  unmoved: number;
  /** Inputs that changed for everybody who has a report in both runs. */
  sharedInputs: string[];
}

/** Compares two output folders of `boletim class`. Throws a UsageError when one holds no class, or another. */
export function compareClasses(oldFolder: string, newFolder: string): Comparison {
  const before = side(oldFolder);
  const after = side(newFolder);
  if (before.assignment !== after.assignment) {
    throw new UsageError(
      `${oldFolder} is about ${before.assignment}, ${newFolder} about ${after.assignment}; compare runs of one.`,
    );
  }
  const ids = [...new Set([...after.rows.keys(), ...before.rows.keys()])];
  const all = ids.map((id) => moveOf(id, before, after));
  const moves = all.filter(({ before: old, after: now, causes }) => old !== now || causes.length > 0);
  const graded = all.filter(({ id }) => hasReport(before, id) && hasReport(after, id));
  const sharedInputs = (graded[0]?.inputs ?? []).filter((input) =>
    graded.every(({ inputs }) => inputs.includes(input)),
  );
  return {
    moves: moves.sort((a, b) => Math.abs(changeOf(b)) - Math.abs(changeOf(a))),
    unmoved: all.length - moves.length,
    sharedInputs,
  };
}

/** The comparison as a person reads it in a terminal. */
export function comparisonText({ moves, unmoved, sharedInputs }: Comparison): string {
  const shared = sharedInputs.length === 0 ? [] : [`Changed for everybody: ${sharedInputs.join(', ')}.`];
  const students = moves.flatMap((move) => {
    const inputs = move.inputs.filter((input) => !sharedInputs.includes(input));
    const why = inputs.length === 0 ? '' : `  [changed: ${inputs.join(', ')}]`;
    const head = `${oneLine(move.id)}  ${show(move.before)} → ${show(move.after)}  ${signed(changeOf(move))}${why}`;
    return [head, ...move.causes.map((cause) => `    ${cause}`)];
  });
  const summary = `${moves.length} moved, ${unmoved} did not.`;
  return [...shared, ...students, summary].map((line) => `${line}\n`).join('');
}

interface Side {
  assignment: string;
  rows: Map<string, RecordedRow>;
  report(row: RecordedRow): Report | null;
}

function side(folder: string): Side {
  const { assignment, rows } = readClassRecord(folder);
  return {
    assignment: assignment.id,
    rows: new Map(rows.map((row) => [row.id, row])),
    report: (row) => readRecordedReport(folder, row),
  };
}

function hasReport({ rows, report }: Side, id: string): boolean {
  const row = rows.get(id);
  return row !== undefined && report(row) !== null;
}

function moveOf(id: string, before: Side, after: Side): Move {
  const old = before.rows.get(id);
  const now = after.rows.get(id);
  const oldReport = old ? before.report(old) : null;
  const newReport = now ? after.report(now) : null;
  return {
    id,
    name: (now ?? old)!.name,
    before: scoreOf(old),
    after: scoreOf(now),
    causes: [...outcomeCauses(old, now), ...testCauses(oldReport, newReport), ...gradeCauses(old, now)],
    inputs: inputChanges(oldReport, newReport),
  };
}

function scoreOf(row: RecordedRow | undefined): number | null {
  if (!row || row.grade.excused || row.grade.afterCutoff !== null || row.withheld) return null;
  return row.outcome === 'graded' || row.outcome === 'not-gradable' ? withoutDust(row.grade.score) : null;
}

function outcomeCauses(old: RecordedRow | undefined, now: RecordedRow | undefined): string[] {
  if (!old) return ['is new'];
  if (!now) return ['is no longer there'];
  if (old.outcome === now.outcome) return [];
  const reason = now.problem ?? old.problem;
  return [`${old.outcome} → ${now.outcome}${reason ? ` (${oneLine(reason.message)})` : ''}`];
}

function testCauses(old: Report | null, now: Report | null): string[] {
  if (!old || !now) return [];
  const before = entriesOf(old);
  const after = entriesOf(now);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [from, to] = [before.get(key), after.get(key)];
    const change = (to?.points ?? 0) - (from?.points ?? 0);
    if (from?.state === to?.state && Math.abs(change) < 1e-9) return [];
    return [`${key}: ${from?.state ?? 'absent'} → ${to?.state ?? 'absent'}  ${signed(change)}`];
  });
}

/** What the review and lateness changed is in class.json and told apart; their entries in the report are passed over. */
const MANUAL = ['review', 'late', 'exempt'];

function entriesOf({ questions }: Report): Map<string, { state: string; points: number }> {
  const test = ({ status, points }: TestReport) => ({ state: status, points });
  const penalty = ({ applied, points }: PenaltyReport) => ({
    state: applied ? 'penalty' : 'no penalty',
    points,
  });
  return new Map(
    questions.flatMap(({ id, tests, penalties }) => [
      ...tests.map((entry) => [`${id}/${entry.id}`, test(entry)] as const),
      ...penalties
        .filter((entry) => !MANUAL.includes(entry.id))
        .map((entry) => [`${id}/${entry.id}`, penalty(entry)] as const),
    ]),
  );
}

function gradeCauses(old: RecordedRow | undefined, now: RecordedRow | undefined): string[] {
  if (!old || !now) return [];
  const causes = now.grade.questions.flatMap((question) => {
    const before = old.grade.questions.find(({ id }) => id === question.id);
    const change = question.adjustment - (before?.adjustment ?? 0);
    const exempt =
      question.exempt === (before?.exempt ?? false)
        ? []
        : [`${question.id}: ${question.exempt ? 'now' : 'no longer'} exempt`];
    return Math.abs(change) < 1e-9 ? exempt : [`${question.id}: review  ${signed(change)}`, ...exempt];
  });
  if (old.grade.lateHours !== now.grade.lateHours || old.grade.latePercent !== now.grade.latePercent) {
    const change = now.grade.latePoints - old.grade.latePoints;
    causes.push(
      `lateness: ${formatPoints(old.grade.lateHours)} → ${formatPoints(now.grade.lateHours)} hours  ${signed(change)}`,
    );
  }
  if (old.grade.excused !== now.grade.excused)
    causes.push(now.grade.excused ? 'now excused' : 'no longer excused');
  if ((old.grade.afterCutoff === null) !== (now.grade.afterCutoff === null))
    causes.push(now.grade.afterCutoff === null ? 'no longer after the cutoff' : 'now after the cutoff');
  return causes;
}

function inputChanges(old: Report | null, now: Report | null): string[] {
  if (!old || !now) return [];
  const environment = (['node', 'platform', 'device', 'sandbox'] as const)
    .filter((field) => old.environment[field] !== now.environment[field])
    .map((field) => `${field} ${old.environment[field]} → ${now.environment[field]}`);
  return [
    ...(old.submission.digest === now.submission.digest ? [] : ['submission']),
    ...(old.assignment.digest === now.assignment.digest ? [] : ['assignment']),
    // Every output folder draws a seed of its own, which is nobody's business.
    ...(old.environment.seed === now.environment.seed ? [] : ['drawn inputs']),
    ...environment,
  ];
}

function changeOf({ before, after }: Pick<Move, 'before' | 'after'>): number {
  return (after ?? 0) - (before ?? 0);
}

function show(score: number | null): string {
  return score === null ? 'no score' : formatPoints(score);
}

function signed(change: number): string {
  const rounded = Number(change.toFixed(4));
  return rounded > 0 ? `+${rounded}` : rounded < 0 ? `−${-rounded}` : '±0';
}
