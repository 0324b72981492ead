import * as tf from '@tensorflow/tfjs-core';

import {
  adaptiveAvgPool2d,
  BatchNorm2d,
  Conv2d,
  flatten,
  Linear,
  maxPool2d,
  Module,
  PlainBlock,
  relu,
  ResidualBlockBase,
  ResNet18,
} from '../../../nn';
import { Adam, OneCycleLR } from '../../../optim';
import { Generator, uniform } from '../../../random';
import { lossAndGradients } from '../../../train/train-step';
import { tuple } from '../../../data';
import { seededResNet18Weights } from '../../../weights';
import { expected } from '../../support/expected';
import { toStateDict, toTensor, type FixtureTensor } from '../../support/tensors';
import {
  inPyTorchLayout,
  largestError,
  namedValues,
  pairs,
  type ExpectedSet,
  type ParityCase,
} from '../compare';

/** ResNet-18 as a whole, one step of its training, and twenty steps of a small network. */
export function networkCases({ small }: { small: boolean }): ParityCase[] {
  const logits = expected<Logits[]>('nn-logits').filter(({ shape }) => !small || shape[1] < 100);
  return [...logits.map(logitsCase), ...fullStepCases(), ...twentyStepsCases()];
}

interface Logits {
  block: 'residual' | 'plain';
  seed: number;
  shape: [number, number, number, number];
  y: FixtureTensor;
  tolerance: { relative: number };
}

class ResidualBlock extends ResidualBlockBase {
  forward(x: tf.Tensor4D): tf.Tensor4D {
    const y = this.bn2.call(this.conv2.call(relu(this.bn1.call(this.conv1.call(x)))));
    return relu(tf.add(y, this.downsample.call(x)));
  }
}

const BLOCKS = { residual: ResidualBlock, plain: PlainBlock };

function logitsCase({ block, seed, shape, y, tolerance }: Logits): ParityCase {
  return {
    name: `ResNet18 of ${block} blocks, evaluation [${shape.join(', ')}]`,
    tolerance: tolerance.relative,
    async run() {
      const model = new ResNet18(BLOCKS[block]).eval();
      model.loadStateDict(seededResNet18Weights(seed));
      const logits = model.call(drawn(shape));
      const error = await largestError([[logits, y]]);
      model.dispose();
      return error;
    },
  };
}

/** The images that the fixtures draw after seeding with 9. */
function drawn(shape: [number, number, number, number]): tf.Tensor4D {
  const size = shape.reduce((product, length) => product * length);
  return tf.tensor4d(uniform(size, -2, 2, new Generator(9)), shape);
}

function oneHot(labels: number[], classes: number): tf.Tensor2D {
  return tf.tensor2d(labels.map((label) => Array.from({ length: classes }, (_, i) => Number(i === label))));
}

interface FullStep {
  seed: number;
  outputs: number;
  width: number;
  shape: [number, number, number, number];
  lr: number;
  loss: ExpectedSet;
  gradients: ExpectedSet;
  weights: ExpectedSet;
  statistics: ExpectedSet;
}

/** One step, compared in four parts: it is run once, for whichever part comes first. */
function fullStepCases(): ParityCase[] {
  const step = expected<FullStep>('parity-full-step');
  let result: ReturnType<typeof runFullStep> | undefined;
  return (['loss', 'gradients', 'weights', 'statistics'] as const).map((part) => ({
    name: `one training step: ${PARTS[part]}`,
    tolerance: step[part].tolerance.relative,
    async run() {
      result ??= runFullStep(step);
      return largestError(pairs((await result)[part], step[part].values));
    },
  }));
}

const PARTS = {
  loss: 'loss',
  gradients: 'every gradient',
  weights: 'updated weights',
  statistics: 'running statistics',
};

async function runFullStep(step: FullStep): Promise<Record<keyof typeof PARTS, Map<string, tf.Tensor>>> {
  const { seed, outputs, width, shape, lr } = step;
  const model = new ResNet18(ResidualBlock, outputs, width).train();
  model.loadStateDict(seededResNet18Weights(seed, { outputs, width }));
  const targets = oneHot([0, 3, 1, 3], outputs);
  const { loss, gradients } = lossAndGradients(model, tuple(drawn(shape), targets));
  const parameters = model.namedParameters();
  const named = parameters.map(([name, parameter]): [string, tf.Tensor] => {
    return [name, inPyTorchLayout(parameter, gradients.get(parameter)!)];
  });
  new Adam(model.parameters(), { lr }).step(gradients);
  const after = namedValues(model);
  return { loss: new Map([['loss', loss]]), gradients: new Map(named), weights: after, statistics: after };
}

interface TwentySteps {
  initial: Record<string, FixtureTensor>;
  x: FixtureTensor;
  maxLr: number;
  pctStart: number;
  losses: { values: FixtureTensor; tolerance: { relative: number } };
  state: ExpectedSet;
}

function twentyStepsCases(): ParityCase[] {
  const fixture = expected<TwentySteps>('parity-twenty-steps');
  let result: ReturnType<typeof runTwentySteps> | undefined;
  const run = async () => (result ??= runTwentySteps(fixture));
  return [
    {
      name: 'twenty steps of Adam and OneCycleLR: losses',
      tolerance: fixture.losses.tolerance.relative,
      run: async () => largestError([[(await run()).losses, fixture.losses.values]]),
    },
    {
      name: 'twenty steps of Adam and OneCycleLR: weights and statistics',
      tolerance: fixture.state.tolerance.relative,
      run: async () => largestError(pairs((await run()).state, fixture.state.values)),
    },
  ];
}

/** The network of fixtures/toolkit/generate/parity_training.py; properties have the names that its layers have there. */
class SmallNetwork extends Module {
  '0' = new Conv2d(2, 4, 3, { padding: 1, bias: false });
  '1' = new BatchNorm2d(4);
  '4' = new Conv2d(4, 6, 3, { stride: 2, padding: 1 });
  fc = new Linear(6, 3);

  forward(x: tf.Tensor4D): tf.Tensor2D {
    let y = maxPool2d(relu(this['1'].call(this['0'].call(x))), 2); // [6, 4, 4, 4]
    y = this['4'].call(y); // [6, 2, 2, 6]
    return this.fc.call(flatten(adaptiveAvgPool2d(y, [1, 1]), 1)); // [6, 3]
  }
}

async function runTwentySteps({ initial, x, maxLr, pctStart, losses: wanted }: TwentySteps) {
  const model = new SmallNetwork().train();
  const images = toTensor<tf.Tensor4D>(x);
  const targets = oneHot([0, 1, 2, 0, 1, 2], 3);
  model.loadStateDict(toStateDict(initial), { strict: false });
  const optimizer = new Adam(model.parameters());
  const totalSteps = wanted.values.data.length;
  const scheduler = new OneCycleLR(optimizer, { maxLr, totalSteps, pctStart });
  const losses: number[] = [];
  for (let step = 0; step < totalSteps; step++) {
    const { loss, gradients } = lossAndGradients(model, tuple(images, targets));
    losses.push((await loss.data<'float32'>())[0]);
    optimizer.step(gradients);
    scheduler.step();
    tf.dispose([loss, ...gradients.values()]);
  }
  return { losses: tf.tensor1d(losses), state: namedValues(model) };
}
