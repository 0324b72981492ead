import type { ClassProgress } from './grade-class';
import type { Lang } from '@boletim/grader/reporters';
import { formatPoints } from './csv';
import { classStringsOf, type ClassStrings } from './i18n';
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
  { lang = 'en', now = () => performance.now() }: { lang?: Lang; now?: () => number } = {},
): ProgressDisplay {
  const { run } = classStringsOf(lang);
  const start = now();
  let graded = 0;
  return {
    update(progress) {
      if (!progress.reused) graded += 1;
      if (!output.isTTY) return void output.write(`${plainLine(progress, run)}\n`);
      const left = timeLeft({ elapsed: now() - start, graded, left: progress.total - progress.done }, run);
      const line = `${bar(progress)} ${plainLine(progress, run)}${left}`;
      output.write(`\r\x1b[K${line.slice(0, (output.columns ?? 80) - 1)}`);
    },
    clear() {
      if (output.isTTY) output.write('\r\x1b[K');
    },
  };
}

function plainLine({ done, total, rows, reused }: ClassProgress, strings: ClassStrings['run']): string {
  const [row] = rows;
  const width = String(total).length;
  const name = oneLine(rows.map(({ student }) => student.id).join(', '), 60);
  const result = row?.problem
    ? oneLine(row.problem.message)
    : strings.points(formatPoints(row?.grade.score ?? 0));
  const line = `${String(done).padStart(width)}/${total} ${name}: ${result}${reused ? ` ${strings.asBefore}` : ''}`;
  return withoutCiCommands(line);
}

function bar({ done, total }: ClassProgress): string {
  const filled = total === 0 ? 20 : Math.round((done / total) * 20);
  return '█'.repeat(filled) + '░'.repeat(20 - filled);
}

/** Stored results take no time, so only what was graded tells the pace. */
function timeLeft(
  { elapsed, graded, left }: { elapsed: number; graded: number; left: number },
  strings: ClassStrings['run'],
): string {
  if (graded < 3 || left === 0) return '';
  const seconds = Math.round(((elapsed / graded) * left) / 1000);
  return ` · ${strings.left(seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`)}`;
}
