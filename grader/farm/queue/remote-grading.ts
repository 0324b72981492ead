import { GraderFault } from '@boletim/grader/errors';
import type { KnownKeys, SigningKey } from '@boletim/grader/receipt';
import { oneLine } from '@boletim/grader/report';
import type { Result, Work } from '@boletim/teaching/class';
import { readAnswer } from './answer';
import { makeJob, type JobData } from './job';
import { jobId, queueName } from './names';
import { RemoteQueue, type Priority, type RemoteQueueEvents, type Settled } from './remote-queue';
import type { Store } from './store';
import { Wanted } from './wanted';

export interface RemoteOptions extends RemoteQueueEvents {
  /** Signs jobs, so that workers take them. */
  key: SigningKey;
  /** Workers whose results are taken. */
  known: KnownKeys;
  /** Only workers with this label take the jobs; empty for all. */
  label: string;
}

/** How often something that nobody known signed is thrown away and asked for anew. */
const MOST_FORGERIES = 3;

/** Grades submissions on other machines, by way of a queue. */
export class RemoteGrading {
  private readonly queues = new Map<string, RemoteQueue>();
  private readonly wanted: Wanted;

  constructor(
    private readonly store: Store,
    private readonly options: RemoteOptions,
  ) {
    this.wanted = new Wanted(store);
  }

  /** Rejects with an AuthorError where the course has a mistake, and with a GraderFault where no worker could. */
  async grade(work: Work, priority: Priority = 'class'): Promise<Result> {
    const queue = await this.queueOf(work);
    const id = jobId(work.key);
    const job = await makeJob(work, this.options.key);
    let problem = '';
    for (let tries = 0; tries < MOST_FORGERIES; tries++) {
      const settled = await queue.ask(id, job, priority);
      const read = this.read(settled, work, job);
      if ('report' in read) return read;
      problem = read.problem;
      this.options.onWarning(`thrown away: ${oneLine(problem)}`);
      await queue.forget(id);
    }
    throw new GraderFault(`Somebody else writes into the queue: ${problem}.`);
  }

  /** The queue's numbers, for who watches it. Waits, or rejects, while the store does not answer. */
  async counts(): Promise<Record<string, number>> {
    await this.wanted.answered();
    const sums: Record<string, number> = { workers: 0 };
    for (const queue of this.queues.values()) {
      for (const [state, count] of Object.entries(await queue.counts()))
        sums[state] = (sums[state] ?? 0) + count;
      sums.workers! += await queue.workers();
    }
    return sums;
  }

  async close(): Promise<void> {
    await Promise.all([this.wanted, ...this.queues.values()].map((opened) => opened.close()));
  }

  private read(settled: Settled, work: Work, job: JobData): Result | { problem: string } {
    if ('value' in settled) return readAnswer(settled.value, work.key, this.options.known);
    const { signature } = (settled.data ?? {}) as { signature?: unknown };
    if (signature !== job.signature)
      return { problem: 'a job in the place of this one that we did not sign' };
    throw new GraderFault(faultOf(settled.reason));
  }

  private async queueOf({ assignment, key: work }: Work): Promise<RemoteQueue> {
    const name = queueName(assignment.spec.id, work, this.options.label);
    const known = this.queues.get(name);
    if (known) return known;
    const queue = new RemoteQueue(this.store, name, this.options);
    this.queues.set(name, queue);
    await this.wanted.announce(name, { assignment: assignment.spec.id, label: this.options.label, work });
    return queue;
  }
}

function faultOf(reason: string): string {
  if (/stalled more than/.test(reason))
    return 'Grading it brought down three workers. Look at the submission: it was set aside, and has no grade.';
  return `No worker could grade it: ${oneLine(reason, 500)}`;
}
