import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { ProcessTree } from '../../../sandbox/host/process-tree';

const NODE = JSON.stringify(process.execPath);
const SLEEP = 'setTimeout(() => {}, 20_000)';
const CHILD = `require('node:child_process').spawn(${NODE}, ['-e', "${SLEEP}"], { stdio: 'ignore' })`;
const DAEMON = `require('node:child_process').spawn(${NODE}, ['-e', "${SLEEP}"], { stdio: 'ignore', detached: true }).unref()`;

describe('ProcessTree', function () {
  this.timeout(20_000);
  before(function () {
    if (process.platform !== 'linux') this.skip();
  });
  let count = 0;

  /** Starts a program that prints the pids of what it started, and waits for them. */
  async function startTree(code: string): Promise<{ tree: ProcessTree; pids: number[]; root: number }> {
    const mark = `TEST_TREE=${process.pid}.${(count += 1)}`;
    const child = spawn(process.execPath, ['-e', `${code}; ${SLEEP}`], {
      detached: true,
      env: { TEST_TREE: mark.split('=')[1] },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const line = await new Promise<string>((resolve) =>
      child.stdout.once('data', (text) => resolve(String(text))),
    );
    return {
      tree: new ProcessTree(child.pid!, mark),
      pids: line.trim().split(' ').map(Number),
      root: child.pid!,
    };
  }

  const isRunning = (pid: number) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  const untilEnded = async (pids: number[]) => {
    for (let attempt = 0; attempt < 80 && pids.some(isRunning); attempt += 1)
      await new Promise((resolve) => setTimeout(resolve, 25));
    return pids.filter(isRunning);
  };

  it('counts memory and tasks of children, too', async () => {
    const { tree, pids, root } = await startTree(
      `const c = ${CHILD}; c.once('spawn', () => setTimeout(() => console.log(c.pid), 200))`,
    );
    const usage = tree.measure()!;
    const alone = new ProcessTree(pids[0]!, null).measure()!;
    expect(usage.bytes)
      .to.be.greaterThan(alone.bytes)
      .and.greaterThan(40 << 20);
    expect(usage.tasks).to.be.greaterThan(alone.tasks);
    tree.kill();
    expect(await untilEnded([root, ...pids])).to.deep.equal([]);
  });

  it('ends a daemon by its environment, seen or not', async () => {
    const starter = `require('node:child_process').spawnSync(${NODE}, ['-e', ${JSON.stringify(DAEMON)}])`;
    const find = `require('node:fs').readdirSync('/proc').filter((p) => { try { return Number(p) > 0 && p != process.pid && require('node:fs').readFileSync('/proc/' + p + '/environ', 'utf8').includes(process.env.TEST_TREE) } catch {} })`;
    const { tree, pids, root } = await startTree(`${starter}; console.log(${find}.join(' '))`);
    expect(pids).to.have.length(1);
    tree.kill();
    expect(await untilEnded([root, ...pids])).to.deep.equal([]);
  });

  it('ends a child that was seen once and then left the tree with an empty environment', async () => {
    const runaway = DAEMON.replace('detached: true', 'detached: true, env: {}').replace('.unref()', '');
    const code = `const c = ${runaway}; console.log(c.pid); c.unref()`;
    const { tree, pids, root } = await startTree(code);
    tree.measure();
    process.kill(root, 'SIGKILL');
    await untilEnded([root]);
    expect(isRunning(pids[0]!)).to.equal(true);
    tree.kill();
    expect(await untilEnded(pids)).to.deep.equal([]);
  });

  it('finds nothing of a process that is gone', () => {
    expect(new ProcessTree(2 ** 22 - 3, 'X=nothing').measure()).to.deep.equal({ bytes: 0, tasks: 0 });
  });
});
