import { UsageError } from '../../errors';
import type { SandboxMode } from '../../report/report';
import { probeBwrap } from './probe-bwrap';

export type SandboxChoice = 'auto' | SandboxMode;

/**
 * Decides how a submission is isolated. `strict` is for code from strangers: there, falling back to plain processes
 * is never silent and never automatic.
 */
export function chooseSandbox(
  choice: SandboxChoice,
  { strict }: { strict: boolean },
): { mode: SandboxMode; warning?: string } {
  if (choice === 'process') return { mode: 'process' };
  const probe = probeBwrap();
  if (probe.available) return { mode: 'bwrap' };
  if (choice === 'bwrap' || strict) {
    const waiver = strict ? ' To grade without isolation all the same, say --sandbox process.' : '';
    throw new UsageError(
      `This run needs the bubblewrap sandbox: ${probe.reason}. What to do: ${probe.advice}.${waiver}`,
    );
  }
  return {
    mode: 'process',
    warning: `graded without isolation: ${probe.reason}. Fine for your own code; to isolate: ${probe.advice}.`,
  };
}
