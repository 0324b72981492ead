import type { Assignment } from '../../assignment/assignment';
import { AuthorError, GraderFault } from '../../errors';
import { displayPath } from '../../system/paths';
import type { SandboxMode } from '../../report/report';
import { SandboxEnded } from '../../sandbox/host/failures';
import type { EvaluateRequest } from '../../sandbox/host/sandbox';
import type { SandboxSession } from '../../sandbox/host/session';
import type { Plain } from '../../wire/plain';
import type { AskReference, ReferenceCall } from '../evaluate-calls';
import { outcomeOf, type Outcome } from '../outcome';
import { Answers, questionKey } from './answers';
import { checkReference } from './check-reference';
import { startSolution, type SolutionSandbox } from '../solution-sandbox';

export interface ReferenceOptions {
  assignment: Assignment;
  sandbox: SandboxMode;
  device: string;
}

/**
 * The reference solution in a sandbox of its own, which no submission sees. It starts when it is first asked, answers
 * one call after the other, whoever asks, and each question only once. What goes wrong with it is never a student's
 * failure: an AuthorError, or a GraderFault when no sandbox can be had.
 */
export class Reference {
  private readonly answers = new Answers();
  private readonly checks = new Map<string, Promise<void>>();
  private started: Promise<SolutionSandbox> | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(private readonly options: ReferenceOptions) {}

  /** The way to ask for one question's tests. Throws an AuthorError where hidden.yaml names no reference. */
  readonly open = (questionId: string): AskReference => {
    if (this.options.assignment.reference === null) throw new AuthorError(NO_REFERENCE);
    return (call) => this.answer(questionId, call);
  };

  /** Waits for who asked before, refuses who asks later, and ends the sandbox. */
  async close(): Promise<void> {
    this.closed = true;
    await this.queue;
    const started = await this.started?.catch(() => null);
    this.started = null;
    await started?.close();
  }

  private async answer(questionId: string, call: ReferenceCall): Promise<Plain> {
    const key = questionKey(questionId, call);
    if (this.closed) throw new GraderFault('The reference solution was asked after the run had ended.');
    const answer = this.queue.then(async () => {
      const known = this.answers.get(key);
      if (known.length > 0) return known[0];
      const { session } = await this.checked(questionId);
      return this.answers.add(key, await this.ask(session, call));
    });
    this.queue = answer.catch(() => {});
    return answer;
  }

  /** Nothing that it says about a question is believed before it has passed the question's other tests. */
  private async checked(questionId: string): Promise<SolutionSandbox> {
    this.started ??= untilFault(
      startSolution({ ...this.options, solution: this.options.assignment.reference! }),
      () => (this.started = null),
    );
    const started = await this.started;
    const { assignment } = this.options;
    const { session, givenDigest } = started;
    // Its device is known, and part of what a check depends on, once it runs.
    await session.ready();
    const check =
      this.checks.get(questionId) ??
      untilFault(
        checkReference(questionId, { assignment, session, givenDigest, outcomeOf: this.outcomeOf }),
        () => this.checks.delete(questionId),
      );
    this.checks.set(questionId, check);
    await check;
    return started;
  }

  private async ask(session: SandboxSession, { source, argument, seconds }: ReferenceCall): Promise<Plain> {
    const limit = `it did not finish within ${seconds} s`;
    try {
      return await evaluateAlone(session, { source, argument, milliseconds: seconds * 1000, limit });
    } catch (error) {
      const outcome = this.outcomeOf(error);
      if (!outcome) throw error;
      const where = displayPath(this.options.assignment.reference!);
      const reason = [outcome.location, outcome.message].filter(Boolean).join(': ');
      throw new AuthorError(
        `The reference solution ${where} has no answer: ${reason}. Correct it, or what reference() asks.`,
      );
    }
  }

  /** Its failures are described as a student's are, with lines of its own files. */
  private readonly outcomeOf = (error: unknown): Outcome | null => {
    const { assignment } = this.options;
    const problems = { broken: new Map<string, string>(), missing: [], findings: new Map<string, never>() };
    return outcomeOf(error, { assignment: { ...assignment, folder: assignment.reference! }, problems });
  };
}

const NO_REFERENCE =
  'reference() needs a reference solution; name its folder in hidden.yaml, like: reference: ..';

/** What an earlier call left running may have ended the process: this one is asked once more, alone. */
async function evaluateAlone(session: SandboxSession, request: EvaluateRequest): Promise<Plain> {
  const { fresh } = await session.ready();
  try {
    return await session.evaluate(request);
  } catch (error) {
    if (fresh || !(error instanceof SandboxEnded) || error.how !== 'crashed') throw error;
    return session.evaluate(request);
  }
}

/** A mistake of the course stays one; a fault of the machine may pass, so the next call tries again. */
function untilFault<T>(work: Promise<T>, forget: () => void): Promise<T> {
  work.catch((error: unknown) => error instanceof AuthorError || forget());
  return work;
}
