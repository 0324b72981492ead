import { SubmissionProblem } from './problem';

/** What a folder or archive holds: every path, and the bytes of the few files that were asked for. */
export interface SubmittedTree {
  /** Regular files, "/"-separated, without dependency and version-control folders: every wanted one, and as many others as the limits allow. */
  paths: string[];
  /** How many more there are. */
  uncounted: number;
  /** Contents of the paths that `Wanted` accepted. */
  files: Map<string, Buffer>;
  /** Paths that a wanted file has but that cannot be taken, and why, like "is a link; submit the file itself". */
  unusable: Map<string, string>;
  /** Links, which are not followed. */
  links: Set<string>;
  /** What was passed over and why, like "src/data is a link; links are not followed". */
  refused: string[];
}

/** Decides from a path whether its bytes are read at all. */
export type Wanted = (path: string) => boolean;

/** What one submission may cost to read. */
export interface ReadLimits {
  /** Files that are listed although nobody asked for them; the rest is counted. */
  listed: number;
  /** Bytes that may come out of a compressed stream, wanted or not: those before a wanted file have to. */
  bytes: number;
  /** Unpacked bytes for each packed one; small files are not held to it. */
  ratio: number;
  /** Bytes of one wanted file. */
  fileBytes: number;
  /** Bytes of all wanted files together: a checkout may hold a hundred copies. */
  keptBytes: number;
}

export const DEFAULT_READ_LIMITS: ReadLimits = {
  listed: 5000,
  bytes: 4 * 1024 * 1024 * 1024,
  ratio: 200,
  fileBytes: 256 * 1024,
  keptBytes: 64 * 1024 * 1024,
};

/** Entries of any kind, counted before anything is left out: a directory of millions is itself an attack. */
export const MAX_ENTRIES = 200_000;

const CLUTTER =
  /(^|\/)(node_modules|\.git|__MACOSX|\.cache|\.vscode|\.idea)(\/|$)|(^|\/)(\.DS_Store|Thumbs\.db)$/;

/** Whether a path belongs to what tools leave behind and no assignment ever asks for. */
export function isClutter(path: string): boolean {
  return CLUTTER.test(path);
}

/**
 * The path when it stays inside the folder it will be read into.
 * Throws SubmissionProblem for absolute paths and "..", also as Windows writes them.
 */
export function safePath(path: string): string {
  const parts = path.split(/[/\\]/);
  const isAbsolute = parts.length > 1 && /^([a-z]:)?$/i.test(parts[0]!);
  if (!isAbsolute && !parts.includes('..')) return withoutDots(path);
  throw new SubmissionProblem(
    'unsafe',
    `it holds an entry that leaves its folder: ${JSON.stringify(shortened(path))}`,
  );
}

/** Tools write "./src/a.ts" for a file and "src/" for a folder. */
function withoutDots(path: string): string {
  const parts = path.split('/');
  const first = parts.findIndex((part) => part !== '.');
  const last = parts.findLastIndex((part) => part !== '');
  return first < 0 ? '' : parts.slice(first, last + 1).join('/');
}

/** Control characters, what Windows cannot have in a name, and bytes that were not UTF-8. */
const ODD_NAME = /[\u0000-\u001f\\\ufffd]|^[a-z]:/i;

/** Longer than a path can be on any system; archives can hold names of megabytes, which nothing else looks at. */
const MAX_NAME = 4096;
const MAX_NOTES = 100;

/** A name from an archive, or a message with one, as long as people read. */
export function shortened(name: string): string {
  return name.length <= 100 ? name : `${name.slice(0, 100)}…`;
}

/** Collects entries under the limits, the same way for folders, zip and tar. */
export class TreeBuilder {
  readonly tree: SubmittedTree = {
    paths: [],
    uncounted: 0,
    files: new Map(),
    unusable: new Map(),
    links: new Set(),
    refused: [],
  };
  private readonly seen = new Set<string>();
  private entries = 0;
  private listed = 0;
  private bytes = 0;
  private kept = 0;

