import { isUtf8 } from 'node:buffer';
import fs from 'node:fs/promises';
import path from 'node:path';
import lockfile from 'proper-lockfile';
import { parseYaml, describeProblem } from '@boletim/grader/assignment';
import { messageOf } from '@boletim/grader/errors';
import { reviewSpec, type ReviewSpec } from '@boletim/teaching/class';
import { writeFileAtomically } from '@boletim/grader/system';
import type { Change, FieldValue, Saved } from './change';
import { ReviewDocument, shown } from './review-document';

/** Whose review it is. */
export interface Reviewed {
  id: string;
  slug: string;
}

/** A review as it lies on disk. */
export type StoredReview =
  { review: ReviewSpec; problem?: undefined } | { review?: undefined; problem: string };

/** A lock whose holder is gone is taken over after this time; its holder writes for some milliseconds. */
const STALE_MILLISECONDS = 5000;

/**
 * The folder of reviews. Every change is one read and one atomic write under a lock, so that people, and programs, on one
 * folder at the same time lose nothing.
 */
export class ReviewStore {
  private readonly queues = new Map<string, Promise<unknown>>();
  private readonly cache = new Map<string, { state: string; stored: StoredReview }>();

  constructor(
    private readonly folder: string,
    private readonly reviewer: string,
    /** Files are called after students, whom problems then do not name. */
    private readonly blind = false,
  ) {}

  /** The review of a student, empty when nobody wrote one. */
  async read(student: Reviewed): Promise<StoredReview> {
    const file = await this.fileOf(student);
    const stat = await fs.stat(file, { bigint: true }).catch(() => undefined);
    if (!stat) return { review: reviewSpec.parse({}) };
    const state = [stat.ino, stat.size, stat.mtimeNs].join(' ');
    const known = this.cache.get(file);
    if (known?.state === state) return known.stored;
    const stored = parseReview(this.called(file), await fs.readFile(file));
    this.cache.set(file, { state, stored });
    return stored;
  }

  /** Writes one change, unless somebody else changed the same field since. */
  async save(student: Reviewed, change: Change): Promise<Saved> {
    return this.update(student, (document) => {
      const [now, author] = [document.valueOf(change), document.authorOf(change)];
      if (isSame(now, change.value)) return { status: 'saved' };
      if (!isSame(now, change.base)) return { status: 'conflict', value: now, by: author };
      document.apply(change, { by: this.reviewer, at: new Date().toISOString() });
      return { status: 'saved' };
    });
  }

  /** Lets `edit` change a review alone; what it refuses is not written. */
  async update(student: Reviewed, edit: (document: ReviewDocument) => Saved): Promise<Saved> {
    const file = await this.fileOf(student);
    return this.inTurn(file, async () => {
      const release = await this.lock(file);
      try {
        return await rewrite(file, { called: this.called(file), edit });
      } finally {
        await release().catch(() => undefined);
      }
    });
  }

  /** The file that is there, under any name that `class` understands; else the one that it takes for nobody else's. */
  private async fileOf({ id, slug }: Reviewed): Promise<string> {
    const own = /^[^./\\:][^/\\:\0]{0,150}$/.test(id) ? [id] : [];
    const names = [...own, slug].flatMap((name) => [`${name}.yaml`, `${name}.yml`]);
    const there = new Set(await fs.readdir(this.folder).catch(() => []));
    return path.join(this.folder, names.find((name) => there.has(name)) ?? names[0]!);
  }

  /** How a problem calls a file. */
  private called(file: string): string {
    return this.blind ? path.join(this.folder, `▇▇▇${path.extname(file)}`) : file;
  }

  private async lock(file: string): Promise<() => Promise<void>> {
    await fs.mkdir(this.folder, { recursive: true });
    const retries = {
      retries: 3 * (STALE_MILLISECONDS / 30),
      factor: 1,
      minTimeout: 30,
      maxTimeout: 120,
      randomize: true,
    };
    return lockfile.lock(file, { realpath: false, stale: STALE_MILLISECONDS, retries });
  }

  /** Within one program, who comes first writes first. */
  private inTurn<T>(file: string, task: () => Promise<T>): Promise<T> {
    const turn = (this.queues.get(file) ?? Promise.resolve()).then(task);
    this.queues.set(
      file,
      turn.catch(() => undefined),
    );
    return turn;
  }
}

async function rewrite(
  file: string,
  { called, edit }: { called: string; edit: (document: ReviewDocument) => Saved },
): Promise<Saved> {
  const bytes = await fs.readFile(file).catch(noneYet);
  const { problem } = parseReview(called, bytes);
  if (problem !== undefined) return { status: 'refused', message: problem };
  const before = bytes.toString();
  const document = new ReviewDocument(before);
  const result = edit(document);
  if (result.status !== 'saved') return result;
  const after = document.toString();
  if (after === before) return result;
  const broken = parseReview(called, Buffer.from(after)).problem;
  if (broken !== undefined) return { status: 'refused', message: broken };
  await writeFileAtomically(file, after);
  return result;
}

/** A file that is there and cannot be read must not be written over. */
function noneYet(error: NodeJS.ErrnoException): Buffer {
  if (error.code === 'ENOENT') return Buffer.alloc(0);
  throw error;
}

function parseReview(file: string, bytes: Buffer): StoredReview {
  if (!isUtf8(bytes)) return { problem: `${file} is not in UTF-8; save it again as UTF-8.` };
  const text = bytes.toString();
  if (text.trim() === '') return { review: reviewSpec.parse({}) };
  try {
    const { value, problems } = parseYaml(text, reviewSpec);
    return value
      ? { review: value }
      : { problem: problems.map((problem) => describeProblem(file, problem)).join('\n') };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

function isSame(a: FieldValue, b: FieldValue): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
  return typeof a === 'string' && typeof b === 'string' ? shown(a) === shown(b) : a === b;
}
