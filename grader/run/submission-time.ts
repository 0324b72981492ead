import type { PlannedTest } from './plan';

type TimedTest = Pick<PlannedTest, 'timeoutSeconds'> & {
  question: Pick<PlannedTest['question'], 'file'>;
  part: Pick<PlannedTest['part'], 'hidden'>;
};

/** What a test may use of the time of all tests together. */
export interface TimeOfTest {
  /** The time of all tests together. */
  readonly seconds: number;
  /** Milliseconds that are left for this test. */
  left(): number;
  spend(milliseconds: number): void;
}

/**
 * The time of all tests of a submission. Each file's tests leave those of the files after them a share, so that a loop
 * without an end in one file costs no point in another; what they do not need goes to those after them.
 */
export class SubmissionTime {
  private milliseconds: number;
  /** By turn, what those after it are left. */
  private readonly reserves = new Map<string, number>();

  /** @param tests in the order in which they run */
  constructor(
    tests: readonly TimedTest[],
    readonly seconds: number,
  ) {
    this.milliseconds = seconds * 1000;
    const turns = [...new Set(tests.map(turnOf))];
    const needs = turns.map((turn) => mostNeeded(tests.filter((test) => turnOf(test) === turn)));
    const all = needs.reduce((sum, need) => sum + need, 0);
    let later = 0;
    for (const [index, turn] of [...turns.entries()].reverse()) {
      this.reserves.set(turn, later);
      later += (this.milliseconds * needs[index]!) / all;
    }
  }

  of(test: TimedTest): TimeOfTest {
    const reserve = this.reserves.get(turnOf(test))!;
    return {
      seconds: this.seconds,
      left: () => this.milliseconds - reserve,
      spend: (milliseconds) => (this.milliseconds -= milliseconds),
    };
  }
}

/** The public tests of a file, and its hidden ones. */
function turnOf({ question, part }: TimedTest): string {
  return `${question.file} ${part.hidden}`;
}

/** Where all of them hang: the first is tried twice. */
function mostNeeded(tests: readonly TimedTest[]): number {
  const seconds = tests.map(({ timeoutSeconds }) => timeoutSeconds);
  return seconds.reduce((sum, one) => sum + one, Math.max(...seconds));
}
