import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** What the kernel can count for a group of processes, by the names it gives. */
export type Controller = 'memory' | 'pids';

/** A control group (cgroup v2) in which this process may make groups of its own. */
export interface LentCgroup {
  folder: string;
  controllers: ReadonlySet<Controller>;
}

export type CgroupProbe = { available: true; lent: LentCgroup } | { available: false; reason: string };

/** Where the system tells what this process is in and where groups are shown. */
export interface CgroupSources {
  cgroup: string;
  mountinfo: string;
  /** Whether systemd has handed a unit's group over. */
  isDelegated(unit: string, isUsers: boolean): boolean;
}

let known: CgroupProbe | undefined;

/** What the kernel lends this process, tried once: systemd delegates a group, a container has one. */
export function probeCgroup(): CgroupProbe {
  known ??= process.platform === 'linux' ? findLent(systemSources()) : NOT_LINUX;
  return known;
}

const NOT_LINUX: CgroupProbe = { available: false, reason: 'control groups exist on Linux only' };

function systemSources(): CgroupSources {
  const [cgroup, mountinfo] = ['/proc/self/cgroup', '/proc/self/mountinfo'].map(readText);
  return { cgroup: cgroup!, mountinfo: mountinfo!, isDelegated };
}

/** Looks for a group in which children can be made that have controllers, and gives them those. */
export function findLent({ cgroup, mountinfo, isDelegated }: CgroupSources): CgroupProbe {
  const own = /^0::(\/.*)$/m.exec(cgroup)?.[1] ?? '';
  const place = placeOf(own, mountinfo);
  if (place === null) return refused('no control group (cgroup v2) of this process is to be seen');
  const base = path.basename(place.folder) === LEAF ? path.dirname(place.folder) : place.folder;
  if (!isWritable(base)) return refused(`the control group ${base} cannot be written`);
  const unit = path.basename(base);
  if (base !== place.mount && /\.(?:service|scope|slice)$/.test(unit)) {
    if (!isDelegated(unit, base.includes('/user@')))
      return refused(`systemd keeps the control group of ${unit} to itself`);
  }
  const controllers = WANTED.filter((name) => enable(base, name));
  if (controllers.length > 0)
    return { available: true, lent: { folder: base, controllers: new Set(controllers) } };
  return refused(`the control group ${base} has neither memory nor pids to give on`);
}

const WANTED: Controller[] = ['memory', 'pids'];

function refused(reason: string): CgroupProbe {
  return { available: false, reason };
}

/** The folder of a group: `device root mountpoint options - type`; a container may see only what lies below a root. */
function placeOf(own: string, mountinfo: string): { folder: string; mount: string } | null {
  // Of a group outside of what this process may see, the kernel says how to climb to it.
  if (own === '' || own.split('/').includes('..')) return null;
  for (const line of mountinfo.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const [, , , root = '', mount = ''] = before.split(' ').map(unescaped);
    const way = path.posix.relative(root, own);
    if (!after.startsWith('cgroup2 ') || root === '' || way.startsWith('..')) continue;
    return { folder: path.join(mount, way), mount };
  }
  return null;
}

function unescaped(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));
}

function isWritable(folder: string): boolean {
  try {
    for (const file of ['.', 'cgroup.procs', 'cgroup.subtree_control'])
      fs.accessSync(path.join(folder, file), fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Who is root can write to groups that nobody lent: systemd takes back what is done there. */
function isDelegated(unit: string, isUsers: boolean): boolean {
  const manager = isUsers ? ['--user'] : [];
  const parameters = [...manager, 'show', '--property=Delegate', '--value', '--', unit];
  const { stdout } = spawnSync('systemctl', parameters, { encoding: 'utf8', timeout: 5000 });
  return stdout?.trim() === 'yes';
}

/** A group whose children are to have controllers may hold no processes itself. */
function enable(folder: string, controller: Controller): boolean {
  const control = path.join(folder, 'cgroup.subtree_control');
  if (!wordsOf(path.join(folder, 'cgroup.controllers')).includes(controller)) return false;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (wordsOf(control).includes(controller)) return true;
    const problem = write(control, `+${controller}`);
    if (problem === null) return true;
    if (problem !== 'EBUSY') return false;
    makeRoom(folder);
  }
  return false;
}

/** What is in the group may start more while it is being moved. */
const MAX_ROUNDS = 20;

/** Where everything goes that is in the group: this process, npm, the shell, and other graders that were started there. */
const LEAF = 'boletim-graders';

function makeRoom(folder: string): void {
  const leaf = path.join(folder, LEAF);
  try {
    fs.mkdirSync(leaf, { recursive: true });
  } catch {
    return;
  }
  for (const pid of wordsOf(path.join(folder, 'cgroup.procs'))) write(path.join(leaf, 'cgroup.procs'), pid);
}

/** Null, or the code of what went wrong. */
function write(file: string, text: string): string | null {
  try {
    fs.writeFileSync(file, text);
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}

function wordsOf(file: string): string[] {
  return readText(file).split(/\s+/).filter(Boolean);
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
