import type { Assignment } from '@boletim/grader/assignment';
import { messageOf } from '@boletim/grader/errors';
import { assignmentDigest, resultEnvironment } from '@boletim/grader/run';
import type { Receipt } from '@boletim/grader/receipt';
import { readSubmission, SubmissionProblem } from '@boletim/grader/submission';
import { gradeWhole, ResultsStore, type Grading, type Result, type Signing } from '@boletim/teaching/class';
import path from 'node:path';
import type { HandIn, HandIns, Upload } from './hand-ins';
import type { Metrics } from './metrics';
import type { Holder } from './tokens';
import { isFullDisk, Refusal, type Archive } from './upload';

export interface DeskOptions {
  assignment: Assignment;
  root: string;
  handIns: HandIns;
  metrics: Metrics;
  device: string;
  sandbox: 'bwrap' | 'process';
  seed: number;
  /** After how long a result is stored again that found no room. */
  retrySeconds: number;
  /** Grades on the farm, a waiting student first. */
  grade: Grading;
  signing: Signing;
  log(line: string): void;
}

/** Takes hand-ins, and sees to it that each gets its result. */
export class Desk {
  private readonly results: ResultsStore;
  private readonly storing = new Set<Promise<void>>();
  private closed = false;

  constructor(private readonly options: DeskOptions) {
    this.results = new ResultsStore(path.join(options.root, '.results'));
  }

  /** Takes what was uploaded. Once its receipt is out, it will be graded, whatever ends in between. */
  async take(holder: Holder, upload: Upload): Promise<Receipt> {
    const { handIns, metrics } = this.options;
    await this.read(upload.file, upload.archive).catch((error: unknown) => {
      if (!(error instanceof SubmissionProblem)) throw error;
      throw new Refusal(422, (strings) => strings.notTaken(error.message));
    });
    const taken = await handIns.take(holder, upload);
    if (taken === null) throw new Refusal(429, (strings) => strings.usedUp);
    if (!taken.isNew) return taken.receipt;
    metrics.handIns.inc();
    void this.grade(holder, taken.handIn);
    return taken.receipt;
  }

  /** Goes on with what has no result yet. */
  resume(holders: readonly Holder[]): number {
    const pending = this.options.handIns.pending(holders);
    for (const { holder, handIn } of pending) void this.grade(holder, handIn);
    return pending.length;
  }

  private async grade(holder: Holder, handIn: HandIn): Promise<void> {
    const { handIns, metrics, log } = this.options;
    try {
      const result = await this.resultOf(handIn);
      if (this.closed) return;
      await this.store(handIns.putResult(holder, handIn, result));
      metrics.graded.inc();
      metrics.feedback.observe((Date.now() - Date.parse(handIn.time)) / 1000);
    } catch (error) {
      log(`${holder.slug} ${handIn.number}: ${messageOf(error)}`);
      if (this.closed) return;
      if (isFullDisk(error)) return this.gradeLater(holder, handIn);
      metrics.faults.inc();
      await handIns.putProblem(handIn, messageOf(error)).catch(() => {});
    }
  }

  /** A disk that is full here says nothing about the hand-in. What was graded is found again. */
  private gradeLater(holder: Holder, handIn: HandIn): void {
    setTimeout(() => void this.grade(holder, handIn), this.options.retrySeconds * 1000).unref();
  }

  private async resultOf(handIn: HandIn): Promise<Result> {
    const { assignment, seed, grade: grading, signing } = this.options;
    const submitted = await this.read(path.join(handIn.folder, handIn.archive), handIn.archive);
    const key = {
      submission: submitted.digest,
      assignment: assignmentDigest(assignment),
      environment: { ...resultEnvironment({ ...this.options, typeCheck: false }), seed },
    };
    return gradeWhole({ assignment, submitted, key }, { store: this.results, grading, signing });
  }

  private read(file: string, archive: Archive) {
    const kind = archive === 'submission.zip' ? ('zip' as const) : ('tar' as const);
    return readSubmission([{ path: file, name: archive, kind }], this.options.assignment);
  }

  private async store(stored: Promise<void>): Promise<void> {
    this.storing.add(stored);
    await stored.finally(() => this.storing.delete(stored));
  }

  /**
   * Resolves once nothing more is written, so that another server may go on in the same folder. What has no result by
   * then gets it after the next start.
   */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.allSettled(this.storing);
  }
}
