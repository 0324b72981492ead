import fs from 'node:fs';
import { UsageError } from '../../errors';
import type { SandboxMode } from '../../report/report';
import { displayPath } from '../../system/paths';
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

/** What to tell a teacher whose hidden tests read files that plain processes can read at any time; nothing else. */
export function visibleInputs(mode: SandboxMode, hiddenInputs: readonly string[]): string[] {
  const there = hiddenInputs.filter((folder) => fs.existsSync(folder)).map(displayPath);
  if (mode === 'bwrap' || there.length === 0) return [];
  return [
    `What hidden tests read from ${there.join(', ')} can be read by every submission: only bubblewrap can hide it.`,
  ];
}
