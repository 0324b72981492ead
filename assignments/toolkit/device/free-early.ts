import * as tf from '@tensorflow/tfjs-core';

import { disposeUnseen } from './disposals';

/**
 * Lets a backward pass free what it is done with: what an operation kept for it, and the gradient of the operation's
 * output. tfjs keeps both until the whole pass is over, which takes twice the memory.
 */
export function freeAsGradientsAreComputed(): void {
  const engine = tf.engine() as unknown as Engine;
  const { addTapeNode, gradients } = engine;
  let run: Run | undefined;
  engine.gradients = function (...args) {
    const outer = run;
    // Who computes gradients of gradients needs everything until the last of them.
    run = this.state.gradientDepth === 0 ? { results: new Map(), used: [] } : undefined;
    try {
      return gradients.apply(this, args);
    } finally {
      run = outer;
    }
  };
  engine.addTapeNode = function (...args) {
    addTapeNode.apply(this, args);
    const node = this.state.activeTape.at(-1);
    if (run && node?.gradient) node.gradient = freeing(this, { ...node, gradient: node.gradient }, run);
  };
}

/** The part of tfjs's engine that this is about. */
interface Engine {
  state: { gradientDepth: number; activeTape: Operation[] };
  nextTensorId(): number;
  gradients(...args: unknown[]): unknown;
  addTapeNode(...args: unknown[]): void;
}

/** The gradients of an operation's outputs become functions for those of its inputs. */
type Gradient = (dys: (tf.Tensor | null)[]) => Record<string, () => tf.Tensor>;

/** An operation that was noted down. */
interface Operation {
  saved: tf.Tensor[];
  gradient?: Gradient;
}

/** A backward pass. */
interface Run {
  /** Tensors with lower numbers are not the pass's own. */
  firstId?: number;
  /** What goes when the next operation comes. */
  used: tf.Tensor[];
  /** Gradients that are still needed, and by how many operations. */
  results: Map<tf.Tensor, number>;
}

function freeing(engine: Engine, { saved, gradient }: Required<Operation>, run: Run): Gradient {
  return (dys) => {
    if (engine.state.gradientDepth > 0) return gradient(dys);
    run.firstId ??= engine.nextTensorId();
    for (const tensor of run.used) if (!run.results.has(tensor)) disposeUnseen(tensor);
    const slopes = Object.entries(gradient(dys)).map(([name, slope]) => [name, () => noted(slope(), run)]);
    run.used = [...saved, ...dys.filter((dy) => dy !== null).filter((dy) => isLast(dy, run))];
    return Object.fromEntries(slopes) as ReturnType<Gradient>;
  };
}

/** One tensor may be the gradient of several inputs. */
function noted(dx: tf.Tensor, { results }: Run): tf.Tensor {
  results.set(dx, (results.get(dx) ?? 0) + 1);
  return dx;
}

/** Whether nobody needs the gradient of an output any more when the operation's own gradients are computed. */
function isLast(dy: tf.Tensor, { firstId, results }: Run): boolean {
  const others = (results.get(dy) ?? 1) - 1;
  if (others > 0) results.set(dy, others);
  else results.delete(dy);
  return others === 0 && dy.id >= firstId! && !dy.kept;
}
