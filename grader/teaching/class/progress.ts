import type { ClassProgress } from './grade-class';
import { formatPoints } from './csv';
import { oneLine, withoutCiCommands } from '@boletim/grader/report';

export interface ProgressDisplay {
  update(progress: ClassProgress): void;
  /** Takes the live line away. */
  clear(): void;
}

interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

/**
 * Shows a class run as it goes: on a terminal one line that changes, with the time that is left; elsewhere one line a
 * submission.
 */
export function progressDisplay(
  output: Output,
  now: () => number = () => performance.now(),
): ProgressDisplay {
  const start = now();
  let graded = 0;
  return {
    update(progress) {
      if (!progress.reused) graded += 1;
      if (!output.isTTY) return void output.write(`${plainLine(progress)}\n`);
      const left = timeLeft({ elapsed: now() - start, graded, left: progress.total - progress.done });
      const line = `${bar(progress)} ${plainLine(progress)}${left}`;
      output.write(`\r\x1b[K${line.slice(0, (output.columns ?? 80) - 1)}`);
    },
    clear() {
      if (output.isTTY) output.write('\r\x1b[K');
    },
  };
}

function plainLine({ done, total, rows, reused }: ClassProgress): string {
  const [row] = rows;
  const width = String(total).length;
  const name = oneLine(rows.map(({ student }) => student.id).join(', '), 60);
  const result = row?.problem
    ? oneLine(row.problem.message)
    : `${formatPoints(row?.grade.score ?? 0)} points`;
  const line = `${String(done).padStart(width)}/${total} ${name}: ${result}${reused ? ' (as before)' : ''}`;
  return withoutCiCommands(line);
}

function bar({ done, total }: ClassProgress): string {
  const filled = total === 0 ? 20 : Math.round((done / total) * 20);
  return '█'.repeat(filled) + '░'.repeat(20 - filled);
}

/** Stored results take no time, so only what was graded tells the pace. */
function timeLeft({ elapsed, graded, left }: { elapsed: number; graded: number; left: number }): string {
  if (graded < 3 || left === 0) return '';
  const seconds = Math.round(((elapsed / graded) * left) / 1000);
  return ` · ${seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`} left`;
}
