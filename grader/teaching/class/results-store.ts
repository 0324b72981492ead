import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { statementSchema, type Statement } from '@boletim/grader/receipt';
import type { Report } from '@boletim/grader/report';
import { sha256, writeFileAtomically } from '@boletim/grader/system';

/** Everything that a result depends on. Two submissions with equal files share one result. */
export interface ResultKey {
  /** sha256 over the submission's files. */
  submission: string;
  /** sha256 over assignment, suites, expected values and hidden suites. */
  assignment: string;
  /** What it ran in: versions, device, sandbox, seed. */
  environment: Readonly<Record<string, string | number | boolean | null>>;
}

/** Reports on disk, addressed by what they depend on. A stopped run leaves only whole results behind. */
export class ResultsStore {
  private readonly running = new Map<string, Promise<Report>>();

  /** @param alsoRead stores of other output folders, whose results are as good */
  constructor(
    private readonly folder: string,
    private readonly alsoRead: readonly string[] = [],
  ) {}

  /** The report of an earlier run, or undefined. A file that is damaged counts as absent. */
  async get(key: ResultKey): Promise<Report | undefined> {
    const own = await readReport(path.join(this.folder, placeOf(key)));
    return own ?? this.adopt(key);
  }

  /** Copies what another store has, so that this one is whole when the other is deleted. */
  private async adopt(key: ResultKey): Promise<Report | undefined> {
    for (const folder of this.alsoRead) {
      const report = await readReport(path.join(folder, placeOf(key)));
      if (!report) continue;
      await this.put(key, report);
      return report;
    }
    return undefined;
  }

  /**
   * The stored report when `accept` takes it, else what `grade` gives, stored. Equal keys that are asked for at the same
   * time share one run.
   */
  async getOrGrade(
    key: ResultKey,
    grade: () => Promise<Report>,
    accept: (report: Report) => boolean = () => true,
  ): Promise<{ report: Report; reused: boolean }> {
    const name = resultName(key);
    const running = this.running.get(name);
    if (running) return { report: await running, reused: true };
    const known = await this.get(key);
    return known && accept(known)
      ? { report: known, reused: true }
      : { report: await this.gradeNow(key, grade), reused: false };
  }

  /** Grades and stores, whatever was there before. */
  async gradeNow(key: ResultKey, grade: () => Promise<Report>): Promise<Report> {
    const name = resultName(key);
    const running = this.running.get(name) ?? grade();
    this.running.set(name, running);
    try {
      const report = await running;
      await this.put(key, report);
      return report;
    } finally {
      this.running.delete(name);
    }
  }

  /** Who signed for the result; null when nobody did. */
  async statementOf(key: ResultKey): Promise<Statement | null> {
    const text = await readFile(this.statementFile(key), 'utf8').catch(() => 'null');
    try {
      return statementSchema.nullable().parse(JSON.parse(text));
    } catch {
      return null;
    }
  }

  async putStatement(key: ResultKey, statement: Statement | null): Promise<void> {
    if (statement === null) return rm(this.statementFile(key), { force: true });
    await writeFileAtomically(this.statementFile(key), `${JSON.stringify(statement)}\n`);
  }

  private statementFile(key: ResultKey): string {
    return path.join(this.folder, placeOf(key).replace(/json$/, 'statement.json'));
  }

  async put(key: ResultKey, report: Report): Promise<void> {
    await writeFileAtomically(path.join(this.folder, placeOf(key)), `${JSON.stringify(report)}\n`);
  }
}

function placeOf(key: ResultKey): string {
  const name = resultName(key);
  return path.join(name.slice(0, 2), `${name}.json`);
}

async function readReport(file: string): Promise<Report | undefined> {
  try {
    const report = JSON.parse(await readFile(file, 'utf8')) as Report;
    return report.schema === 'boletim/report/v1' ? report : undefined;
  } catch {
    return undefined;
  }
}

/** The key as one sha256; independent of the order in which the environment was put together. */
export function resultName({ submission, assignment, environment }: ResultKey): string {
  const sorted = Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify([submission, assignment, sorted]));
}
