import * as tf from '@tensorflow/tfjs-core';

import {
  adaptiveAvgPool2d,
  BatchNorm2d,
  Conv2d,
  crossEntropy,
  Linear,
  logSoftmax,
  maxPool2d,
  relu,
  softmax,
  type Module,
} from '../../../nn';
import type { Pass } from '../../support/differentiate';
import { expected } from '../../support/expected';
import { toStateDict, toTensor, type FixtureTensor } from '../../support/tensors';
import { inPyTorchLayout, largestError, namedValues, pairs, type ParityCase } from '../compare';

/** Every layer and function, forward and backward, and what a batch norm remembers. */
export function layerCases(): ParityCase[] {
  return [
    ...expected<LayerPass<ConstructorParameters<typeof Conv2d>>[]>('nn-conv2d').map((pass) =>
      layerCase(
        `Conv2d(${JSON.stringify(pass.arguments).slice(1, -1)})`,
        () => new Conv2d(...pass.arguments),
        pass,
      ),
    ),
    linearCase(expected<LayerPass<ConstructorParameters<typeof Linear>>>('nn-linear')),
    ...expected<NormPass[]>('nn-batch-norm2d').map(normCase),
    ...expected<(Pass & { arguments: [number, object] })[]>('nn-max-pool2d').map((pass) =>
      passCase(
        `maxPool2d(${JSON.stringify(pass.arguments).slice(1, -1)}) [${pass.x.shape.join(', ')}]`,
        pass,
        (x) => maxPool2d(x as tf.Tensor4D, ...pass.arguments),
      ),
    ),
    ...Object.entries(expected<Record<string, FunctionPass>>('nn-functional')).map(functionCase),
  ];
}

interface LayerPass<A extends unknown[]> extends Pass {
  arguments: A;
  state: Record<string, FixtureTensor>;
}

interface NormPass extends LayerPass<[number]> {
  training: boolean;
  stateAfter: Record<string, FixtureTensor>;
}

type FunctionPass = Pass & { probabilities?: FixtureTensor };

function linearCase(pass: LayerPass<ConstructorParameters<typeof Linear>>): ParityCase {
  return layerCase(`Linear(${pass.arguments.join(', ')})`, () => new Linear(...pass.arguments), pass);
}

function normCase(pass: NormPass): ParityCase {
  const name = `BatchNorm2d(${pass.arguments[0]}) ${pass.training ? 'training' : 'evaluation'} [${pass.x.shape.join(', ')}]`;
  const { num_batches_tracked: _, ...after } = pass.stateAfter;
  const build = (): Module => new BatchNorm2d(...pass.arguments).train(pass.training);
  return layerCase(name, build, { ...pass, after });
}

function layerCase(
  name: string,
  build: () => Module,
  pass: LayerPass<unknown[]> & { after?: Record<string, FixtureTensor> },
): ParityCase {
  return {
    name,
    tolerance: pass.tolerance.relative,
    async run() {
      const layer = build();
      layer.loadStateDict(toStateDict(pass.state));
      const error = await passError(pass, (x) => layer.call(x), layer);
      return Math.max(error, await largestError(pairs(namedValues(layer), pass.after ?? {})));
    },
  };
}

function functionCase([name, pass]: [string, FunctionPass]): ParityCase {
  return passCase(name, pass, (x) => FUNCTIONS[name](x, pass.probabilities));
}

const FUNCTIONS: Record<string, (x: tf.Tensor, probabilities?: FixtureTensor) => tf.Tensor> = {
  relu,
  adaptiveAvgPool2d: (x) => adaptiveAvgPool2d(x as tf.Tensor4D),
  softmax,
  logSoftmax,
  logSoftmaxOfLargeScores: logSoftmax,
  crossEntropy: (x, probabilities) => crossEntropy(x, toTensor(probabilities!)),
  crossEntropyOfOneExample: (x, probabilities) => crossEntropy(x, toTensor(probabilities!)),
};

function passCase(name: string, pass: Pass, forward: (x: tf.Tensor) => tf.Tensor): ParityCase {
  return { name, tolerance: pass.tolerance.relative, run: () => passError(pass, forward) };
}

/** Output, gradient of the input and gradients of the parameters, from one pass as in training. */
async function passError(pass: Pass, forward: (x: tf.Tensor) => tf.Tensor, layer?: Module): Promise<number> {
  const x = tf.variable(toTensor(pass.x));
  const parameters = layer?.namedParameters() ?? [];
  const dy = toTensor(pass.dy);
  let y = dy;
  const weighted = (): tf.Scalar => tf.sum(tf.mul((y = tf.keep(forward(x))), dy));
  const { grads } = tf.variableGrads(weighted, [x, ...parameters.map(([, { value }]) => value)]);
  const gradients = parameters.map(([name, parameter]): [tf.Tensor, FixtureTensor] => {
    return [inPyTorchLayout(parameter, grads[parameter.value.name]), pass.gradients[name]];
  });
  return largestError([[y, pass.y], [grads[x.name], pass.dx], ...gradients]);
}
