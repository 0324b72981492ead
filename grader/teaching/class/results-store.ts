import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Report } from '@boletim/grader/report';
import { statementSchema, type Statement } from '@boletim/grader/receipt';
import type { Result } from './grading';

/** Everything that a result depends on. Two submissions with equal files share one result. */
export interface ResultKey {
  /** sha256 over the submission's files. */
  submission: string;
  /** sha256 over assignment, suites, expected values and hidden suites. */
  assignment: string;
  /** What it ran in: versions, device, sandbox, seed. */
  environment: Readonly<Record<string, string | number | boolean | null>>;
}

/** Results on disk, addressed by what they depend on. A stopped run leaves only whole results behind. */
export class ResultsStore {
  private readonly running = new Map<string, Promise<Result>>();

  constructor(private readonly folder: string) {}

  /** The result of an earlier run, or undefined. A file that is damaged counts as absent. */
  async get(key: ResultKey): Promise<Result | undefined> {
    try {
      const report = JSON.parse(await readFile(this.file(key, 'json'), 'utf8')) as Report;
      if (report.schema !== 'boletim/report/v1') return undefined;
      return { report, statement: await this.statementOf(key) };
    } catch {
      return undefined;
    }
  }

  /**
   * The stored result when `accept` takes it, else what `grade` gives, stored. Equal keys that are asked for at the same
   * time share one run.
   */
  async getOrGrade(
    key: ResultKey,
    grade: () => Promise<Result>,
    accept: (result: Result) => boolean = () => true,
  ): Promise<Result & { reused: boolean }> {
    const running = this.running.get(resultName(key));
    if (running) return { ...(await running), reused: true };
    const known = await this.get(key);
    return known && accept(known)
      ? { ...known, reused: true }
      : { ...(await this.gradeNow(key, grade)), reused: false };
  }

  /** Grades and stores, whatever was there before. */
  async gradeNow(key: ResultKey, grade: () => Promise<Result>): Promise<Result> {
    const name = resultName(key);
    const running = this.running.get(name) ?? grade();
    this.running.set(name, running);
    try {
      const result = await running;
      await this.put(key, result);
      return result;
    } finally {
      this.running.delete(name);
    }
  }

  async put(key: ResultKey, { report, statement }: Result): Promise<void> {
    // The statement first: a run that is stopped in between leaves one without a report, which nobody asks for.
    const file = this.file(key, 'statement.json');
    if (statement) await writeFileAtomically(file, `${JSON.stringify(statement)}\n`);
    else await rm(file, { force: true });
    await writeFileAtomically(this.file(key, 'json'), `${JSON.stringify(report)}\n`);
  }

  private async statementOf(key: ResultKey): Promise<Statement | null> {
    const text = await readFile(this.file(key, 'statement.json'), 'utf8').catch(() => 'null');
    return statementSchema.nullable().parse(JSON.parse(text));
  }

  private file(key: ResultKey, extension: string): string {
    const name = resultName(key);
    return path.join(this.folder, name.slice(0, 2), `${name}.${extension}`);
  }
}

/** The key as one sha256; independent of the order in which the environment was put together. */
export function resultName({ submission, assignment, environment }: ResultKey): string {
  const sorted = Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([submission, assignment, sorted]))
    .digest('hex');
}

/** Writes beside the file and renames, so that a reader sees the old or the new text, never a part. */
export async function writeFileAtomically(file: string, text: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
