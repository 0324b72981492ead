import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import ts from 'typescript';
import { parse } from 'yaml';
import { temporaryFolder } from '../../teaching/test/class/support';
import { PROGRAM, sandbox, writeSubmissions } from './support/farm';
import { blocksOfFarmPage } from './support/farm-page';
import { missingSlurm, TestSlurm } from './support/slurm';
import { skipWhere } from './support/stores';

const SUBMISSIONS = 3;

describe('the batch script of docs/farm.md', function () {
  this.timeout(120_000);
  const [batch] = blocksOfFarmPage('sbatch') as [string];
  const root = temporaryFolder();
  const file = path.join(root, 'boletim.sbatch');
  const bin = path.join(root, 'bin');
  /** As in a course, where `npm run boletim --` is this program. */
  const environment = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
  let slurm: TestSlurm | undefined;

  before(() => {
    writeSubmissions(path.join(root, 'term/submissions'), SUBMISSIONS);
    fs.writeFileSync(file, batch);
    fs.mkdirSync(bin);
    const npm = `#!/bin/bash\nshift 3\nexec ${process.execPath} ${PROGRAM} "$@" --sandbox ${sandbox}\n`;
    fs.writeFileSync(path.join(bin, 'npm'), npm, { mode: 0o755 });
  });

  after(() => slurm?.end());

  const run = (program: string, parameters: string[], more: NodeJS.ProcessEnv = {}) => {
    const env = { ...environment, ...more };
    return spawnSync(program, parameters, { cwd: root, env, encoding: 'utf8', timeout: 60_000 });
  };

  it('asks for options that sbatch has, and its command grades a part', () => {
    const options = [...batch.matchAll(/^#SBATCH --([a-z-]+)=\S+$/gm)].map((match) => match[1]);
    expect(options).to.deep.equal(['job-name', 'array', 'cpus-per-task', 'time']);
    expect(batch.match(/^#SBATCH/gm)).to.have.length(options.length);
    const task = { SLURM_ARRAY_TASK_ID: '1', SLURM_ARRAY_TASK_COUNT: '8', SLURM_CPUS_PER_TASK: '1' };
    const script = batch.replace('term/parts', 'term/one');
    const { status, stdout, stderr } = run('bash', ['-c', `set -e\n${script}`], task);
    expect([status, /Part 1 of 8 is done/.test(stdout)], stderr).to.deep.equal([0, true]);
  });

  it('is run by a Slurm, and its parts are put together without grading again', async function () {
    skipWhere(this, missingSlurm());
    slurm = new TestSlurm();
    await slurm.start();
    const { stdout, stderr } = run('sbatch', ['--parsable', '--array=1-2', file], slurm.environment);
    const job = stdout.trim();
    expect(job, stderr).to.match(/^\d+$/);
    const states = () => {
      const shown = run('scontrol', ['show', 'job', job, '--oneliner'], slurm!.environment).stdout;
      return [...shown.matchAll(/JobState=(\w+)/g)].map((match) => match[1]);
    };
    for (let tries = 0; tries < 400 && /PENDING|RUNNING|COMPLETING/.test(states().join()); tries++)
      await sleep(200);
    const printed = fs.readdirSync(root).filter((name) => name.startsWith('slurm-'));
    const output = printed.map((name) => fs.readFileSync(path.join(root, name), 'utf8')).join('\n');
    expect(states(), output).to.deep.equal(['COMPLETED', 'COMPLETED']);
    const merged = run('npm', [
      'run',
      'boletim',
      '--',
      'class',
      'term/submissions',
      'warmup',
      '--out',
      'term/parts',
    ]);
    expect(merged.stdout, merged.stderr).to.match(new RegExp(`^0 graded, ${SUBMISSIONS} as before`, 'm'));
  });
});

describe('the services of docs/farm.md', function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  const [unit] = blocksOfFarmPage('ini') as [string];
  const deployment = blocksOfFarmPage('yaml')
    .map((text) => parse(text) as Deployment)
    .find(({ kind }) => kind === 'Deployment')!;

  const help = () => spawnSync(process.execPath, [PROGRAM, 'worker', '--help'], { encoding: 'utf8' }).stdout;
  /** Those options of a command line that the worker does not have. */
  const unknownOptions = (words: readonly string[]) => {
    const known = help();
    return words.filter((word) => word.startsWith('--') && !known.includes(`${word} `));
  };

  it('are a unit that systemd reads, with options that a worker has', function () {
    const command = /^ExecStart=(.*)$/m.exec(unit)![1]!.split(' ');
    expect(unknownOptions(command)).to.deep.equal([]);
    const file = path.join(root, 'boletim-worker.service');
    fs.writeFileSync(file, unit);
    const { error, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
      encoding: 'utf8',
    });
    skipWhere(this, error ? 'no systemd-analyze here' : null);
    expect(stderr.split('\n').filter((line) => line.includes('boletim-worker.service:'))).to.deep.equal([]);
  });

  it('are a Deployment with options that a worker has, whose selector finds its own', () => {
    const { selector, template } = deployment.spec;
    expect(template.metadata.labels).to.deep.equal(selector.matchLabels);
    expect(unknownOptions(template.spec.containers[0]!.args)).to.deep.equal([]);
  });

  it('are a Deployment that Kubernetes knows every field of', () => {
    expect(mistakesIn(root, deployment)).to.deep.equal([]);
    const misspelt = { ...deployment, spec: { ...deployment.spec, replica: 4 } };
    expect(mistakesIn(root, misspelt).join()).to.contain('replica');
  });
});

interface Deployment {
  kind: string;
  spec: {
    selector: { matchLabels: object };
    template: { metadata: { labels: object }; spec: { containers: { args: string[] }[] } };
  };
}

/** What TypeScript finds wrong with a Deployment, by the types that Kubernetes' own schema was made into. */
function mistakesIn(folder: string, deployment: object): string[] {
  const types = require.resolve('kubernetes-types/apps/v1.d.ts').replace(/\.d\.ts$/, '');
  const file = path.join(folder, 'deployment.ts');
  const value = JSON.stringify(deployment);
  fs.writeFileSync(
    file,
    `import type { Deployment } from '${types}';\nexport const it: Deployment = ${value};\n`,
  );
  const options = { strict: true, noEmit: true, skipLibCheck: true, types: [], lib: ['lib.es5.d.ts'] };
  const program = ts.createProgram([file], { ...options, moduleResolution: ts.ModuleResolutionKind.Node10 });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
