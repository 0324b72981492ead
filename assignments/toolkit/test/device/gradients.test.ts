import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** A process of its own: in this one, other tests have loaded the gradients long ago. */
describe('gradients', () => {
  it('are there when first asked for, on a device that does not bring them', () => {
    const program = `
      const { startDevice } = require('./assignments/toolkit/device');
      const tf = require('@tensorflow/tfjs-core');
      startDevice('cpu').then(() => {
        const before = Object.keys(require.cache).some((file) => file.includes('tfjs-layers'));
        const slope = tf.grad((x) => tf.div(tf.sum(tf.mul(x, x)), 2))(tf.tensor1d([3, 4]));
        console.log(JSON.stringify([before, [...slope.dataSync()]]));
      });`;
    const root = path.resolve(__dirname, '../../../..');
    const args = ['--require', './grader/loader/register.js', '--eval', program];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    expect(stdout.trim(), stderr).to.equal('[false,[3,4]]');
  });
});
