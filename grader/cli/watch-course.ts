import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Assignment } from '../assignment/assignment';
import { EXIT_CODES } from '../errors';
import { filesBelow } from '../system/paths';
import { exportedFiles } from '../system/course-package';
import { stringsOf, type Lang } from '../reporters/i18n';
import { gradingFiles } from '../suite/load-suites';

/** What the command is called inside, where it watches the submission alone. */
export const WATCH_SUBMISSION = '--watch-submission';

const POLL_MILLISECONDS = 300;
/** The exit code of a program that Ctrl-C ended, as shells have it. */
const INTERRUPTED = 130;

/**
 * Runs this very command with --watch-submission in place of --watch, in a process of its own, and again in a new
 * one after each change of a course file: what a process has loaded of a suite or a lab it never reads again.
 * Gives the exit code after Ctrl-C.
 */
export async function watchCourse(courseFiles: () => string[], lang: Lang): Promise<number> {
  let worker: ChildProcess | undefined;
  // The terminal sends Ctrl-C to both: the worker, while there is one, decides what it ends.
  process.on('SIGINT', () => void (worker && hasEnded(worker) && process.exit(INTERRUPTED)));
  for (;;) {
    const files = courseFiles();
    const before = stampOf(files);
    worker = startWorker(stringsOf(lang).console.waiting);
    while (stampOf(files) === before) {
      if (worker.signalCode === 'SIGINT' || worker.exitCode === INTERRUPTED) return INTERRUPTED;
      await sleep(POLL_MILLISECONDS);
    }
    await endWorker(worker);
  }
}

/** Ends this process, after `leave`, when the one that watches the course has ended or wants another in its place. */
export function endWithParent(leave: () => Promise<void>): void {
  process.once('disconnect', () => void endAsInterrupted(leave));
  // Listening alone must not keep it running.
  process.channel?.unref();
}

export async function endAsInterrupted(leave: () => Promise<void>): Promise<never> {
  await leave().catch(() => {});
  return process.exit(INTERRUPTED);
}

/** What grades are made of besides the submission; of fixtures the folders as well, where files come and go. */
export function courseFilesOf(assignment: Assignment): string[] {
  const { fixtures } = assignment;
  const folders = [...fixtures.inputs, ...fixtures.expected];
  const inside = folders.flatMap((folder) => filesBelow(folder)).map((file) => path.dirname(file));
  return [...gradingFiles(assignment), ...exportedFiles(), ...new Set([...folders, ...inside])];
}

function startWorker(waiting: string): ChildProcess {
  const command = process.argv.slice(1).map((word) => (word === '--watch' ? WATCH_SUBMISSION : word));
  const worker = spawn(process.execPath, [...process.execArgv, ...command], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  worker.once('exit', (code) => {
    if (code === EXIT_CODES.usage) process.stdout.write(`\n${waiting}\n`);
  });
  return worker;
}

async function endWorker(worker: ChildProcess): Promise<void> {
  if (hasEnded(worker)) return;
  if (worker.connected) worker.disconnect();
  await once(worker, 'exit');
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function stampOf(files: string[]): string {
  return files
    .map((file) => {
      const stats = fs.statSync(file, { throwIfNoEntry: false });
      return `${file} ${stats?.mtimeMs} ${stats?.size} ${stats?.ino}`;
    })
    .join('\n');
}
