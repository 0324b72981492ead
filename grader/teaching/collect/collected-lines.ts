import { oneLine } from '@boletim/grader/report';
import { onClock } from '../class';
import type { CollectedRow } from './collect-student';
import type { CollectResult } from './collect-class';

/** Each student's line, then how many, and what the times are worth. */
export function collectedLines({ rows, zone }: Pick<CollectResult, 'rows' | 'zone'>): string[] {
  const width = Math.max(0, ...rows.map(({ student }) => student.id.length));
  const lines = rows.flatMap((row) => linesOf(row, { zone, width }));
  const there = rows.filter(({ record }) => record.file !== null);
  const kept = there.filter(({ isKept }) => isKept).length;
  const counts = `${there.length - kept} collected, ${kept} as before, ${rows.length - there.length} with nothing.`;
  return [...lines, counts, ...(there.length > 0 ? [HONESTY] : [])];
}

const HONESTY =
  'Times are those at which commits were made (committer date). The machine that makes a commit writes them, and can write any; git does not know when something was pushed.';

function linesOf(
  { student, record, problem }: CollectedRow,
  { zone, width }: { zone: string; width: number },
): string[] {
  const name = oneLine(student.id).padEnd(width);
  const below = (text: string) => `${' '.repeat(width)}  ${oneLine(text, MOST_LETTERS)}`;
  if (record.file === null) return [`${name}  ${oneLine(record.problem!, MOST_LETTERS)}`];
  const { commit, branch, asked } = record.repository!;
  const what = `${name}  ${commit.slice(0, 9)}  ${onClock(record.handedIn!, zone)}  ${oneLine(branch)}`;
  const still = problem ? [`kept from ${onClock(asked, zone)}; now: ${problem.message}`] : [];
  return [what, ...[...record.notes, ...still].map(below)];
}

const MOST_LETTERS = 2000;
