import type { Question } from '@boletim/grader/assignment';
import type { QuestionReport } from '@boletim/grader/report';
import type { RegradeRequest } from '@boletim/teaching/class';

/** A class as it lies on the desk: what was handed in, what the tests said, what students ask. */
export interface DeskClass {
  title: string;
  questions: DeskQuestion[];
  students: DeskStudent[];
}

export interface DeskQuestion extends Pick<
  Question,
  'id' | 'title' | 'maxPoints' | 'file' | 'manual' | 'rubric'
> {
  /** What students started from; null where they started from nothing. */
  stub: string | null;
}

export interface DeskStudent {
  /** Stands for the student in addresses, and tells nothing. */
  key: string;
  id: string;
  slug: string;
  /** What a table may call the student besides, in small letters. */
  aliases: string[];
  name: string;
  /** E-mail and the like, which hidden names must not show either. */
  identifiers: string[];
  /** How the page calls the student: by name, or by a number where names are hidden. */
  label: string;
  /** Why it could not be read or graded; null when it was, and when nothing was handed in. */
  problem: string | null;
  notes: string[];
  answers: ReadonlyMap<string, Answer>;
  requests: RegradeRequest[];
}

/** One student's answer to one question. */
export interface Answer {
  /** What the tests said; null without a report. */
  report: QuestionReport | null;
  /** What the tests gave. */
  automatic: number;
  /** The file that answers; null when it was not handed in. */
  code: string | null;
  /** The same file of the hand-in before; null when there was none. */
  earlier: { code: string; at: string } | null;
}
