import { spawn, type ChildProcess } from 'node:child_process';
import { bwrapCommand } from './bwrap';
import { withFilterFile } from './filter-file';
import { labSnapshot, nodeFlags } from './lab-snapshot';
import type { LaunchPlan } from './launch-plan';
import { fromSnapshot } from '../../system/snapshot';
import { withResourceLimits } from '../../system/resource-limits';
import type { SandboxCgroup } from './sandbox-cgroup';
import { handOver, sandboxUser, withSetpriv } from './sandbox-user';
import type { Stage } from './stage';

/** Starts the child program in a process group of its own, with a clean environment and two extra pipes. */
export function launch(plan: LaunchPlan, cgroup: SandboxCgroup | null): ChildProcess {
  plan.stage.clearScratch();
  const uid = userOf(plan);
  if (uid !== null) handOver(plan.stage, uid);
  refuseInspector();
  const command = cgroup?.enclose(launchCommand(plan)) ?? launchCommand(plan);
  return plan.mode === 'bwrap'
    ? withFilterFile((filter) => start(command, plan.stage, [filter]))
    : start(command, plan.stage);
}

function start(
  [command, ...parameters]: string[],
  stage: Stage,
  moreFiles: (number | 'ignore')[] = [],
): ChildProcess {
  return spawn(command!, parameters, {
    cwd: stage.scratch,
    env: sandboxEnvironment(stage),
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe', ...moreFiles],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}

/** A signal opens Node's inspector, and with it this process, to every program of the same user. */
function refuseInspector(): void {
  if (process.listenerCount('SIGUSR1') === 0) process.on('SIGUSR1', () => {});
}

/** The whole command line: limits, then isolation, then Node with the child program. */
function launchCommand(plan: LaunchPlan): string[] {
  const { childMain, packed } = plan.given;
  const program = packed === null ? [childMain] : [childMain, packed];
  const snapshot = labSnapshot(plan);
  const node = [process.execPath, ...nodeFlags(plan.limits), ...fromSnapshot(snapshot), ...program];
  const isolated =
    plan.mode === 'bwrap'
      ? bwrapCommand(plan, { command: node, files: snapshot === undefined ? [] : [snapshot] })
      : withSetpriv(node, userOf(plan));
  return withResourceLimits(isolated, plan.limits);
}

/** The user of a plain process, where it is not the grader's. */
function userOf({ mode, trusted }: LaunchPlan): number | null {
  return mode === 'process' && !trusted ? sandboxUser() : null;
}

/** Nothing of the grader's environment goes in: no secrets, no NODE_OPTIONS. */
function sandboxEnvironment(stage: Stage): Record<string, string> {
  const environment: Record<string, string> = {
    HOME: stage.scratch,
    TMPDIR: stage.scratch,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    NO_COLOR: '1',
  };
  if (process.platform === 'win32') {
    for (const name of ['SystemRoot', 'windir']) environment[name] = process.env[name] ?? '';
    environment.TEMP = environment.TMP = environment.USERPROFILE = stage.scratch;
  }
  return environment;
}
