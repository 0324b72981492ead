import * as tf from '@tensorflow/tfjs-core';

/**
 * Einstein's sums by products of matrices, operand after operand: 'bhqd,bhkd->bhqk'.
 *
 * @param equation letters for axes, as in `torch.einsum`; without an arrow, those that occur once, in order
 */
export function composeEinsum(equation: string, operands: tf.Tensor[]): tf.Tensor {
  const [left, right] = equation.replaceAll(' ', '').split('->');
  const letters = left.split(',');
  const output = right ?? [...left.replaceAll(',', '')].filter(isAlone).sort().join('');
  const terms = operands.map((x, i) => diagonal({ x, axes: letters[i] }));
  const { x, axes } = terms.reduce((a, b, i) => {
    const later = terms.slice(i + 1).map((term) => term.axes);
    return product(a, b, output + later.join(''));
  });
  return arranged(summed({ x, axes }, output), output);
}

function isAlone(letter: string, _i: number, all: string[]): boolean {
  return all.filter((other) => other === letter).length === 1;
}

/** A tensor with a letter for each of its axes. */
interface Term {
  x: tf.Tensor;
  axes: string;
}

/** 'ii' is the diagonal of a matrix. */
function diagonal({ x, axes }: Term): Term {
  const at = [...axes].findIndex((letter, i) => axes.indexOf(letter) < i);
  if (at < 0) return { x, axes };
  const first = axes.indexOf(axes[at]);
  const length = x.shape[at];
  const shape = x.shape.map((_, i) => (i === first || i === at ? length : 1));
  const kept = tf.sum(tf.mul(x, tf.reshape(tf.eye(length), shape)), at);
  return diagonal({ x: kept, axes: axes.slice(0, at) + axes.slice(at + 1) });
}

/** Without the axes that nobody needs any more. */
function summed({ x, axes }: Term, needed: string): Term {
  const gone = [...axes].flatMap((letter, i) => (needed.includes(letter) ? [] : [i]));
  if (gone.length === 0) return { x, axes };
  return { x: tf.sum(x, gone), axes: [...axes].filter((letter) => needed.includes(letter)).join('') };
}

/** [shared, a's own, summed] times [shared, summed, b's own]. */
function product(left: Term, right: Term, needed: string): Term {
  const a = summed(left, needed + right.axes);
  const b = summed(right, needed + left.axes);
  const both = [...a.axes].filter((letter) => b.axes.includes(letter));
  const shared = both.filter((letter) => needed.includes(letter)).join('');
  const gone = both.filter((letter) => !needed.includes(letter)).join('');
  const own = (axes: string): string => [...axes].filter((letter) => !both.includes(letter)).join('');
  const [rows, columns] = [own(a.axes), own(b.axes)];
  const y = tf.matMul(
    grouped(a, [shared, rows, gone]) as tf.Tensor3D,
    grouped(b, [shared, gone, columns]) as tf.Tensor3D,
  );
  const lengths = new Map([...lengthsOf(a), ...lengthsOf(b)]);
  const axes = shared + rows + columns;
  return {
    x: tf.reshape(
      y,
      [...axes].map((letter) => lengths.get(letter)!),
    ),
    axes,
  };
}

/** Axes in three groups, each made one. */
function grouped(term: Term, groups: string[]): tf.Tensor {
  const lengths = lengthsOf(term);
  const sizes = groups.map((letters) =>
    [...letters].reduce((size, letter) => size * lengths.get(letter)!, 1),
  );
  return tf.reshape(arranged(term, groups.join('')), sizes);
}

function arranged({ x, axes }: Term, order: string): tf.Tensor {
  return tf.transpose(
    x,
    [...order].map((letter) => axes.indexOf(letter)),
  );
}

function lengthsOf({ x, axes }: Term): Map<string, number> {
  return new Map([...axes].map((letter, i) => [letter, x.shape[i]]));
}
