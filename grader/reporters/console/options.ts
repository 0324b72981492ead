import type { Lang } from '../i18n';

/** What a report in a terminal depends on, besides the report. */
export interface ConsoleOptions {
  color: boolean;
  /** Columns of the terminal. */
  width: number;
  /** English by default. */
  lang?: Lang;
  /** What to do first, for a question nobody has started: by question id. */
  starts?: ReadonlyMap<string, string>;
  /** What has changed since the last run, in words. */
  changes?: string | undefined;
  /** The hints that were asked for, by question id. */
  hints?: ReadonlyMap<string, readonly string[]>;
  /** What to do when all points are there: a command that trains, the declaration's file, the folder to hand in. */
  after?: { train?: string | undefined; declaration?: string | undefined; folder?: string | undefined };
}
