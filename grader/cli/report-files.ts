import fs from 'node:fs';
import { UsageError, messageOf } from '../errors';
import { writeFileAtomicallySync } from '../system/whole-file';
import type { Report } from '../report/report';
import { FORMAT_NAMES, isFormatName, type FormatName, type ReportOptions } from '../reporters/options';

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
 * Writes a report, a file whole or not at all. By then the score has been printed: an error names the file and loses
 * nothing.
 */
export async function writeReportFile(
  report: Report,
  { format, file }: ReportFile,
  options: ReportOptions,
): Promise<void> {
  try {
    const { reporters } = await import('../reporters/index.ts');
    const text = reporters[format](report, options);
    if (isReplaceable(file)) writeFileAtomicallySync(file, text);
    else fs.writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(
      `The ${format} report cannot be written to ${file} (${messageOf(error)}); the score above stands.`,
    );
  }
}

/** A device, a pipe or a link, such as /dev/stdout, stays what it is: it is written into. */
function isReplaceable(file: string): boolean {
  return fs.lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? true;
}
