import type { Queue } from 'bullmq';
import { z } from 'zod';
import type { GradedWork } from '@boletim/grader/receipt';
import { WANTED_QUEUE } from './names';
import { patiently } from './patience';
import { letGo, waitForRemoval } from './let-go';
import { openQueue, type Store } from './store';

const noticeSchema = z.object({
  assignment: z.string(),
  label: z.string(),
  digest: z.string(),
  environment: z.record(z.string(), z.unknown()),
});

/** What somebody waits for: enough for a worker to say why it is not what it holds. */
export type Notice = z.infer<typeof noticeSchema> & { name: string };

/** A board on which those who wait say for what, and on which workers that hold something else can read it. */
export class Wanted {
  private readonly queue: Queue;
  private readonly announced: string[] = [];
  private readonly stop = new AbortController();

  constructor(store: Store) {
    this.queue = openQueue(store, WANTED_QUEUE);
  }

  async announce(
    name: string,
    { assignment, label, work }: { assignment: string; label: string; work: Omit<GradedWork, 'submission'> },
  ): Promise<void> {
    const notice = { assignment, label, digest: work.assignment, environment: work.environment };
    const add = () => this.queue.add('wanted', notice, { jobId: name });
    await patiently(add, { signal: this.stop.signal });
    this.announced.push(name);
  }

  /** What others wait for; notices that make no sense are passed over. */
  async read(): Promise<Notice[]> {
    const jobs = await this.queue.getJobs(['waiting'], 0, 99);
    return jobs.flatMap((job) => {
      const parsed = noticeSchema.safeParse(job?.data);
      return parsed.success && job?.id ? [{ ...parsed.data, name: job.id }] : [];
    });
  }

  /** Resolves when the store has answered. */
  async answered(): Promise<void> {
    await this.queue.getJobCounts('waiting');
  }

  async close(): Promise<void> {
    this.stop.abort();
    const removed = this.announced.map((name) => this.queue.remove(name));
    await waitForRemoval(Promise.allSettled(removed));
    await letGo(this.queue);
  }
}
