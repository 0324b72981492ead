import { expect } from 'chai';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { assignmentSpec } from '../../assignment';
import { COURSE } from '../../system/paths';
import { temporaryFolder } from '../../teaching/test/class/support';
import { PROGRAM, sandbox, writeSubmissions } from './support/farm';
import { missingStore, skipWhere, redisStore, type TestStore } from './support/stores';

/** Runs the commands of docs/farm.md in their order, with a store of its own; those that go on run in the background. */
describe('docs/farm.md', function () {
  this.timeout(120_000);
  const page = fs.readFileSync(path.join(COURSE, 'docs', 'farm.md'), 'utf8');
  const blocks = (language: string) =>
    [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
      .filter((block) => block[1] === language)
      .map((block) => block[2]!);
  const root = temporaryFolder();
  const background: ReturnType<typeof spawn>[] = [];
  let store: TestStore;

  before(async function () {
    skipWhere(this, missingStore('redis'));
    store = await redisStore();
    await store.start();
    fs.mkdirSync(path.join(root, 'keys'));
    writeSubmissions(path.join(root, 'term/submissions'), 3);
    fs.writeFileSync(path.join(root, 'term/roster.csv'), 'id,name\nana,Ana\nbo,Bo\n');
  });

  after(async () => {
    for (const child of background) if (child.exitCode === null) process.kill(-child.pid!, 'SIGKILL');
    await store?.remove();
  });

  const script = (command: string) => {
    const here = command.replaceAll('redis://127.0.0.1:6379', store.url);
    const graded = /boletim -- (class|worker|verify .*--replay)/.test(here)
      ? `${here} --sandbox ${sandbox}`
      : here;
    return `set -e\nnpm() { shift 3; node ${PROGRAM} "$@"; }\n${graded}`;
  };
  const commands = blocks('sh').flatMap((block) => block.trim().split('\n'));
  for (const command of commands) {
    it(`does as it says: ${command.slice(0, 90)}`, async () => {
      if (command.includes(' verify '))
        fs.writeFileSync(
          path.join(root, 'keys/everybody'),
          fs.readFileSync(path.join(root, 'keys/courses'), 'utf8') +
            fs.readFileSync(path.join(root, 'keys/workers'), 'utf8'),
        );
      if (/boletim -- (worker|serve)/.test(command)) return startInBackground(command);
      const { status, stdout, stderr } = spawnSync('bash', ['-c', script(command)], {
        cwd: root,
        encoding: 'utf8',
      });
      expect(status, stdout + stderr).to.equal(0);
    });
  }

  async function startInBackground(command: string): Promise<void> {
    const child = spawn('bash', ['-c', script(command)], { cwd: root, detached: true });
    background.push(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    for (let tries = 0; !output.includes('Listening on') && tries < 400; tries++) {
      expect(child.exitCode, output).to.equal(null);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(output).to.contain('Listening on');
  }

  it('has a batch script that bash reads, and whose command grades a part', () => {
    const [batch] = blocks('sbatch') as [string];
    const environment = { SLURM_ARRAY_TASK_ID: '1', SLURM_ARRAY_TASK_COUNT: '8', SLURM_CPUS_PER_TASK: '1' };
    const options = { cwd: root, encoding: 'utf8' as const, env: { ...process.env, ...environment } };
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['-c', script(batch.replace('term/parts', 'term/batch').trim())],
      options,
    );
    expect([status, /Part 1 of 8 is done/.test(stdout)], stderr).to.deep.equal([0, true]);
  });

  it('has a unit that systemd reads', function () {
    const file = path.join(root, 'boletim-worker.service');
    fs.writeFileSync(file, blocks('ini')[0]!);
    const { error, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
      encoding: 'utf8',
    });
    if (error) return this.skip();
    expect(stderr.split('\n').filter((line) => line.includes('boletim-worker.service:'))).to.deep.equal([]);
  });

  it('has a Deployment and an excerpt of assignment.yaml that say what they mean', () => {
    const [handIn, deployment] = blocks('yaml').map((text) => parse(text) as unknown) as [
      { handIn: unknown },
      {
        kind: string;
        spec: {
          selector: { matchLabels: object };
          template: { metadata: { labels: object }; spec: { containers: { args: string[] }[] } };
        };
      },
    ];
    const warmup = parse(
      fs.readFileSync(path.join(COURSE, 'assignments/warmup/assignment.yaml'), 'utf8'),
    ) as object;
    expect(assignmentSpec.safeParse({ ...warmup, ...handIn }).success).to.equal(true);
    const { selector, template } = deployment.spec;
    expect(template.metadata.labels).to.deep.equal(selector.matchLabels);
    const help = spawnSync(process.execPath, [PROGRAM, 'worker', '--help'], { encoding: 'utf8' }).stdout;
    const options = template.spec.containers[0]!.args.filter((text) => text.startsWith('--'));
    expect(options.filter((option) => !help.includes(`${option} `))).to.deep.equal([]);
  });
});
