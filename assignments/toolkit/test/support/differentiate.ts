import * as tf from '@tensorflow/tfjs-core';

import type { Module } from '../../nn';
import { expectClose, toTensor, type FixtureTensor, type Tolerance } from './tensors';

/** What PyTorch computed with a layer: forward, and backward with `dy` flowing in. */
export interface Pass {
  x: FixtureTensor;
  dy: FixtureTensor;
  y: FixtureTensor;
  dx: FixtureTensor;
  /** By the names of the layer's parameters, in PyTorch's layout. */
  gradients: Record<string, FixtureTensor>;
  tolerance: Tolerance;
}

/** Runs `forward` on the pass's x and compares the output, dx and every parameter's gradient with PyTorch's. */
export function expectPass(pass: Pass, forward: (x: tf.Tensor) => tf.Tensor, layer?: Module): void {
  const { y, dx, gradients } = differentiate(pass, forward, layer);
  expectClose(y, pass.y, pass.tolerance);
  expectClose(dx, pass.dx, pass.tolerance);
  for (const [name, wanted] of Object.entries(pass.gradients)) {
    expectClose(gradients.get(name)!, wanted, pass.tolerance);
  }
}

interface Derivatives {
  y: tf.Tensor;
  dx: tf.Tensor;
  gradients: Map<string, tf.Tensor>;
}

function differentiate(pass: Pass, forward: (x: tf.Tensor) => tf.Tensor, layer?: Module): Derivatives {
  const x = tf.variable(toTensor(pass.x));
  const dy = toTensor(pass.dy);
  const parameters = layer?.namedParameters() ?? [];
  const variables = [x, ...parameters.map(([, parameter]) => parameter.value)];
  let y = dy;
  const weighted = (): tf.Scalar => tf.sum(tf.mul((y = tf.keep(forward(x))), dy));
  const { grads } = tf.variableGrads(weighted, variables);
  const gradients = parameters.map(([name, { layout, value }]): [string, tf.Tensor] => {
    const gradient = grads[value.name];
    return [name, layout === 'conv' ? tf.transpose(gradient, [3, 2, 0, 1]) : gradient];
  });
  return { y, dx: grads[x.name], gradients: new Map(gradients) };
}
