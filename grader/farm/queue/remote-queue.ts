import type { Job, Queue, QueueEvents } from 'bullmq';
import { setMaxListeners } from 'node:events';
import { GraderFault } from '@boletim/grader/errors';
import type { JobData } from './job';
import { letGo, waitForRemoval } from './let-go';
import { patiently } from './patience';
import { openQueue, type Store } from './store';

/** A student who waits comes before a class that is graded anew; what has no priority would come before both. */
export const PRIORITIES = { student: 1, class: 10 } as const;
export type Priority = keyof typeof PRIORITIES;

export interface RemoteQueueEvents {
  /** Something that a person may want to see to, such as that no worker is there. */
  onWarning(sentence: string): void;
  /** A job has ended: how long it waited and ran, in milliseconds, and how often it was started again. */
  onSettled?(times: { waiting: number; grading: number; retries: number }): void;
}

interface Waiting {
  data: JobData;
  priority: Priority;
  settle(job: Settled): void;
  fail(error: unknown): void;
  since: number;
}

/** How a job ended: what its worker gave back, or why none did. */
export type Settled = { value: unknown } | { reason: string; data: unknown };

const DAY = 86_400;

/**
 * One queue, as whoever waits for results sees it. Events tell that a job has ended; since events can be lost, those
 * that have waited for long are looked at too, and put in again where the store has forgotten them.
 */
export class RemoteQueue {
  private readonly queue: Queue;
  private events: QueueEvents | undefined;
  private readonly waiting = new Map<string, Waiting>();
  private readonly collected = new Set<string>();
  private readonly stop = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private lastNews = performance.now();
  private warned = false;
  private isAnswering = true;
  private looking: Promise<unknown> | undefined;

  constructor(
    private readonly store: Store,
    readonly name: string,
    private readonly listener: RemoteQueueEvents,
  ) {
    this.queue = openQueue(store, name, () => this.warnOfTrouble());
    // As many as ask wait for a store that is down, and each of them for this.
    setMaxListeners(0, this.stop.signal);
    this.timer = setInterval(() => {
      this.looking ??= this.lookAtAll()
        .catch(() => {})
        .finally(() => (this.looking = undefined));
    }, LOOK_MILLISECONDS);
  }

  /** Puts a job in, unless it is there, and waits for its end. */
  async ask(id: string, data: JobData, priority: Priority): Promise<Settled> {
    const settled = new Promise<Settled>((settle, fail) => {
      this.waiting.set(id, { data, priority, settle, fail, since: performance.now() });
    });
    settled.catch(() => {});
    await this.add(id);
    return settled;
  }

  /** Takes a job out of the store, so that it can be asked for anew. */
  async forget(id: string): Promise<void> {
    this.collected.delete(id);
    await this.patiently(() => this.queue.remove(id));
  }

  counts(): Promise<Record<string, number>> {
    return this.queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
  }

  async workers(): Promise<number> {
    return (await this.queue.getWorkers()).length;
  }

  /** Takes what was collected out of the store and lets go of it. Whoever still waits is told. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    this.stop.abort();
    for (const { fail } of this.waiting.values()) fail(new GraderFault('The queue was closed.'));
    const removed = Promise.resolve(this.looking).then(() => this.removeCollected());
    await waitForRemoval(removed);
    await Promise.all([this.queue, this.events].map((opened) => opened && letGo(opened)));
  }

  private async add(id: string): Promise<void> {
    const { data, priority } = this.waiting.get(id)!;
    const options = {
      jobId: id,
      priority: PRIORITIES[priority],
      attempts: ATTEMPTS,
      backoff: { type: 'exponential', delay: 500 },
      removeOnComplete: { age: DAY },
      removeOnFail: { age: 7 * DAY },
    };
    await this.patiently(() => this.queue.add('grade', data, options));
    this.listen();
    // It may have been there, and ended before anybody listened.
    await this.look(id);
  }

  private async look(id: string): Promise<void> {
    if (!this.waiting.has(id)) return;
    const job = (await this.patiently(() => this.queue.getJob(id))) as Job | undefined;
    const waiting = this.waiting.get(id);
    if (!waiting) return;
    if (!job) return this.add(id);
    const state = job.finishedOn ? await this.patiently(() => job.getState()) : 'waiting';
    if (state !== 'completed' && state !== 'failed') return;
    if (!this.waiting.delete(id)) return;
    this.lastNews = performance.now();
    this.collected.add(id);
    const { timestamp, processedOn = timestamp, finishedOn = processedOn, attemptsStarted = 1 } = job;
    const retries = Math.max(0, attemptsStarted - 1);
    this.listener.onSettled?.({
      waiting: processedOn - timestamp,
      grading: finishedOn - processedOn,
      retries,
    });
    waiting.settle(
      state === 'completed' ? { value: job.returnvalue } : { reason: job.failedReason, data: job.data },
    );
  }

  private async lookAtAll(): Promise<void> {
    await this.removeCollected();
    const now = performance.now();
    const old = [...this.waiting].filter(([, { since }]) => now - since > LOOK_MILLISECONDS);
    for (const [id] of old.slice(0, MOST_LOOKS)) await this.look(id);
    // Those behind are looked at next time.
    for (const [id] of old.slice(0, MOST_LOOKS)) this.moveBack(id);
    if (old.length > 0 && now - this.lastNews > QUIET_MILLISECONDS) await this.warnWithoutWorkers();
  }

  private moveBack(id: string): void {
    const waiting = this.waiting.get(id);
    if (!waiting) return;
    this.waiting.delete(id);
    this.waiting.set(id, waiting);
  }

  private async warnWithoutWorkers(): Promise<void> {
    if (this.warned || (await this.workers()) > 0) return;
    this.warned = true;
    this.listener.onWarning(
      `${this.waiting.size} submissions wait, and no worker listens for this course and program (${this.name}). Start one: boletim worker --queue …`,
    );
  }

  /** Only later: by then the result is on disk, and whoever dies before finds it in the store again. */
  private async removeCollected(): Promise<void> {
    for (const id of [...this.collected]) {
      await this.queue.remove(id);
      this.collected.delete(id);
    }
  }

  private listen(): void {
    const { signal } = this.stop;
    if (this.events || signal.aborted) return;
    const events = new this.store.QueueEvents(this.name, {
      connection: this.store.connection,
      autorun: false,
    });
    events.on('error', () => {});
    const onEnd = ({ jobId }: { jobId: string }) => void this.look(jobId).catch(() => {});
    events.on('completed', onEnd);
    events.on('failed', onEnd);
    // It gives up where its line breaks before it listens.
    patiently(() => events.run(), { signal }).catch(() => {});
    this.events = events;
  }

  private async patiently<T>(ask: () => Promise<T>): Promise<T> {
    const answer = await patiently(ask, {
      signal: this.stop.signal,
      onTrouble: () => this.warnOfTrouble(),
    });
    this.isAnswering = true;
    return answer;
  }

  /** Once for all who ask, until it answers again. */
  private warnOfTrouble(): void {
    if (this.stop.signal.aborted) return;
    if (this.isAnswering) this.listener.onWarning('The queue does not answer; waiting for it.');
    this.isAnswering = false;
  }
}

const LOOK_MILLISECONDS = 3000;
const QUIET_MILLISECONDS = 15_000;
const MOST_LOOKS = 200;

/** A machine that fails, as with a full disk, must not use up what a submission has; see worker/rest.ts. */
const ATTEMPTS = 6;
