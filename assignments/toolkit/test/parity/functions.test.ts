import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { defaultDevice } from '../../device';
import { describeOnEachDevice } from '../support/devices';
import { functionCases, functionFixtures } from './cases/functions';
import type { ParityCase } from './compare';
import { functionsPage } from './functions-page';
import { limitOf } from './limits';

describeOnEachDevice('the functions of TensorFlow.js', () => {
  const wrong: string[] = [];
  const kept: string[] = [];

  before(async () => {
    for (const parityCase of functionCases()) {
      const held = tf.memory();
      tf.engine().startScope();
      const fault = await faultOf(parityCase);
      tf.engine().endScope();
      tf.disposeVariables();
      const isListed = limitOf(parityCase.name, defaultDevice()) !== undefined;
      if ((fault !== undefined) !== isListed)
        wrong.push(`${parityCase.name}: ${fault ?? 'listed, and right'}`);
      const { numTensors, numDataBuffers } = tf.memory();
      if (numTensors > held.numTensors || numDataBuffers > held.numDataBuffers) kept.push(parityCase.name);
    }
  });

  it("have PyTorch's values and gradients, but for what docs/functions.md lists", () => {
    expect(wrong).to.deep.equal([]);
  });

  it('keep no tensors and no numbers', () => {
    expect(kept).to.deep.equal(KEEP_THEIR_RATE);
  });
});

/** These optimisers of tfjs never let go of it. */
const KEEP_THEIR_RATE = ['train.momentum', 'train.momentum nesterov', 'train.sgd'];

describe('the cases of functions', () => {
  const functions = new Set(functionFixtures().map(([name]) => name.split(' ')[0].replace(/^.*\./, '')));

  it('are about more than 150 functions', () => {
    expect(functions.size).to.be.above(150);
  });

  it('are about every method that tensors have', () => {
    const methods = Object.keys(tf.Tensor.prototype).filter((name) => !ARE_OTHERS.has(name));
    expect(methods.filter((name) => !functions.has(name))).to.deep.equal([]);
  });

  it('are what docs/functions.md says', () => {
    const page = path.join(__dirname, '../../../../docs/functions.md');
    expect(readFileSync(page, 'utf8'), 'run: npm run parity -- --page').to.equal(functionsPage());
  });
});

/** Other names of `reshape` and `cast`, and what computes nothing. */
const ARE_OTHERS = new Set(
  `as1D as2D as3D as4D as5D asScalar asType reshapeAs toBool toFloat toInt array arraySync buffer bufferSync bytes data
  dataSync dataToGPU dispose print throwIfDisposed toString variable`.split(/\s+/),
);

async function faultOf({ run, tolerance }: ParityCase): Promise<string | undefined> {
  try {
    const error = await run();
    return error <= tolerance ? undefined : `off by ${error}`;
  } catch (failure) {
    return (failure as Error).message;
  }
}
