import type * as BullMQ from 'bullmq';
import type { ConnectionOptions, Queue } from 'bullmq';

/**
 * A queue that may be asked while its store is down. On PostgreSQL a queue of BullMQ whose first connection has failed
 * answers with that failure for ever: one that has never worked is thrown away, and the next who asks opens another.
 */
export class SteadyQueue {
  private queue: Queue | undefined;
  private hasWorked = false;

  constructor(
    private readonly store: { Queue: typeof BullMQ.Queue; connection: ConnectionOptions },
    readonly name: string,
    private readonly onError: (error: Error) => void = () => {},
  ) {}

  async use<T>(ask: (queue: Queue) => Promise<T>): Promise<T> {
    const queue = (this.queue ??= this.open());
    try {
      const answer = await ask(queue);
      this.hasWorked = true;
      return answer;
    } catch (error) {
      if (!this.hasWorked && this.queue === queue) {
        this.queue = undefined;
        queue.close().catch(() => {});
      }
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.queue?.close();
  }

  private open(): Queue {
    const queue = new this.store.Queue(this.name, { connection: this.store.connection });
    // What goes wrong with a line is met again by whoever asks; an event without a listener would end the program.
    queue.on('error', this.onError);
    return queue;
  }
}
