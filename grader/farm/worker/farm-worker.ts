import { UnrecoverableError, type Job, type Worker } from 'bullmq';
import { GraderFault, messageOf } from '@boletim/grader/errors';
import type { KnownKeys, SigningKey } from '@boletim/grader/receipt';
import { plainText } from '@boletim/grader/report';
import { RefusedJob } from '../queue/job';
import { letGo } from '../queue/let-go';
import type { Store } from '../queue/store';
import { queueOfCourse, type Course } from './course';
import { gradeJob } from './grade-job';
import { Rest } from './rest';
import { Turns } from '@boletim/grader/system';

export interface WorkerOptions {
  courses: readonly Course[];
  /** Jobs with one of these labels are taken besides those with none. */
  labels: readonly string[];
  key: SigningKey;
  trusted: KnownKeys;
  jobs: number;
  /** After how long without a sign of life a job goes to another worker. */
  lockSeconds: number;
  /** One line for who watches. */
  log(line: string): void;
}

/** How many workers a job may bring down before it is set aside. */
const MOST_BROUGHT_DOWN = 3;

/** Takes jobs from a store and grades them, a bounded number at a time, until it is told to stop. */
export class FarmWorker {
  private readonly workers: Worker[];
  private readonly turns: Turns;
  private readonly rest: Rest;
  private readonly running = new Set<Promise<unknown>>();

  constructor(
    private readonly store: Store,
    private readonly options: WorkerOptions,
  ) {
    const { courses, labels, log } = options;
    this.turns = new Turns(options.jobs);
    this.workers = courses.flatMap((course) => ['', ...labels].map((label) => this.listen(course, label)));
    this.rest = new Rest(this.workers, (seconds) => log(`resting for ${seconds} s`));
  }

  /** The queues that this worker listens to. */
  get queues(): string[] {
    return this.workers.map(({ name }) => name);
  }

  /** Takes nothing new, and ends when what runs is done. */
  async drain(): Promise<void> {
    this.rest.end();
    const done = this.done();
    await Promise.all(this.workers.map((worker) => letGo(worker, done)));
    await Promise.all(this.options.courses.map(({ reference }) => reference.close()));
  }

  private listen(course: Course, label: string): Worker {
    const { jobs, lockSeconds, log } = this.options;
    // Redis takes whole milliseconds alone.
    const lockDuration = Math.round(lockSeconds * 1000);
    const worker = new this.store.Worker(
      queueOfCourse(course, label),
      (job: Job) => this.counted(this.turns.run(() => this.grade(job, course))),
      {
        connection: this.store.connection,
        concurrency: jobs,
        lockDuration,
        stalledInterval: Math.max(500, Math.round(lockDuration / 3)),
        maxStalledCount: MOST_BROUGHT_DOWN - 1,
        runRetryDelay: 1000,
      },
    );
    let last = '';
    worker.on('error', (error) => {
      // A line that is cut is told once, not with each of its tries.
      if (messageOf(error) !== last) log(plainText((last = messageOf(error)), 300));
    });
    worker.on('completed', () => (last = ''));
    return worker;
  }

  private counted<T>(work: Promise<T>): Promise<T> {
    this.running.add(work);
    const end = () => void this.running.delete(work);
    work.then(end, end);
    return work;
  }

  private async done(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled(this.running);
  }

  /** Whatever is thrown becomes an Error with a text that every store keeps. */
  private async grade(job: Job, course: Course): Promise<unknown> {
    try {
      const answer = await gradeJob(job.data, { ...this.options, course });
      this.rest.worked();
      this.options.log(`graded ${job.id}`);
      return answer;
    } catch (error) {
      const reason = plainText(messageOf(error) || 'no reason was given', 2000);
      this.options.log(`not graded ${job.id}: ${reason}`);
      if (error instanceof RefusedJob) throw new UnrecoverableError(reason);
      this.rest.failed();
      throw new GraderFault(reason);
    }
  }
}
