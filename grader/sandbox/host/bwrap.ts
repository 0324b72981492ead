import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { NODE_MODULES } from '../../paths';
import type { LaunchPlan } from './launch';

/** Libraries and data that Node itself needs from the system. */
const SYSTEM_FOLDERS = ['/lib', '/lib64', '/lib32', '/usr/lib', '/usr/lib64'];
const SYSTEM_FILES = ['/etc/ld.so.cache', '/etc/localtime'];

/**
 * The arguments that shut a sandbox in: no network, own pid, user, ipc, uts and mount spaces, a file system of
 * exactly what is listed here, read-only but for the scratch folder. It dies with its parent.
 */
export function bwrapArguments(plan: LaunchPlan): string[] {
  const readable = [...SYSTEM_FOLDERS, ...SYSTEM_FILES, process.execPath, NODE_MODULES, ...plan.inputs];
  return [
    ...['--unshare-all', '--unshare-user', '--die-with-parent', '--new-session', '--cap-drop', 'ALL'],
    ...['--uid', '65534', '--gid', '65534', '--hostname', 'sandbox'],
    ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp'],
    ...readable.filter((file) => fs.existsSync(file)).flatMap((file) => ['--ro-bind', file, file]),
    // The compiled tree lies in node_modules: hide all of it, then show again what this assignment gives.
    ...['--tmpfs', path.join(NODE_MODULES, '.cache')],
    ...plan.given.readable.flatMap((file) => ['--ro-bind', file, file]),
    ...['--ro-bind', plan.stage.root, plan.stage.root, '--bind', plan.stage.scratch, plan.stage.scratch],
    ...['--remount-ro', '/', '--chdir', plan.stage.scratch, '--'],
  ];
}

/** Whether bubblewrap works here; otherwise why not and what to do about it. */
export function probeBwrap(): { available: true } | { available: false; reason: string; advice: string } {
  if (process.platform !== 'linux') {
    return {
      available: false,
      reason: 'bubblewrap exists on Linux only',
      advice: 'grade inside a Linux container or virtual machine',
    };
  }
  const trial = spawnSync(
    'bwrap',
    ['--unshare-all', '--unshare-user', '--ro-bind', '/', '/', '--', process.execPath, '-e', '0'],
    {
      encoding: 'utf8',
      timeout: 10_000,
    },
  );
  if (trial.error) {
    return {
      available: false,
      reason: 'bwrap is not installed',
      advice: 'install bubblewrap (Debian, Ubuntu: apt-get install bubblewrap)',
    };
  }
  if (trial.status === 0) return { available: true };
  return {
    available: false,
    reason: `bwrap cannot start a sandbox (${trial.stderr.trim().split('\n')[0]})`,
    advice: namespaceAdvice(),
  };
}

function namespaceAdvice(): string {
  if (readSetting('/proc/sys/kernel/unprivileged_userns_clone') === '0') {
    return 'allow user namespaces: sysctl -w kernel.unprivileged_userns_clone=1';
  }
  if (readSetting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1') {
    return 'allow user namespaces: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or give bwrap an AppArmor profile';
  }
  if (readSetting('/proc/sys/user/max_user_namespaces') === '0') {
    return 'allow user namespaces: sysctl -w user.max_user_namespaces=10000';
  }
  return 'in a container, start it with --security-opt seccomp=unconfined --security-opt apparmor=unconfined, or let the container itself be the sandbox';
}

function readSetting(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
