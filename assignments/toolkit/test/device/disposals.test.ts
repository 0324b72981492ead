import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { inspect } from 'node:util';

import { disposeUnseen, startDevice, to, whoFreed } from '../../device';
import { BatchNorm2d, Linear } from '../../nn';
import { stack } from '../../data';
import { tidyScope } from '../../data/scope';

/** Ways to free a tensor, and what is said of each. */
const WAYS: [name: string, free: () => tf.Tensor, said: RegExp][] = [
  [
    'dispose()',
    () => freed((x) => x.dispose()),
    /freed by dispose\(\) at line \d+ of disposals\.test\.ts; free/,
  ],
  [
    'tf.dispose',
    () => freed((x) => tf.dispose([x])),
    /freed by dispose\(\) at line \d+ of disposals\.test\.ts/,
  ],
  ['a variable', freedVariable, /freed by dispose\(\) at line \d+ of disposals\.test\.ts/],
  ['tf.tidy', leftInTidy, /freed by tf\.tidy at line \d+ of disposals\.test\.ts; tidy keeps only what its/],
  [
    'the end of a call',
    leftInCall,
    /freed when the call that made it ended; a call keeps only what it returns/,
  ],
];

/** What is done with it afterwards. */
const USES: [name: string, use: (x: tf.Tensor) => unknown][] = [
  ['a method', (x) => x.add(1)],
  ['an operation', (x) => tf.relu(x)],
  ['an argument', (x) => tf.ones([2]).add(x)],
  ['its data', (x) => x.dataSync()],
  ['stack', (x) => stack([x])],
  ['to', (x) => to(x, 'wasm')],
  ['a layer', (x) => new BatchNorm2d(2).call(x as tf.Tensor4D)],
];

for (const device of ['cpu', 'wasm'] as const) {
  describe(`a tensor of ${device} that is used after it was freed`, () => {
    before(() => startDevice(device));

    for (const [name, free, said] of WAYS) {
      it(`names who freed it, whatever uses it: ${name}`, () => {
        for (const [use, run] of USES) {
          const x = free();
          expect(() => run(x), use).to.throw(said);
        }
        expect(inspect(free())).to.match(said);
      });
    }
  });
}

describe('who freed something', () => {
  before(() => startDevice('cpu'));

  it('is known by the line', () => {
    const x = tf.ones([2]);
    x.dispose();
    const line = Number(/:(\d+):\d+\)?$/m.exec(new Error().stack!)![1]) - 1;
    expect(() => x.add(1)).to.throw(`A tensor is used after it was freed by dispose() at line ${line} of`);
  });

  it('is known of a module, and of the first who did it', () => {
    const layer = new Linear(2, 2);
    layer.dispose();
    expect(() => layer.call(tf.ones([1, 2]))).to.throw(/freed by dispose\(\) at line \d+ of disposals\.test/);
    const x = tf.tidy(() => tf.ones([2]));
    tf.tidy(() => x.dispose());
    x.dispose();
    expect(() => x.add(1)).to.throw('freed by dispose()');
  });

  it('is not noted of what nobody else has seen', () => {
    const x = tf.ones([2]);
    disposeUnseen(x);
    expect(x.isDisposed).to.equal(true);
    expect(whoFreed(x)).to.match(/^freed before/);
    const y = tf.ones([2]);
    y.dispose();
    expect(whoFreed(y)).to.match(/^freed by dispose\(\)/);
  });

  it('costs nothing where nothing is freed: what shares the data stays', () => {
    const x = tf.ones([2]);
    const same = x.reshape([2, 1]);
    x.dispose();
    expect([...same.add(1).dataSync()]).to.deep.equal([2, 2]);
  });
});

function freed(free: (x: tf.Tensor) => void): tf.Tensor {
  const x = tf.range(0, 2);
  free(x);
  return x;
}

function freedVariable(): tf.Tensor {
  const initial = tf.range(0, 2);
  const x = tf.variable(initial);
  tf.dispose([initial, x]);
  return x;
}

function leftInTidy(): tf.Tensor {
  let x!: tf.Tensor;
  tf.tidy(() => (x = tf.range(0, 2).add(1)).sum());
  return x;
}

function leftInCall(): tf.Tensor {
  let x!: tf.Tensor;
  tidyScope(() => (x = tf.range(0, 2).add(1)).sum());
  return x;
}
