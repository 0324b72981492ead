import { UsageError } from '@boletim/grader/errors';
import type { Report } from '@boletim/grader/report';
import { hasScore } from '../class-row';
import { readClassRecord, readRecordedReport } from '../class-record';

/** An earlier run of the same class, to set beside this one. */
export interface EarlierClass {
  /** One a submission; a group's counts once. */
  reports: Report[];
  /** Everybody's who had one. */
  scores: number[];
}

/** Reads the output folder of an earlier run. Throws a UsageError when it is none, or of another assignment. */
export function readEarlier(folder: string, assignment: string): EarlierClass {
  const { assignment: earlier, rows } = readClassRecord(folder);
  if (earlier.id !== assignment)
    throw new UsageError(`${folder} is about ${earlier.id}, not ${assignment}; give an earlier run of it.`);
  const reports = new Map<string | null, Report>();
  for (const row of rows) {
    const report = readRecordedReport(folder, row);
    if (report) reports.set(row.origin, report);
  }
  return { reports: [...reports.values()], scores: rows.filter(hasScore).map(({ grade }) => grade.score) };
}
