import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const MEGABYTES = 64;

/** A folder with a disk of its own that can be full; where nobody may mount one, the folder goes away instead. */
export class SmallDisk {
  readonly isMounted: boolean;

  constructor(readonly folder: string) {
    fs.mkdirSync(folder, { recursive: true });
    this.isMounted = run('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'boletim-disk', folder]);
  }

  fill(): void {
    if (!this.isMounted) return fs.rmSync(this.folder, { recursive: true, force: true });
    const file = fs.openSync(this.filler, 'w');
    try {
      for (let kilobytes = 0; kilobytes <= MEGABYTES * 1024; kilobytes += 4)
        fs.writeSync(file, Buffer.alloc(4096));
    } catch {
      // Full.
    } finally {
      fs.closeSync(file);
    }
  }

  free(): void {
    fs.rmSync(this.filler, { force: true });
    fs.mkdirSync(this.folder, { recursive: true });
  }

  remove(): void {
    // What was killed a moment ago may still hold it.
    if (this.isMounted) run('umount', ['--lazy', this.folder]);
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private get filler(): string {
    return path.join(this.folder, 'filler');
  }
}

function run(program: string, parameters: string[]): boolean {
  return spawnSync(program, parameters, { stdio: 'ignore' }).status === 0;
}
