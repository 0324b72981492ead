import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MILLISECONDS = 50;
/** An editor may empty a file before it writes it. */
const SETTLE_MILLISECONDS = 30;

/** Runs a task now and after each change of the files, one run at a time, until the program is interrupted. */
export async function watchFiles(files: string[], task: () => Promise<void>): Promise<void> {
  let changed = true;
  let wake = () => {};
  for (const file of files) {
    // Polling sees editors that replace a file instead of writing to it, on every system alike.
    fs.watchFile(file, { interval: POLL_MILLISECONDS }, () => {
      changed = true;
      wake();
    });
  }
  for (;;) {
    if (!changed) {
      await new Promise<void>((resolve) => (wake = resolve));
      await sleep(SETTLE_MILLISECONDS);
    }
    changed = false;
    await task();
  }
}
