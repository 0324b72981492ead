import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What Prometheus reads: numbers alone, nothing about anybody. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly up = new Gauge({
    name: 'boletim_queue_up',
    help: 'Whether the queue answers; without it, jobs and workers are not told.',
    registers: [this.registry],
  });
  private readonly jobs = new Gauge({
    name: 'boletim_queue_jobs',
    help: 'Jobs by state.',
    labelNames: ['state'],
    registers: [this.registry],
  });
  private readonly workers = new Gauge({
    name: 'boletim_workers',
    help: 'Workers that listen.',
    registers: [this.registry],
  });
  readonly handIns = this.counter('boletim_hand_ins_total', 'Hand-ins that were taken.');
  readonly refused = this.counter('boletim_refused_total', 'Requests that were refused.');
  readonly graded = this.counter('boletim_graded_total', 'Hand-ins with a result.');
  readonly faults = this.counter('boletim_faults_total', 'Hand-ins that no worker could grade.');
  readonly retries = this.counter(
    'boletim_retries_total',
    'Jobs that were started again, on the same or another worker.',
  );
  readonly waiting = this.seconds('boletim_waiting_seconds', 'From the queue to a worker.');
  readonly grading = this.seconds('boletim_grading_seconds', 'What a worker took.');
  readonly feedback = this.seconds('boletim_feedback_seconds', 'From hand-in to report.');

  /** With the queue's numbers; null where it does not answer. */
  async text(counts: Readonly<Record<string, number>> | null): Promise<string> {
    this.up.set(counts === null ? 0 : 1);
    const { workers, ...states } = counts ?? {};
    if (workers === undefined) this.workers.remove();
    else this.workers.set(workers);
    this.jobs.reset();
    for (const [state, count] of Object.entries(states)) this.jobs.set({ state }, count);
    return this.registry.metrics();
  }

  private counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.registry] });
  }

  private seconds(name: string, help: string): Histogram {
    const buckets = [0.1, 0.3, 1, 3, 10, 30, 60, 120, 300, 900, 3600];
    return new Histogram({ name, help, buckets, registers: [this.registry] });
  }
}
