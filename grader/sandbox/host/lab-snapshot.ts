import { setTimeout as sleep } from 'node:timers/promises';
import type { Assignment } from '../../assignment/assignment';
import type { LimitsSpec } from '../../assignment/spec';
import { readModules } from '../../system/read-modules';
import { SETTLED_MILLISECONDS } from '../../system/settled-stats';
import { snapshotOf, takeSnapshot, type SnapshotName } from '../../system/snapshot';
import { compileGiven, type GivenCode } from './given';
import type { LaunchPlan } from './launch-plan';
import { commonJs } from './pack-modules';

/** The snapshot that a sandbox starts from, with the lab and what it loads; undefined where it starts from nothing. */
export function labSnapshot({ given, limits, plain }: LaunchPlan): string | undefined {
  const wanted = plain ? null : nameOf(given, limits);
  return wanted ? snapshotOf(wanted) : undefined;
}

/**
 * Lets the sandboxes of an assignment start with everything loaded that a submission does not bring. No submission is in
 * sight while it is taken.
 */
export async function takeLabSnapshot(assignment: Assignment): Promise<void> {
  let given = compileGiven(assignment);
  if (given.packed === null) {
    // Compiled this very moment: that cannot be told yet from what is compiled next.
    await sleep(SETTLED_MILLISECONDS);
    given = compileGiven(assignment);
  }
  await takeSnapshotOf(given, assignment.limits);
}

/** The same of code that is given already; of none that was not packed. */
export async function takeSnapshotOf(given: GivenCode, limits: LimitsSpec): Promise<void> {
  const wanted = nameOf(given, limits);
  if (!wanted) return;
  const { lab, childMain, readable } = given;
  const modules = readModules({
    entries: [lab, childMain],
    codeOf: (file) => commonJs(file, readable),
  });
  // The first of them takes over how the others are found, at once; that is for the process that a sandbox is.
  const parts = Object.entries(modules.found[childMain] ?? {}).filter(([name]) => name !== './load-packed');
  const load = [lab, ...parts.map(([, file]) => file)];
  await takeSnapshot(wanted, { ...modules, load, tasks: [] }, { mode: 0o644 });
}

/** What was packed is named by its content; other modules are those of packages. */
function nameOf({ id, packed }: GivenCode, limits: LimitsSpec): SnapshotName | null {
  return packed === null ? null : { name: `lab-${id}`, flags: nodeFlags(limits), content: packed };
}

/** What a sandbox starts Node with. */
export function nodeFlags(limits: LimitsSpec): string[] {
  // A tensor library's frames are many: the student's own line should still be among those that are kept.
  const frames = '--stack-trace-limit=50';
  // Collecting on more threads ends no sooner, and takes a tenth more of the processors that others wait for.
  const collector = '--single-threaded-gc';
  // WebAssembly's fused products, which later Nodes have without asking: the same last bits in all of them.
  const relaxedSimd = process.versions.node.startsWith('20.') ? ['--experimental-wasm-relaxed-simd'] : [];
  return [collector, `--max-old-space-size=${limits.memoryMegabytes}`, frames, ...relaxedSimd];
}
