import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '@boletim/grader/errors';
import { pendingOf } from './previous-run';
import { lockOf } from './run-lock';

/**
 * Whether an output folder holds the whole of one run.
 * @throws UsageError while a run writes into it, and when the last one was stopped: its files are of two runs
 */
export function refuseUnfinished(out: string): void {
  const again = `npm run boletim -- class --out ${path.join(out)}`;
  if (fs.existsSync(lockOf(out)))
    throw new UsageError(
      `A run writes into ${out}, or was killed there; wait for it, or end it with "${again}".`,
    );
  if (fs.existsSync(pendingOf(out)))
    throw new UsageError(`The last run into ${out} was stopped before its end; go on with "${again}".`);
}
