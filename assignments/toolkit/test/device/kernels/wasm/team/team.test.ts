import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Runs a program with a team of two in `team`, in memory that ends after two pages, and returns what it prints. */
function withTeam(program: string): unknown {
  const source = `
    const { Team } = require('./assignments/toolkit/device/kernels/wasm/team');
    const memory = new WebAssembly.Memory({ initial: 2, maximum: 65536, shared: true });
    const numbers = new Float32Array(memory.buffer);
    Team.start(memory, 2).then((team) => {
      const messages = [];
      const attempt = (task, units = 8) => {
        try {
          team.run('pack', units, task);
        } catch (error) {
          messages.push(error.message);
        }
      };
      ${program}
    });`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', './grader/loader/register.js', '--eval', source],
    { cwd: path.resolve(__dirname, '../../../../../../..'), encoding: 'utf8', timeout: 15000 },
  );
  expect(stderr).to.equal('');
  return JSON.parse(stdout);
}

describe('a team of threads', () => {
  it('goes on after a task that none of it could do', () => {
    const { messages, packed } = withTeam(`
      for (let i = 0; i < 128; i++) numbers[i] = i;
      for (let i = 0; i < 20; i++) attempt({ from: 0, to: 1 << 30, rows: 1, columns: 128 });
      attempt({ from: 0, to: 4096, rows: 1, columns: 128 });
      console.log(JSON.stringify({ messages, packed: [...numbers.subarray(1024, 1024 + 128)] }));
    `) as { messages: string[]; packed: number[] };
    expect(messages).to.have.length(20);
    for (const message of messages) {
      expect(message).to.match(/memory access out of bounds|a thread could not do its part of 'pack'/);
    }
    expect(packed).to.deep.equal(Array.from({ length: 128 }, (_, i) => i));
  });

  it('does every unit of a task, round after round', () => {
    const wrong = withTeam(`
      const add = { from: 0, to: 1024, rows: 1, columns: 1600 };
      for (let i = 0; i < 1600; i++) numbers[i] = i;
      for (let round = 0; round < 500; round++) {
        numbers.fill(-1, 2048, 2048 + 1600);
        attempt({ ...add, to: 8192 }, 100);
        if (numbers.subarray(2048, 2048 + 1600).some((value, i) => value !== i)) messages.push('round ' + round);
      }
      console.log(JSON.stringify(messages));
    `);
    expect(wrong).to.deep.equal([]);
  });
});
