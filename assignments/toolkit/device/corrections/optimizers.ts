import * as tf from '@tensorflow/tfjs-core';

/**
 * Replaces Adadelta's step. The one of tfjs divides by the mean square of the gradients before the last; so both of its
 * means stay equal, and it is plain gradient descent.
 */
export function correctOptimizers(): void {
  tf.AdadeltaOptimizer.prototype.applyGradients = function (gradients) {
    const state = this as unknown as Adadelta;
    const entries = Array.isArray(gradients)
      ? gradients.map(({ name, tensor }) => [name, tensor] as const)
      : Object.entries(gradients);
    for (const [i, [name, gradient]] of entries.entries()) {
      const value = tf.engine().registeredVariables[name];
      const mean = (state.accumulatedGrads[i] ??= zerosBeside(value, `${name}/accum_grad`));
      const update = (state.accumulatedUpdates[i] ??= zerosBeside(value, `${name}/accum_var`));
      if (gradient)
        tf.tidy(() => step(state, { value, gradient, mean: mean.variable, update: update.variable }));
    }
    state.incrementIterations();
  };
}

/** What tfjs's class keeps, and saves, under these names. */
interface Adadelta {
  learningRate: number;
  rho: number;
  epsilon: number;
  accumulatedGrads: Accumulated[];
  accumulatedUpdates: Accumulated[];
  incrementIterations(): void;
}

interface Accumulated {
  originalName: string;
  variable: tf.Variable;
}

function zerosBeside(value: tf.Tensor, originalName: string): Accumulated {
  return { originalName, variable: tf.tidy(() => tf.variable(tf.zerosLike(value), false)) };
}

interface Parameter {
  value: tf.Variable;
  gradient: tf.Tensor;
  mean: tf.Variable;
  update: tf.Variable;
}

/** dw = √(E[dw²] + ε)/√(E[g²] + ε)·g, as in torch.optim.Adadelta. */
function step({ learningRate, rho, epsilon }: Adadelta, { value, gradient, mean, update }: Parameter): void {
  const blend = (before: tf.Tensor, square: tf.Tensor): tf.Tensor =>
    tf.add(tf.mul(before, rho), tf.mul(square, 1 - rho));
  const root = (x: tf.Tensor): tf.Tensor => tf.sqrt(tf.add(x, epsilon));
  mean.assign(blend(mean, tf.square(gradient)));
  const change = tf.mul(tf.div(root(update), root(mean)), gradient);
  update.assign(blend(update, tf.square(change)));
  value.assign(tf.sub(value, tf.mul(change, learningRate)));
}
