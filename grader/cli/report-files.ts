import fs from 'node:fs';
import path from 'node:path';
import { UsageError, messageOf } from '../errors';
import {
  FORMAT_NAMES,
  isFormatName,
  reporters,
  type FormatName,
  type Report,
  type ReportOptions,
} from '../report';

export interface ReportFile {
  format: FormatName;
  file: string;
}

/** Reads `--report FORMAT=FILE`. */
export function parseReportFile(text: string): ReportFile {
  const at = text.indexOf('=');
  const [format, file] = [text.slice(0, at), text.slice(at + 1)];
  if (at > 0 && isFormatName(format) && file !== '') return { format, file };
  const formats = FORMAT_NAMES.join(', ');
  throw new UsageError(
    `--report ${text}: write FORMAT=FILE with one of ${formats}, like --report json=report.json`,
  );
}

/**
 * Writes a report, whole or not at all. By then the score has been printed: an error names the file and loses
 * nothing.
 */
export function writeReportFile(report: Report, { format, file }: ReportFile, options: ReportOptions): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    makeFolder(path.dirname(path.resolve(file)));
    fs.writeFileSync(temporary, reporters[format](report, options));
    fs.renameSync(temporary, file);
  } catch (error) {
    discard(temporary);
    throw new UsageError(
      `The ${format} report cannot be written to ${file} (${messageOf(error)}); the score above stands.`,
    );
  }
}

/** Where nothing can be written, nothing can be removed either. */
function discard(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // The first error is the one to tell.
  }
}

/** One folder after the other: where none can be made, as in /proc, Node's own recursion never ends. */
function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  fs.mkdirSync(folder);
}
