import path from 'node:path';
import type { Assignment } from '../assignment/assignment';
import { messageOf } from '../errors';
import type { Report } from '../report/report';
import { stringsOf, type Lang } from '../reporters/i18n';
import { journeyFile, questionAfter, recallJourney } from './journey';
import { endWithParent } from './watch-course';
import { watchFiles } from './watch-files';

/** Grades a question, or all of them, and prints the table. */
type Grade = (question?: string) => Promise<Report>;

export interface Watched {
  assignment: Assignment;
  /** The folder that is watched; the assignment's own when it is left out. */
  submission?: string;
  /** The question to begin with; all of them when it is left out. */
  question?: string | undefined;
  lang: Lang;
}

/** Grades now and after each change of the submission's files, until the program is interrupted. */
export async function watchSubmission(grade: Grade, watched: Watched): Promise<void> {
  endWithParent();
  const root = path.resolve(watched.submission ?? watched.assignment.folder);
  let { question } = watched;
  await watchFiles(
    watched.assignment.spec.files.map((file) => path.join(root, file)),
    async () => {
      try {
        question = await gradeOnwards(grade, { ...watched, question });
      } catch (error) {
        process.stderr.write(`${messageOf(error)}\n`);
      }
      process.stdout.write(`\n${stringsOf(watched.lang).console.waiting}\n`);
    },
  );
}

/**
 * Grades a question and, as long as one has all its points, the next that has not; at the end all of them together.
 * @returns the question to go on with, undefined for all
 */
async function gradeOnwards(grade: Grade, watched: Watched): Promise<string | undefined> {
  const { assignment, submission, lang } = watched;
  const words = stringsOf(lang).console;
  for (let { question } = watched; ;) {
    const [graded] = (await grade(question)).questions;
    if (question === undefined || !graded || graded.points < graded.maxPoints) return question;
    const journey = recallJourney(journeyFile(assignment.spec.id, submission ?? assignment.folder));
    const next = questionAfter(question, assignment.questions, journey);
    const said = next ? words.questionDone(graded.file, next.file) : words.allDone(graded.file);
    process.stdout.write(`\n${said}\n\n`);
    question = next?.id;
  }
}
