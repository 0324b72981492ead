import { expect } from 'chai';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { assignmentSpec } from '../../assignment';
import { COURSE } from '../../system/paths';
import { temporaryFolder } from '../../teaching/test/class/support';
import { PROGRAM, sandbox, writeSubmissions } from './support/farm';
import { blocksOfFarmPage } from './support/farm-page';
import { missingStore, skipWhere, redisStore, type TestStore } from './support/stores';

/** Runs the commands of docs/farm.md in their order, with a store of its own; those that go on run in the background. */
describe('docs/farm.md', function () {
  this.timeout(120_000);
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
  const commands = blocksOfFarmPage('sh').flatMap((block) => block.trim().split('\n'));
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

  it('has an excerpt of assignment.yaml that is one', () => {
    const [handIn] = blocksOfFarmPage('yaml').map((text) => parse(text) as { handIn?: unknown });
    const file = path.join(COURSE, 'assignments/warmup/assignment.yaml');
    const warmup = parse(fs.readFileSync(file, 'utf8')) as object;
    expect(handIn).to.have.keys('handIn');
    expect(assignmentSpec.safeParse({ ...warmup, ...handIn }).success).to.equal(true);
  });
});
