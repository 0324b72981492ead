import * as tf from '@tensorflow/tfjs-core';

/**
 * −Σ p·log softmax(logits), averaged over the batch, as `F.cross_entropy` with probabilities for targets.
 *
 * @param logits [n, classes] or [classes], before any softmax
 * @param probabilities the same shape, floating point; a one-hot row says "certainly this class"
 * @returns a scalar
 */
export function crossEntropy(logits: tf.Tensor, probabilities: tf.Tensor): tf.Scalar {
  requireSameKind(logits, probabilities);
  const examples = logits.rank === 1 ? 1 : logits.shape[0];
  return tf.tidy(() => {
    const perClass = tf.mul(probabilities, tf.logSoftmax(logits)); // [n, classes]
    return tf.div(tf.neg(tf.sum(perClass)), examples);
  });
}

function requireSameKind(logits: tf.Tensor, probabilities: tf.Tensor): void {
  const [got, expected] = [probabilities, logits].map(({ shape }) => `[${shape.join(', ')}]`);
  if (logits.rank < 1 || logits.rank > 2)
    throw new Error(`Expected logits of shape [n, classes], got ${expected}.`);
  if (got !== expected)
    throw new Error(`Expected probabilities of the logits' shape ${expected}, got ${got}.`);
  if (probabilities.dtype === 'float32') return;
  throw new Error(
    `Expected probabilities of dtype float32, got ${probabilities.dtype}: convert them with toFloat().`,
  );
}
