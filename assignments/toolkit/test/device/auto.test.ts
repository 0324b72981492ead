import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { bestDevice, startDevice } from '../../device';
import { tensorflowBackend } from '../../device/backends/tensorflow';

describe("startDevice('auto')", () => {
  const { probe, start } = tensorflowBackend;
  afterEach(() => Object.assign(tensorflowBackend, { probe, start }));

  it('takes the next device when one looks complete and does not start', async () => {
    tensorflowBackend.probe = async () => ({ available: true, reason: 'it looks complete', advice: '' });
    tensorflowBackend.start = async () => {
      throw new Error("version `GLIBC_2.99' not found");
    };
    expect(await startDevice('auto')).to.be.oneOf(['webgpu', 'wasm']);
    const error = await startDevice('tensorflow').catch((thrown: Error) => thrown);
    expect((error as Error).message).to.match(/Device 'tensorflow' did not start: .*GLIBC_2\.99/);
  });

  it('does not start tensorflow where it would compute on a processor', async () => {
    const outrun = { available: true, reason: 'built, without a GPU', advice: '', isOutrun: true };
    tensorflowBackend.probe = async () => outrun;
    tensorflowBackend.start = () => expect.fail('it was started');
    expect(await startDevice('auto')).to.be.oneOf(['webgpu', 'wasm']);
    expect(await bestDevice()).to.be.oneOf(['webgpu', 'wasm']);
  });

  it('leaves tensorflow that finds no GPU once it has started', () => {
    // A process of its own: what has started once counts as started.
    const program = `
      const { tensorflowBackend } = require('./assignments/toolkit/device/backends/tensorflow');
      const { startDevice } = require('./assignments/toolkit/device');
      Object.assign(tensorflowBackend, {
        probe: async () => ({ available: true, reason: 'it looks complete', advice: '' }),
        start: async () => undefined,
        isOutrun: () => true,
      });
      startDevice('auto').then(console.log);`;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--require', './grader/loader/register.js', '--eval', program],
      { cwd: path.resolve(__dirname, '../../../..'), encoding: 'utf8' },
    );
    expect(stdout.trim(), stderr).to.be.oneOf(['webgpu', 'wasm']);
  });
});
