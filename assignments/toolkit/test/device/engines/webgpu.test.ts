import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { webgpuEngine } from '../../../device/engines/webgpu';

const SWIFTSHADER = '/usr/lib/chromium/vk_swiftshader_icd.json';

describe('the webgpu engine', function () {
  this.timeout(60_000);

  it('does not count a machine without a GPU', async function () {
    if (process.platform !== 'linux' || fs.existsSync('/dev/dri')) this.skip();
    const { available, reason, advice } = await webgpuEngine.probe();
    expect([available, reason]).to.deep.equal([false, 'this machine has no GPU that Linux knows']);
    expect(advice).to.include('WEBGPU_ADAPTER=swiftshader');
  });

  it('computes a gradient on a software adapter that is asked for by name, and lets the process end', function () {
    if (!fs.existsSync(SWIFTSHADER)) this.skip();
    const program = `
      const { startDevice } = require('./assignments/toolkit/device');
      const tf = require('@tensorflow/tfjs-core');
      startDevice('webgpu', { adapter: 'swiftshader' }).then(async (device) => {
        const loss = (w) => tf.sum(tf.square(tf.conv2d(tf.ones([1, 3, 3, 1]), w, 1, 'valid')));
        const slope = await tf.grad(loss)(tf.tensor4d([1, 2, 3, 4], [2, 2, 1, 1])).data();
        console.log(JSON.stringify([device, [...slope]]));
      });`;
    const root = path.resolve(__dirname, '../../../../..');
    const args = ['--require', './grader/loader/register.js', '--eval', program];
    const { stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      encoding: 'utf8',
      timeout: 50_000,
    });
    expect(stdout.trim(), stderr).to.equal('["webgpu",[80,80,80,80]]');
  });
});