  constructor(
    private readonly wanted: Wanted,
    readonly limits: ReadLimits,
  ) {}

  /** Counts an entry. Returns its safe path, or undefined when it is clutter or oddly named: to pass over. */
  enter(path: string): string | undefined {
    const safe = safePath(path.slice(0, MAX_NAME + 1));
    if (++this.entries > MAX_ENTRIES) {
      throw new SubmissionProblem('too-large', `it holds more than ${MAX_ENTRIES} files and folders`);
    }
    if (isClutter(safe)) return undefined;
    if (safe.length <= MAX_NAME && !ODD_NAME.test(safe)) return safe;
    this.passOver(safe);
    return undefined;
  }

  /** Notes an entry that is not taken for its name. */
  passOver(path: string): void {
    this.refuse(`${JSON.stringify(shortened(path))} has an odd name and was passed over`);
  }

  /** Notes a regular file. Returns whether its bytes are to be read. Of several with one name, the last counts. */
  addFile(path: string, size: number): boolean {
    if (!this.wanted(path)) {
      this.listUnwanted(path);
      return false;
    }
    this.note(path);
    if (size <= this.limits.fileBytes) return true;
    const limit = Math.floor(this.limits.fileBytes / 1024);
    this.markUnusable(path, `has ${Math.ceil(size / 1024)} KB; the limit is ${limit} KB`);
    return false;
  }

  /** Takes the bytes of a wanted file. */
  keep(path: string, bytes: Buffer): void {
    this.kept += bytes.length;
    if (this.kept > this.limits.keptBytes) {
      const limit = Math.floor(this.limits.keptBytes / 1024 / 1024);
      throw new SubmissionProblem('too-large', `its copies of the wanted files have more than ${limit} MB`);
    }
    this.tree.files.set(path, bytes);
  }

  /** Whether nothing more is looked at. */
  get isFull(): boolean {
    return this.entries >= MAX_ENTRIES;
  }

  /** Whether a file of this path would be read. */
  wants(path: string): boolean {
    return this.wanted(path);
  }

  refuseLink(path: string): void {
    if (this.wanted(path)) this.markUnusable(path, 'is a link; submit the file itself');
    else this.refuse(`${path} is a link; links are not followed`);
    this.tree.links.add(path);
  }

  /** Says of a wanted path why it cannot be taken; of any other, that it was passed over. */
  markUnusable(path: string, why: string): void {
    if (this.wanted(path)) this.tree.unusable.set(path, why);
    else this.refuse(`${path} ${why}`);
  }

  /** Notes what was passed over; so many notes that nobody would read them all are not kept. */
  refuse(note: string): void {
    const { refused } = this.tree;
    if (refused.length < MAX_NOTES) refused.push(note);
    else if (refused.length === MAX_NOTES) refused.push('more was passed over');
  }

  /** Counts unpacked bytes against the limit. */
  countBytes(unpacked: number): void {
    this.bytes += unpacked;
    if (this.bytes > this.limits.bytes) {
      const limit = Math.floor(this.limits.bytes / 1024 / 1024);
      throw new SubmissionProblem('too-large', `it unpacks to more than ${limit} MB`);
    }
  }

  /** Refuses what unpacks to many times its size. */
  checkRatio(unpacked: number, packed: number): void {
    if (unpacked > packed * this.limits.ratio) {
      throw new SubmissionProblem('too-large', `it unpacks to more than ${this.limits.ratio} times its size`);
    }
  }

  /** A later entry takes an earlier one's place, as it does when an archive is unpacked. */
  private note(path: string): void {
    const { paths, files, unusable, links } = this.tree;
    const known = this.seen.has(path) || unusable.has(path);
    if (known) this.refuse(`${path} is there twice; the last was taken`);
    if (!this.seen.has(path)) paths.push(path);
    this.seen.add(path);
    files.delete(path);
    unusable.delete(path);
    links.delete(path);
  }

  private listUnwanted(path: string): void {
    if (this.listed < this.limits.listed) this.tree.paths.push(path);
    else this.tree.uncounted += 1;
    this.listed += 1;
  }
}
