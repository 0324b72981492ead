import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/** What a process and everything below it use at this moment. */
export interface Usage {
  bytes: number;
  /** Processes and their threads together. */
  tasks: number;
}

/** Measures a process tree from outside; null where the system cannot tell. */
export function measureUsage(pid: number): Usage | null {
  if (process.platform === 'linux') return measureLinux(pid);
  if (process.platform === 'darwin') return measureGroup(pid);
  return null;
}

const PAGE_BYTES = 4096;

function measureLinux(root: number): Usage {
  const usage = { bytes: 0, tasks: 0 };
  const pids = [root];
  for (let pid = pids.pop(); pid !== undefined; pid = pids.pop()) {
    try {
      usage.bytes += Number(fs.readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
      for (const task of fs.readdirSync(`/proc/${pid}/task`)) {
        usage.tasks += 1;
        const children = fs.readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim();
        if (children) pids.push(...children.split(' ').map(Number));
      }
    } catch {
      // It ended while we looked.
    }
  }
  return usage;
}

function measureGroup(group: number): Usage | null {
  try {
    const table = execFileSync('ps', ['-o', 'rss=', '-g', String(group)], { encoding: 'utf8' });
    const sizes = table.trim().split('\n').map(Number);
    return { bytes: sizes.reduce((sum, size) => sum + size, 0) * 1024, tasks: sizes.length };
  } catch {
    return null;
  }
}
