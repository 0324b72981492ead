import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { bestDevice, defaultDevice, DEVICES, backends, startDevice, type Device } from '../../device';

describe('startDevice', () => {
  for (const device of ['wasm', 'cpu'] satisfies Device[]) {
    it(`makes ${device} the default, with cpu beside it`, async () => {
      expect(await startDevice(device)).to.equal(device);
      expect(defaultDevice()).to.equal(device);
      expect(tf.getBackend()).to.equal(device);
      expect(tf.engine().registry).to.include.keys('cpu', device);
    });
  }

  it('starts the best device when it is left to choose', async () => {
    expect(await startDevice('auto')).to.equal(await bestDevice());
  });

  it('refuses a device that does not exist, and says which do', async () => {
    const message = await messageOf(() => startDevice('cuda' as Device));
    expect(message).to.match(/^No device is called 'cuda'\. Use 'auto' or one of .*'wasm', 'cpu'\.$/);
  });

  it('says what is missing for a device that this machine does not have, and keeps the default', async () => {
    await startDevice('cpu');
    const missing = await findMissing();
    if (!missing) return;
    const message = await messageOf(() => startDevice(missing.name));
    const { reason, advice } = await missing.probe({});
    expect(message).to.equal(`Device '${missing.name}' is not available: ${reason}. ${advice}`.trimEnd());
    expect(defaultDevice()).to.equal('cpu');
  });

  it('prints nothing, and leaves nothing that keeps the process alive', () => {
    const program = `
      const { startDevice, defaultDevice } = require('./assignments/toolkit/device');
      try { defaultDevice() } catch (error) { process.stdout.write(error.message) }
      startDevice('wasm').then(() => startDevice('cpu'));`;
    const args = ['--require', './grader/loader/register.js', '--eval', program];
    const cwd = path.resolve(__dirname, '../../../..');
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd,
      encoding: 'utf8',
      timeout: 15000,
    });
    expect({ status, stdout, stderr }).to.deep.equal({
      status: 0,
      stdout: "No device has been started. Call `await startDevice('auto')` first.",
      stderr: '',
    });
  });
});

describe('backends', () => {
  it('are listed best first', () => {
    const order = backends.map(({ name }) => DEVICES.indexOf(name));
    expect(order).to.deep.equal([...order].sort());
  });

  for (const backend of backends) {
    it(`say why ${backend.name} is available or what to do about it`, async () => {
      const { available, reason, advice } = await backend.probe({});
      expect(reason).to.match(/^\S.*[^.]$/);
      if (!available) expect(advice).to.match(/\S/);
    });
  }
});

async function findMissing(): Promise<(typeof backends)[number] | undefined> {
  for (const backend of backends) {
    if (!(await backend.probe({})).available) return backend;
  }
  return undefined;
}

async function messageOf(run: () => Promise<unknown>): Promise<string> {
  return run().then(
    () => 'nothing was thrown',
    (error: Error) => error.message,
  );
}
