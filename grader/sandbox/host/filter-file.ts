import fs from 'node:fs';
import path from 'node:path';
import { createTemporaryFolder, explained } from '../../system/temporary-folder';
import { assembleCallFilter } from './call-filter';
import { DENIED_CALLS, type FilteredArchitecture } from './system-calls';

/** The filter of system calls for this machine; null where their numbers are not known. */
const FILTER = isFiltered(process.arch) ? assembleCallFilter(DENIED_CALLS, process.arch) : null;

/** Behind the streams and pipes of a sandbox. */
const FILTER_DESCRIPTOR = 5;

/** What makes bwrap read the filter, which `withFilterFile` opens. */
export const FILTER_OPTION = FILTER === null ? [] : ['--seccomp', String(FILTER_DESCRIPTOR)];

/** Whether sandboxes under bwrap can be kept from rare system calls on this kind of processor. */
export function isFiltered(architecture: string): architecture is FilteredArchitecture {
  return architecture === 'x64' || architecture === 'arm64';
}

/** Opens the filter as a file for a program that `start` starts, as what its descriptor 5 shall be. */
export function withFilterFile<Result>(start: (filter: number | 'ignore') => Result): Result {
  if (FILTER === null) return start('ignore');
  written ??= openWithoutName(FILTER);
  // Opened anew, because each program reads from the beginning; and for reading alone.
  const file = fs.openSync(`/proc/self/fd/${written}`, 'r');
  try {
    return start(file);
  } finally {
    fs.closeSync(file);
  }
}

/** Stays open for as long as this process runs. */
let written: number | undefined;

/** Nothing is left of it when it is closed, however this process ends. */
function openWithoutName(content: Buffer): number {
  const folder = createTemporaryFolder('filter');
  try {
    return explained(() => openFilled(path.join(folder, 'filter'), content));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function openFilled(name: string, content: Buffer): number {
  const file = fs.openSync(name, 'wx+');
  try {
    // With a position of its own, writing does not move the one that the program starts reading from.
    fs.writeSync(file, content, 0, content.length, 0);
    return file;
  } catch (error) {
    fs.closeSync(file);
    throw error;
  }
}
