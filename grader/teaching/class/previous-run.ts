import fs from 'node:fs';
import path from 'node:path';
import { filesBelow, makeFolder } from '@boletim/grader/system';
import { UsageError } from '@boletim/grader/errors';

/** Where an output folder keeps the run before the last that changed something. */
export function previousRun(out: string): string {
  const folder = path.join(out, '.previous');
  if (fs.existsSync(path.join(folder, 'class.json'))) return folder;
  throw new UsageError(
    `${out} holds no run before its last one; give the output folder of another run to compare with.`,
  );
}

/**
 * Keeps what `boletim compare` reads, before a run changes it; a run that was stopped has done so already. Every file
 * is replaced whole, so that a second name for it is as good as a copy.
 */
export function keepCurrentRun(out: string): void {
  const pending = pendingOf(out);
  if (fs.existsSync(pending) || !fs.existsSync(path.join(out, 'class.json'))) return;
  const copy = `${pending}.part`;
  fs.rmSync(copy, { recursive: true, force: true });
  for (const name of comparedFiles(out)) keepFile(path.join(out, name), path.join(copy, name));
  fs.renameSync(copy, pending);
}

function keepFile(file: string, copy: string): void {
  makeFolder(path.dirname(copy));
  try {
    fs.linkSync(file, copy);
  } catch {
    fs.copyFileSync(file, copy); // Some disks know no links.
  }
}

/** After a run: what it changed becomes comparable with what was before; where nothing changed, nothing is forgotten. */
export function settlePreviousRun(out: string): void {
  const pending = pendingOf(out);
  if (!fs.existsSync(pending)) return;
  if (isSame(pending, out)) return fs.rmSync(pending, { recursive: true, force: true });
  const previous = path.join(out, '.previous');
  fs.rmSync(previous, { recursive: true, force: true });
  fs.renameSync(pending, previous);
}

/** What a run in progress keeps of the one before, until it has ended. */
export function pendingOf(out: string): string {
  return path.join(out, '.previous.pending');
}

function comparedFiles(folder: string): string[] {
  const reports = filesBelow(path.join(folder, 'instructor')).filter((file) => file.endsWith('.json'));
  return ['class.json', ...reports.map((file) => path.relative(folder, file))].sort();
}

function isSame(before: string, now: string): boolean {
  const files = comparedFiles(before);
  if (files.join('\0') !== comparedFiles(now).join('\0')) return false;
  return files.every((file) => isSameFile(path.join(before, file), path.join(now, file)));
}

function isSameFile(a: string, b: string): boolean {
  const [first, second] = [a, b].map((file) => fs.statSync(file, { bigint: true }));
  if (first!.ino === second!.ino && first!.dev === second!.dev) return true;
  return first!.size === second!.size && fs.readFileSync(a).equals(fs.readFileSync(b));
}
