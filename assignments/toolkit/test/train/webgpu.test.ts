import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const SWIFTSHADER = '/usr/lib/chromium/vk_swiftshader_icd.json';

/** In a process of its own, which ends with what the driver keeps running. */
const PROGRAM = `
  const { startDevice, fineTune, encodeCheckpoint, decodeCheckpoint } = require('./assignments/toolkit');
  const { smallTraining, freeze } = require('./assignments/toolkit/test/train/small-training');
  startDevice('webgpu', { adapter: 'swiftshader' }).then(async () => {
    const checkpoints = [];
    const onEpoch = async (_, capture) => void checkpoints.push(encodeCheckpoint(await capture()));
    const train = async (options) => {
      const { model, loaders } = smallTraining(1);
      return (await fineTune(model, loaders, { epochs: 1, freeze, ...options })).map((epoch) => epoch.trainLosses);
    };
    const whole = await train({ onEpoch });
    const rest = await train({ resume: decodeCheckpoint(checkpoints[0]) });
    console.log(JSON.stringify({ whole, rest }));
  });`;

describe('fineTune on a device that can only be read by waiting', function () {
  this.timeout(60_000);

  it('saves its state and goes on from it', function () {
    if (!fs.existsSync(SWIFTSHADER)) this.skip();
    const cwd = path.resolve(__dirname, '../../../..');
    const args = ['--require', './grader/loader/register.js', '--eval', PROGRAM];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', timeout: 50_000 });
    expect(stdout, stderr).to.match(/^\{/);
    const { whole, rest } = JSON.parse(stdout) as Record<'whole' | 'rest', number[][]>;
    expect(whole).to.have.length(2);
    expect(rest).to.deep.equal(whole!.slice(1));
  });
});
