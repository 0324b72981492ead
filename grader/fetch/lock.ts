import fs from 'node:fs';
import { FetchError } from './fetch-error';

/** Runs `work` while no other process does so for the same file; throws FetchError when one is at it. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  takeLock(lock, file);
  try {
    return await work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function takeLock(lock: string, file: string): void {
  try {
    fs.writeFileSync(lock, `${process.pid}`, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const owner = Number(fs.readFileSync(lock, 'utf8'));
    if (isRunning(owner)) {
      throw new FetchError(
        `Process ${owner} is fetching ${file} already. Wait for it, or end it and try again.`,
      );
    }
    fs.writeFileSync(lock, `${process.pid}`);
  }
}

function isRunning(pid: number): boolean {
  try {
    return pid !== process.pid && pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
