import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './stores';

const PROGRAMS = ['slurmctld', 'slurmd', 'sbatch', 'sinfo'];
const MOST_SECONDS = 30;

/** Why Slurm cannot be started here; null when it can. */
export function missingSlurm(): string | null {
  const missing = PROGRAMS.filter((name) => spawnSync('which', [name]).status !== 0);
  if (missing.length > 0) return `no ${missing.join(', ')} here; install slurmctld and slurmd`;
  return process.getuid?.() === 0 ? null : 'slurmd starts jobs as root alone';
}

/** A Slurm of one node on 127.0.0.1, which believes that it has many processors. */
export class TestSlurm {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-slurm-'));
  private readonly children: ChildProcess[] = [];
  private log = '';

  /** Finds its Slurm for sbatch. */
  get environment(): { SLURM_CONF: string } {
    return { SLURM_CONF: path.join(this.folder, 'slurm.conf') };
  }

  async start(): Promise<void> {
    fs.writeFileSync(this.environment.SLURM_CONF, await this.settings());
    for (const program of ['slurmctld', 'slurmd']) {
      const child = spawn(program, ['-D', '-f', this.environment.SLURM_CONF], { cwd: this.folder });
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (this.log += chunk.toString()));
      this.children.push(child);
    }
    const env = { ...process.env, ...this.environment };
    const state = () =>
      spawnSync('sinfo', ['--noheader', '--format=%T'], { env, encoding: 'utf8', timeout: 5000 });
    const end = performance.now() + MOST_SECONDS * 1000;
    while (state().stdout.trim() !== 'idle') {
      if (performance.now() > end) throw new Error(`Slurm does not start:\n${this.log}`);
      await sleep(100);
    }
  }

  async end(): Promise<void> {
    for (const child of this.children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await Promise.race([ended, sleep(5000)]);
      child.kill('SIGKILL');
    }
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private async settings(): Promise<string> {
    const [host, user] = [os.hostname().split('.')[0]!, os.userInfo().username];
    const place = (name: string) => path.join(this.folder, name);
    return `ClusterName=boletim
SlurmctldHost=${host}(127.0.0.1)
AuthType=auth/none
CredType=cred/none
SlurmUser=${user}
SlurmdUser=${user}
SlurmctldPort=${await freePort()}
SlurmdPort=${await freePort()}
StateSaveLocation=${place('state')}
SlurmdSpoolDir=${place('spool')}
SlurmctldPidFile=${place('slurmctld.pid')}
SlurmdPidFile=${place('slurmd.pid')}
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0
SlurmdParameters=config_overrides
NodeName=${host} NodeAddr=127.0.0.1 CPUs=16 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP
`;
  }
}
