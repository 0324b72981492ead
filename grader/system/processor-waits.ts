import fs from 'node:fs';

/**
 * How many milliseconds each thread of some processes has waited for a processor since it began, by a name that is the
 * thread's own; empty where the system does not tell.
 */
export function waitsOf(processes: Iterable<number>): Map<string, number> {
  const waits = new Map<string, number>();
  if (process.platform !== 'linux') return waits;
  for (const pid of processes) for (const thread of threadsOf(pid)) waits.set(thread, waitOf(thread));
  return waits;
}

function threadsOf(pid: number): string[] {
  try {
    const folder = `/proc/${pid}/task`;
    return fs.readdirSync(folder).map((thread) => `${folder}/${thread}`);
  } catch {
    return [];
  }
}

/** `time on a processor | time waited for one | times`, in nanoseconds. */
function waitOf(thread: string): number {
  try {
    const [, waited = '0'] = fs.readFileSync(`${thread}/schedstat`, 'utf8').split(' ');
    return Number(waited) / 1e6;
  } catch {
    return 0;
  }
}
