import { AuthorError } from '@boletim/grader/errors';
import type { KnownKeys, SigningKey } from '@boletim/grader/receipt';
import { gradeHere } from '@boletim/teaching/class';
import { answerWithMistake, answerWithReport, type Answer } from '../queue/answer';
import { readJob, RefusedJob } from '../queue/job';
import { holdsWork, type Course } from './course';

export interface JobRun {
  course: Course;
  key: SigningKey;
  trusted: KnownKeys;
}

/** Grades what a job holds and signs for it. Throws RefusedJob for one that is not to be done, or the grader's fault. */
export async function gradeJob(data: unknown, { course, key, trusted }: JobRun): Promise<Answer> {
  const { work, submitted } = readJob(data, { trusted, holds: (asked) => holdsWork(course, asked) });
  const { seed, typeCheck } = work.environment;
  if (!Number.isSafeInteger(seed)) throw new RefusedJob('the job names no seed');
  const { assignment, sandbox, device, reference } = course;
  const how = { sandbox, device, reference, seed: seed as number, typeCheck: typeCheck === true };
  try {
    const report = await gradeHere(submitted, { assignment, ...how });
    return answerWithReport(work, report, key);
  } catch (error) {
    if (error instanceof AuthorError) return answerWithMistake(work, error, key);
    throw error;
  }
}
