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
  /**
   * How long their threads had waited when somebody last looked, kept up to date here: empty for processes that have
   * only just started. What starts many short deadlines for the same processes looks once, not twice for each.
   */
  waits: Map<string, number>;
  late(): void;
}

/** However busy the machine is, nothing takes longer than so many times its deadline. */
const CEILING = 10;
/** No look is taken sooner: it costs a millisecond itself, and the kernel counts a wait when it ends. */
const LEAST_MILLISECONDS = 20;

/**
 * Calls `late` when processes have worked and slept for so long. What they waited for a processor, because others use
 * it, does not count where the system tells (Linux): a busy neighbour costs nobody a deadline.
 */
export function startDeadline({ milliseconds, processes, waits, late }: DeadlineOptions): Deadline {
  const startedAt = performance.now();
  const before = new Map(waits);
  let waited = 0;
  const spent = () => {
    const passed = performance.now() - startedAt;
    if (passed < LEAST_MILLISECONDS) return passed;
    for (const [thread, wait] of waitsOf(processes())) {
      waited = Math.max(waited, wait - (before.get(thread) ?? 0));
      waits.set(thread, wait);
    }
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
