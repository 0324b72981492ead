import path from 'node:path';
import type { Assignment } from '../assignment/assignment';
import { messageOf } from '../errors';
import type { Report } from '../report/report';
import { stringsOf, type Lang } from '../reporters/i18n';
import { journeyFile, questionAfter, recallJourney } from './journey';
import { endAsInterrupted, endWithParent } from './watch-course';
import { watchFiles } from './watch-files';

interface Grader<Opened> {
  /** Begins to grade a question, or all of them: the sandbox starts. */
  open(question?: string): Promise<Opened>;
  /** Reads the submission, grades it, and prints the table. */
  grade(opened: Opened): Promise<Report>;
  /** Ends what was opened, graded or not. */
  close(opened: Opened): Promise<void>;
}

export interface Watched {
  assignment: Assignment;
  /** The folder that is watched; the assignment's own when it is left out. */
  submission?: string;
  /** The question to begin with; all of them when it is left out. */
  question?: string | undefined;
  lang: Lang;
}

/** Grades now and after each change of the submission's files, until the program is interrupted. */
export async function watchSubmission<Opened>(grader: Grader<Opened>, watched: Watched): Promise<void> {
  const root = path.resolve(watched.submission ?? watched.assignment.folder);
  let { question } = watched;
  let opened = grader.open(question);
  opened.catch(() => {});
  const leave = async () => grader.close(await opened);
  const interrupted = () => void endAsInterrupted(leave);
  endWithParent(leave);
  await watchFiles(
    watched.assignment.spec.files.map((file) => path.join(root, file)),
    async () => {
      // A training that runs decides itself what Ctrl-C ends.
      process.off('SIGINT', interrupted);
      try {
        question = await gradeOnwards(grader, { ...watched, question, opened });
      } catch (error) {
        process.stderr.write(`${messageOf(error)}\n`);
      }
      process.stdout.write(`\n${stringsOf(watched.lang).console.waiting}\n`);
      // While the next change is being written, the sandbox for it starts.
      opened = grader.open(question);
      opened.catch(() => {});
      process.on('SIGINT', interrupted);
    },
  );
}

/**
 * Grades a question and, as long as one has all its points, the next that has not; at the end all of them together.
 * @returns the question to go on with, undefined for all
 */
async function gradeOnwards<Opened>(
  grader: Grader<Opened>,
  { opened, ...watched }: Watched & { opened: Promise<Opened> },
): Promise<string | undefined> {
  const { assignment, submission, lang } = watched;
  const words = stringsOf(lang).console;
  for (let { question } = watched; ; opened = grader.open(question)) {
    const [graded] = (await grader.grade(await opened)).questions;
    if (question === undefined || !graded || graded.points < graded.maxPoints) return question;
    const journey = recallJourney(journeyFile(assignment.spec.id, submission ?? assignment.folder));
    const next = questionAfter(question, assignment.questions, journey);
    const said = next ? words.questionDone(graded.file, next.file) : words.allDone(graded.file);
    process.stdout.write(`\n${said}\n\n`);
    question = next?.id;
  }
}
