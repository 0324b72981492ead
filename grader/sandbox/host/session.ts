import type { Bounds } from '../../report/report';
import type { Plain } from '../../wire/plain';
import { Sandbox, type EvaluateRequest, type SandboxOptions } from './sandbox';

/**
 * The sandboxes of one submission: one after the other, each until it dies. A call always finds a living one, so
 * that a test is not charged for what an earlier test did.
 */
export class SandboxSession {
  /** The device that the lab reported; null before the first start or for a lab without one. */
  device: string | null = null;
  /** Who bounded them: the kernel where it bounded them all. */
  boundedBy: Bounds;
  private sandbox: Sandbox;
  private started: Promise<void>;
  private fresh = true;
  private closed = false;
  /** The sandbox that runs is to be replaced. */
  private outdated = false;
  private readonly hiddenInputs: string[];

  /** Starts the first sandbox at once: it loads the lab while the caller prepares the submission. */
  constructor(
    private options: SandboxOptions,
    { hiddenInputs = [] }: { hiddenInputs?: string[] } = {},
  ) {
    this.hiddenInputs = [...hiddenInputs];
    this.sandbox = new Sandbox(options);
    this.boundedBy = this.sandbox.boundedBy;
    this.started = this.start();
    // When grading fails before anybody waits for the start, that failure is the one to tell.
    this.started.catch(() => {});
  }

  /**
   * Waits until a sandbox is ready, and tells whether no student code has run in it yet. Rejects with a GraderFault
   * when the lab itself does not start.
   */
  async ready(): Promise<{ fresh: boolean }> {
    if (!this.sandbox.alive || this.outdated) {
      this.outdated = false;
      await this.replace();
      this.started = this.start();
      this.fresh = true;
    }
    await this.started;
    return { fresh: this.fresh };
  }

  async evaluate(request: EvaluateRequest): Promise<Plain> {
    await this.ready();
    this.fresh = false;
    return this.sandbox.evaluate(request);
  }

  /**
   * From now on, sandboxes can read the hidden inputs, too. One that runs already cannot be given more files: the next
   * call gets another one.
   */
  showHidden(): void {
    if (this.hiddenInputs.length === 0) return;
    this.options = { ...this.options, inputs: [...this.options.inputs, ...this.hiddenInputs.splice(0)] };
    this.outdated = true;
  }

  /** What student code printed since the last time. */
  takeOutput(): string {
    return this.sandbox.output.take();
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.sandbox.close();
  }

  /**
   * No student code runs while a sandbox starts. One that dies there was ended by the machine, or its snapshot is of no
   * use here, and gets a second chance; one that lives and says what is wrong with the lab does not.
   */
  private async start(): Promise<void> {
    try {
      await this.sandbox.start();
    } catch (error) {
      if (this.sandbox.alive || this.closed) throw error;
      this.options = { ...this.options, plain: true };
      await this.replace();
      await this.sandbox.start();
    }
    this.device = this.sandbox.device;
  }

  /** Waits for the end of the last one first: they share a scratch folder. */
  private async replace(): Promise<void> {
    await this.sandbox.close();
    this.sandbox = new Sandbox(this.options);
    this.boundedBy = weaker(this.boundedBy, this.sandbox.boundedBy);
  }
}

function weaker(one: Bounds, other: Bounds): Bounds {
  const of = (what: keyof Bounds) => (one[what] === 'kernel' ? other[what] : one[what]);
  return { memory: of('memory'), processes: of('processes') };
}
