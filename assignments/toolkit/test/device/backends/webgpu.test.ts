import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { webgpuBackend } from '../../../device/backends/webgpu';

const SWIFTSHADER = '/usr/lib/chromium/vk_swiftshader_icd.json';

describe('the webgpu backend', function () {
  this.timeout(60_000);

  it('does not count a machine without a GPU', async function () {
    if (process.platform !== 'linux' || fs.existsSync('/dev/dri')) this.skip();
    const { available, reason, advice } = await webgpuBackend.probe();
    expect([available, reason]).to.deep.equal([false, 'this machine has no GPU that Linux knows']);
    expect(advice).to.include('WEBGPU_ADAPTER=swiftshader');
  });

  it('computes a gradient on a software adapter that is asked for by name, and lets the process end', function () {
    const program = `
      const loss = (w) => tf.sum(tf.square(tf.conv2d(tf.ones([1, 3, 3, 1]), w, 1, 'valid')));
      const slope = await tf.grad(loss)(tf.tensor4d([1, 2, 3, 4], [2, 2, 1, 1])).data();
      console.log(JSON.stringify([tf.getBackend(), [...slope]]));`;
    expect(outputOf(this, program)).to.equal('["webgpu",[80,80,80,80]]');
  });

  it('computes small tensors there, too', function () {
    const program = `
      const backend = tf.backend(), run = backend.runWebGPUProgram.bind(backend);
      let dispatches = 0;
      backend.runWebGPUProgram = (...args) => (dispatches++, run(...args));
      console.log((await tf.add(tf.tensor1d([1]), 2).data())[0], dispatches);`;
    expect(outputOf(this, program)).to.equal('3 1');
  });

  it('refuses whole numbers that it would round, on their way in and out', function () {
    const program = `
      const whole = (value) => tf.tensor1d([value], 'int32');
      const attempt = async (run) => console.log(await run().then((values) => values.join(), (error) => error.message.split(': ')[1]));
      await attempt(async () => whole(16777217).data());
      await attempt(async () => tf.add(whole(16777215), whole(2)).data());
      await attempt(async () => tf.add(whole(16777214), whole(1)).data());`;
    const lines = outputOf(this, program).split('\n');
    expect(lines[0]).to.include('16777217 may be');
    expect(lines[1]).to.include('16777216 may be');
    expect(lines[2]).to.equal('16777215');
  });

  it('throws where the GPU refused a computation, and prints nothing', function () {
    const program = `
      tf.backend().device.createShaderModule({ code: 'no shader' });
      console.log(await tf.add([1], 2).data().catch((error) => error.message.split('.')[0]));
      console.log(...(await tf.add([1], 2).data()));`;
    const [first, second] = outputOf(this, program).split('\n');
    expect(first).to.match(/^The GPU refused a computation: /);
    expect(second).to.equal('3');
  });
});

/** What a program prints on SwiftShader, in a process of its own; nothing may go to standard error. */
function outputOf(test: Mocha.Context, program: string): string {
  if (!fs.existsSync(SWIFTSHADER)) test.skip();
  const whole = `
    const { startDevice } = require('./assignments/toolkit/device');
    const tf = require('@tensorflow/tfjs-core');
    startDevice('webgpu', { adapter: 'swiftshader' }).then(async () => {${program}});`;
  const root = path.resolve(__dirname, '../../../../..');
  const args = ['--require', './grader/loader/register.js', '--eval', whole];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    timeout: 50_000,
  });
  expect(stderr).to.equal('');
  return stdout.trim();
}
