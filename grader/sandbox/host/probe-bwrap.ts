import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { FILTER_OPTION, withFilterFile } from './filter-file';
import { findProgram } from '../../system/find-program';

export type BwrapProbe =
  | { available: true; program: string; isolation: string[] }
  | { available: false; reason: string; advice: string };

/** No network, own pid, user, ipc, uts and mount spaces, no capabilities, few system calls; it dies with its parent. */
const ISOLATION = [
  ...['--unshare-all', '--unshare-user', '--die-with-parent', '--new-session', '--cap-drop', 'ALL'],
  ...['--uid', '65534', '--gid', '65534', '--hostname', 'sandbox'],
  ...FILTER_OPTION,
];

/** Since bubblewrap 0.8: what runs inside cannot make spaces of its own, a favourite way to reach kernel bugs. */
const NO_NESTED_SPACES = '--disable-userns';

const known = new Map<string, BwrapProbe>();

/** Whether bubblewrap works here, tried once per program; otherwise why not and what to do about it. */
export function probeBwrap(readSetting = readSystemSetting): BwrapProbe {
  const program = process.platform === 'linux' ? findProgram('bwrap') : null;
  const probe = known.get(program ?? '') ?? tryBwrap(program, readSetting);
  known.set(program ?? '', probe);
  return probe;
}

function tryBwrap(program: string | null, readSetting: typeof readSystemSetting): BwrapProbe {
  if (process.platform !== 'linux') {
    return {
      available: false,
      reason: 'bubblewrap exists on Linux only',
      advice: 'grade inside a Linux container or virtual machine',
    };
  }
  if (program === null) {
    return {
      available: false,
      reason: 'bwrap is not installed',
      advice: 'install bubblewrap (Debian, Ubuntu: apt-get install bubblewrap)',
    };
  }
  const strict = [...ISOLATION, NO_NESTED_SPACES];
  if (trial(program, strict) === null) return { available: true, program, isolation: strict };
  const problem = trial(program, ISOLATION);
  if (problem === null) return { available: true, program, isolation: ISOLATION };
  return {
    available: false,
    reason: `bwrap cannot start a sandbox (${problem})`,
    advice: adviceFor(problem, readSetting),
  };
}

/** Starts the smallest sandbox that needs everything a real one needs; null when it ran, else what bwrap said. */
function trial(program: string, isolation: string[]): string | null {
  const mounts = [
    '--ro-bind',
    '/',
    '/',
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    '--size',
    '65536',
    '--tmpfs',
    // Where a real sandbox has one: Node itself may lie below /tmp.
    '/dev/shm',
  ];
  const parameters = [...isolation, ...mounts, '--', process.execPath, '--version'];
  const { status, stderr, error } = withFilterFile((filter) =>
    spawnSync(program, parameters, {
      encoding: 'utf8',
      timeout: 10_000,
      env: {},
      stdio: ['ignore', 'pipe', 'pipe', 'ignore', 'ignore', filter],
    }),
  );
  if (status === 0) return null;
  const [line = ''] = (stderr ?? '').trim().split('\n');
  return line.slice(0, 200) || error?.message || `exit code ${status}`;
}

function adviceFor(problem: string, readSetting: typeof readSystemSetting): string {
  if (/Unknown option/.test(problem)) return 'install bubblewrap 0.7 or newer';
  for (const { file, forbids, advice } of SETTINGS) if (readSetting(file) === forbids) return advice;
  if (/mount proc/.test(problem))
    return `${IN_A_CONTAINER} (a container hides parts of /proc, which forbids a new one)`;
  return IN_A_CONTAINER;
}

const IN_A_CONTAINER =
  'in Docker, start the container with --security-opt seccomp=unconfined --security-opt apparmor=unconfined ' +
  '--security-opt systempaths=unconfined; in Podman with --security-opt seccomp=unconfined --security-opt unmask=ALL; ' +
  'docs/security.md says what else is possible';

/** The settings with which Linux distributions forbid user namespaces. */
const SETTINGS = [
  {
    file: '/proc/sys/kernel/unprivileged_userns_clone',
    forbids: '0',
    advice: 'allow user namespaces: sysctl -w kernel.unprivileged_userns_clone=1',
  },
  {
    file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
    forbids: '1',
    advice:
      'allow user namespaces: give bwrap an AppArmor profile with "userns," (Ubuntu: apt-get install apparmor-profiles and enable bwrap-userns-restrict), or sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
  },
  {
    file: '/proc/sys/user/max_user_namespaces',
    forbids: '0',
    advice: 'allow user namespaces: sysctl -w user.max_user_namespaces=10000',
  },
];

function readSystemSetting(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
