import type { Lang } from './i18n';
import type { Report } from '../report/report';

/** The formats a report can be asked for in, as `--report FORMAT=FILE` names them. */
export const FORMAT_NAMES = ['json', 'junit', 'markdown', 'html', 'gradescope'] as const;

export type FormatName = (typeof FORMAT_NAMES)[number];

export interface ReportOptions {
  lang: Lang;
  /** A student's report is cut down by `forStudent` first; an instructor's shows everything. */
  audience: 'student' | 'instructor';
  /** Whether grades are out, which shows the tests that are visible after release. Default false. */
  released?: boolean;
  /** Reviewers' Markdown as HTML that is safe whatever they write; as it was typed by default. */
  comment?(markdown: string): string;
}

/** A format: a pure function of the report. */
export type Reporter = (report: Report, options: ReportOptions) => string;

/** Whether a text, say from the command line, names a format. */
export function isFormatName(text: string): text is FormatName {
  return (FORMAT_NAMES as readonly string[]).includes(text);
}
