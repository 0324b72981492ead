import fs from 'node:fs';
import path from 'node:path';

/** A folder that looks as the kernel shows control groups: a mount, and in it the group of this process. */
export class CgroupTree {
  readonly own: string;

  constructor(
    readonly mount: string,
    private readonly way = '/lent',
  ) {
    this.own = path.join(mount, way);
    this.add(this.own, { controllers: 'cpu memory pids' });
  }

  get sources() {
    const line = `30 24 0:27 / ${this.mount.replaceAll(' ', '\\040')} rw,nosuid shared:9 - cgroup2 cgroup2 rw`;
    return {
      cgroup: `12:pids:/elsewhere\n0::${this.way}\n`,
      mountinfo: `24 1 8:1 / / rw - ext4 /dev/sda1 rw\n${line}\n`,
      isDelegated: () => true,
    };
  }

  add(folder: string, { controllers, enabled = '' }: { controllers: string; enabled?: string }): void {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'cgroup.controllers'), `${controllers}\n`);
    fs.writeFileSync(path.join(folder, 'cgroup.subtree_control'), `${enabled}\n`);
    fs.writeFileSync(path.join(folder, 'cgroup.procs'), '');
  }
}
