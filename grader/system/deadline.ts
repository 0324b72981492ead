import { waitsOf } from './processor-waits';

export interface Deadline {
  /** Milliseconds so far, without those in which there was no processor for it. */
  spent(): number;
  stop(): void;
}

export interface DeadlineOptions {
  milliseconds: number;
  /** The processes that work meanwhile. */
  processes(): Iterable<number>;
  late(): void;
}

/** However busy the machine is, nothing takes longer than so many times its deadline. */
const CEILING = 10;
/** A second look is not taken sooner: the kernel counts a wait when it ends. */
const LEAST_MILLISECONDS = 20;

/**
 * Calls `late` when processes have worked and slept for so long. What they waited for a processor, because others use
 * it, does not count where the system tells (Linux): a busy neighbour costs nobody a deadline.
 */
export function startDeadline({ milliseconds, processes, late }: DeadlineOptions): Deadline {
  const startedAt = performance.now();
  const before = waitsOf(processes());
  let waited = 0;
  const spent = () => {
    for (const [thread, wait] of waitsOf(processes()))
      waited = Math.max(waited, wait - (before.get(thread) ?? 0));
    return performance.now() - startedAt - waited;
  };
  const look = () => {
    const left = Math.min(milliseconds - spent(), CEILING * milliseconds - (performance.now() - startedAt));
    if (left <= 0) late();
    else timer = setTimeout(look, Math.max(left, LEAST_MILLISECONDS));
  };
  let timer = setTimeout(look, Math.max(milliseconds, 0));
  return { spent, stop: () => clearTimeout(timer) };
}
