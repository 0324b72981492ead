import { createRequire } from 'node:module';

import * as tf from '@tensorflow/tfjs-core';

import { correctGradients, correctOptimizers } from './corrections';
import { freeAsGradientsAreComputed } from './free-early';
import { registerReluGradient } from './kernels';

/**
 * Brings in the gradients of tfjs's operations the first time that one is asked for. The core package's build for
 * Node has none; `tfjs-layers` registers all of them, as `@tensorflow/tfjs` does, which is seven times as large with
 * what it depends on. It takes 40 ms that most programs need not spend.
 */
export function loadGradientsWhenNeeded(): void {
  const engine = tf.engine();
  if (Object.hasOwn(engine, 'gradients')) return;
  engine.gradients = function (...args) {
    // Before the forward pass: what a gradient needs is saved while the operations run.
    Reflect.deleteProperty(engine, 'gradients');
    // At once, since a gradient is computed at once.
    createRequire(__filename)('@tensorflow/tfjs-layers');
    registerReluGradient();
    correctGradients();
    correctOptimizers();
    freeAsGradientsAreComputed();
    return engine.gradients(...args);
  } as typeof engine.gradients;
}
