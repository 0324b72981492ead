import fs from 'node:fs';
import path from 'node:path';

/** Pids of the sandboxes that a grader process has started, found by the home they were given. */
export function sandboxesOf(grader: number): number[] {
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const ours = pids.filter((pid) => read(`/proc/${pid}/environ`).includes(`.${grader}.`)).map(Number);
  // Around the sandbox's Node there is bwrap, which sees the whole machine.
  return ours.filter(
    (pid) => pid !== grader && path.basename(programOf(pid)) === path.basename(process.execPath),
  );
}

/** Which of these words (as UTF-8 or UTF-16) or bytes a process has in memory that can be written. */
export function memoryHolds<T extends string | Buffer>(pid: number, words: T[]): T[] {
  const needles = words.map((word) =>
    typeof word === 'string' ? [Buffer.from(word), Buffer.from(word, 'utf16le')] : [word],
  );
  const found = new Set<T>();
  for (const region of writableMemory(pid))
    words.forEach((word, index) => {
      if (needles[index]!.some((needle) => region.includes(needle))) found.add(word);
    });
  return [...found];
}

/** Everything a sandbox can open below its root, from its own point of view. */
export function* filesSeenBy(pid: number): Generator<{ name: string; content: string }> {
  const root = `/proc/${pid}/root`;
  const folders = ['/'];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of fs.readdirSync(root + folder, { withFileTypes: true })) {
      const name = path.join(folder, entry.name);
      if (entry.isDirectory() && !SKIPPED.test(name)) folders.push(name);
      else if (entry.isFile()) yield { name, content: read(root + name) };
    }
  }
}

const SKIPPED = /^\/(proc|dev|lib|lib64|usr)$|node_modules\/[^.]/;

function* writableMemory(pid: number): Generator<Buffer> {
  const memory = fs.openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const line of read(`/proc/${pid}/maps`).split('\n')) {
      const [, start, end] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      if (start === undefined) continue;
      const [from, to] = [Number(`0x${start}`), Number(`0x${end}`)];
      yield* readRegion(memory, from, to);
    }
  } finally {
    fs.closeSync(memory);
  }
}

const STEP = 16 << 20;
const OVERLAP = 256;

function* readRegion(memory: number, from: number, to: number): Generator<Buffer> {
  for (let at = from; at < to; at += STEP - OVERLAP) {
    const buffer = Buffer.alloc(Math.min(STEP, to - at));
    try {
      yield buffer.subarray(0, fs.readSync(memory, buffer, 0, buffer.length, at));
    } catch {
      // Not there, or not ours to read.
    }
  }
}

function programOf(pid: number): string {
  try {
    return fs.readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return '';
  }
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
