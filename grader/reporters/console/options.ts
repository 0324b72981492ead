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
  hints?: ReadonlyMap<string, Hints>;
  /** What every command that is proposed ends with, such as ` --lang pt-BR`: it does what this run did. */
  flags?: string;
  /** What comes after the one question that was graded, once it is complete. */
  next?: NextQuestion;
  /** What to do when all points are there: a command that trains, the declaration's file, the folder to hand in. */
  after?: { train?: string | undefined; declaration?: string | undefined; folder?: string | undefined };
}

/** Hints for one question. */
export interface Hints {
  shown: readonly string[];
  /** Whether there is another one. */
  hasMore: boolean;
}

/** The question after the one that was graded; null where all others are complete as well. */
export type NextQuestion = {
  id: string;
  file: string;
  /** What to do first, where it has no points yet. */
  start?: string | undefined;
} | null;
