import path from 'node:path';
import { loadAssignment } from '../../grader/assignment/load';
import { answerWithReport } from '../../grader/farm/queue/answer';
import { makeJob, type JobData } from '../../grader/farm/queue/job';
import type { Store } from '../../grader/farm/queue/store';
import { sandbox, type FarmKeys } from '../../grader/farm/test/support/farm';
import { holdCourse, queueOfCourse, type Course } from '../../grader/farm/worker/course';
import type { Report } from '../../grader/report';
import { readSubmissionAt, type SubmittedFiles } from '../../grader/submission';
import { DEFAULT_SEED } from '../../grader/suite/random';
import { sha256 } from '../../grader/system/digest';
import { SOLUTIONS } from '../../grader/system/paths';
import { gradeHere } from '../../grader/teaching/class';

/** An assignment with a submission that was graded once: what else a queue and a server do is then all that there is. */
export interface Graded {
  course: Course;
  submitted: SubmittedFiles;
  report: Report;
}

export async function gradeOnce(id: string): Promise<Graded> {
  const course = holdCourse(loadAssignment(id), { sandbox, device: 'cpu' });
  const submitted = await readSubmissionAt(path.join(SOLUTIONS, id), course.assignment);
  const how = { sandbox, device: 'cpu', seed: DEFAULT_SEED, typeCheck: false };
  return { course, submitted, report: await gradeHere(submitted, { ...how, assignment: course.assignment }) };
}

/** The job of a submission like this one, no two with the same number. */
export function jobLike(
  { course, submitted }: Graded,
  index: number,
  { course: key }: FarmKeys,
): Promise<JobData> {
  const { assignment, work } = course;
  const environment = { ...work.environment, typeCheck: false, seed: DEFAULT_SEED };
  const digest = sha256(`${index}`);
  const own = { assignment, submitted: { ...submitted, digest } };
  return makeJob({ ...own, key: { ...work, environment, submission: digest } }, key);
}

/** Answers every job at once with the same report, as if it had been graded. */
export function instantWorker(
  store: Store,
  { course, report }: Graded,
  { worker: key }: FarmKeys,
): { close(): Promise<void> } {
  const answer = async ({ data }: { data: unknown }) => {
    const { work } = data as JobData;
    return answerWithReport(
      work,
      { ...report, submission: { ...report.submission, digest: work.submission } },
      key,
    );
  };
  const options = { connection: store.connection, concurrency: 16 };
  const worker = new store.Worker(queueOfCourse(course, ''), answer, options);
  worker.on('error', () => {});
  return worker;
}
