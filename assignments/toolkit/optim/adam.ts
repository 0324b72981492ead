import * as tf from '@tensorflow/tfjs-core';

import { deviceOf } from '../device';
import { FUSED, hasKernel, runFused } from '../device/kernels';
import type { Parameter, StateDict, TensorData, UnreadTensor } from '../nn';
import type { Optimizer } from './optimizer';

/** What `torch.optim.Adam` takes. */
export interface AdamOptions {
  lr?: number;
  betas?: [number, number];
  eps?: number;
}

/** The gradient of each parameter that has one, in the device's layout; the others are not moved. */
export type Gradients = ReadonlyMap<Parameter, tf.Tensor>;

/**
 * Adam as `torch.optim.Adam`, whose learning rate and beta1 may change before every step:
 * m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², θ ← θ − lr/(1 − β₁ᵏ) · m / (√v/√(1 − β₂ᵏ) + eps).
 * The corrections use the current β₁ to the power of k, the parameter's own number of steps.
 *
 * @throws RangeError when made or stepped with a learning rate, betas or eps that PyTorch refuses, or that are not finite
 */
export class Adam implements Optimizer {
  lr: number;
  betas: [number, number];
  readonly eps: number;
  readonly #parameters: readonly Parameter[];
  readonly #states = new Map<Parameter, State>();

  constructor(
    parameters: Iterable<Parameter>,
    { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8 }: AdamOptions = {},
  ) {
    this.#parameters = [...parameters];
    this.lr = lr;
    this.betas = betas;
    this.eps = eps;
    requireSettings(this);
  }

  /** Moves every parameter that has a gradient. The gradients stay the caller's to dispose. */
  step(gradients: Gradients): void {
    requireSettings(this);
    for (const parameter of this.#parameters) {
      const gradient = gradients.get(parameter);
      if (gradient) this.#update(parameter, gradient);
    }
  }

  /** Everything to go on from here, as plain data: the moments in the device's layout, by the parameter's position. */
  stateDict(): StateDict {
    return new Map(this.namedState().map(([name, value]) => [name, value.read()]));
  }

  /** The values of the state dict by their names, each to be read when it is needed. */
  namedState(): Named[] {
    return this.#parameters.flatMap((parameter, i) => {
      const state = this.#states.get(parameter);
      return state ? describe(state).map(([key, value]): Named => [`${i}.${key}`, value]) : [];
    });
  }

  /** Takes over what `stateDict` gave, on a device that may be another one. */
  loadStateDict(saved: StateDict): void {
    this.dispose();
    for (const [i, parameter] of this.#parameters.entries()) {
      const [steps, m, v] = KEYS.map((key) => saved.get(`${i}.${key}`));
      if (steps && m && v)
        this.#states.set(parameter, { steps: Number(steps.data[0]), m: moment(m), v: moment(v) });
    }
  }

  /** What it keeps on the device. */
  tensors(): tf.Tensor[] {
    return [...this.#states.values()].flatMap(({ m, v }) => [m, v]);
  }

  /** Frees the moments. */
  dispose(): void {
    for (const { m, v } of this.#states.values()) tf.dispose([m, v]);
    this.#states.clear();
  }

  #update(parameter: Parameter, gradient: tf.Tensor): void {
    const state = this.#states.get(parameter);
    const steps = (state?.steps ?? 0) + 1;
    const factors = this.#factors(steps);
    const [theta, m, v] = tf.tidy(() => {
      const before = state ?? { m: tf.zerosLike(gradient), v: tf.zerosLike(gradient) };
      return adamUpdate({ theta: parameter.value, gradient, ...before }, factors).map((x) => tf.keep(x));
    });
    parameter.value.assign(theta);
    tf.dispose([theta, state?.m, state?.v].filter((x) => x !== undefined));
    this.#states.set(parameter, { steps, m, v });
  }

  #factors(steps: number): Factors {
    const [beta1, beta2] = this.betas;
    const stepSize = this.lr / (1 - beta1 ** steps);
    return { beta1, beta2, stepSize, root: Math.sqrt(1 - beta2 ** steps), eps: this.eps };
  }
}

/** Before every step, too: a scheduler or a program may have set others. */
function requireSettings({ lr, betas, eps }: Required<AdamOptions>): void {
  const isSize = (value: number): boolean => Number.isFinite(value) && value >= 0;
  if (!isSize(lr))
    throw new RangeError(`Invalid learning rate: ${lr}. Take a number from 0 on, such as 1e-3.`);
  if (!isSize(eps))
    throw new RangeError(`Invalid epsilon value: ${eps}. Take a number from 0 on, such as 1e-8.`);
  for (const [i, beta] of betas.entries()) {
    if (beta >= 0 && beta < 1) continue;
    throw new RangeError(
      `Invalid beta parameter at index ${i}: ${beta}. Take a number from 0 to less than 1.`,
    );
  }
}

interface State {
  steps: number;
  m: tf.Tensor;
  v: tf.Tensor;
}

/** The scalars of one step: `stepSize` is lr/(1 − β₁ᵏ), `root` is √(1 − β₂ᵏ). */
interface Factors {
  beta1: number;
  beta2: number;
  stepSize: number;
  root: number;
  eps: number;
}

interface Moving {
  theta: tf.Tensor;
  gradient: tf.Tensor;
  m: tf.Tensor;
  v: tf.Tensor;
}

/** PyTorch's names for what it keeps. */
const KEYS = ['step', 'exp_avg', 'exp_avg_sq'] as const;

/** The new θ, m and v. */
function adamUpdate({ theta, gradient, m, v }: Moving, factors: Factors): tf.Tensor[] {
  if (hasKernel(FUSED.adam)) return runFused(FUSED.adam, { theta, gradient, m, v }, factors);
  const { beta1, beta2, stepSize, root, eps } = factors;
  const nextM = tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1));
  const nextV = tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2));
  // √v/root + eps and stepSize, both times root: one pass over the parameter less.
  const denominator = tf.add(tf.sqrt(nextV), eps * root);
  return [tf.sub(theta, tf.div(tf.mul(nextM, stepSize * root), denominator)), nextM, nextV];
}

type Named = [string, UnreadTensor & { value?: tf.Tensor }];

function describe({ steps, m, v }: State): Named[] {
  const step = Float32Array.of(steps);
  return [
    ['step', { dtype: 'float32', shape: [], read: () => ({ dtype: 'float32', shape: [], data: step }) }],
    ['exp_avg', unread(m)],
    ['exp_avg_sq', unread(v)],
  ];
}

function unread(value: tf.Tensor): Named[1] {
  const { shape } = value;
  const read = (): TensorData => {
    const data = value.dataSync<'float32'>();
    // Where the device computes with the very array that it shows.
    return { dtype: 'float32', shape, data: deviceOf(value) === 'cpu' ? data.slice() : data };
  };
  return { dtype: 'float32', shape, value, read };
}

function moment({ data, shape }: TensorData): tf.Tensor {
  return tf.keep(tf.tensor(data as Float32Array, [...shape], 'float32'));
}
