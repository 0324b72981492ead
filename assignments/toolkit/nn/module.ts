import * as tf from '@tensorflow/tfjs-core';

import { loadInto, type LoadOptions, type LoadResult, type Loadable } from './load-state-dict';
import { Parameter } from './parameter';
import { isStored, type Stored } from './stored';
import type { StateDict } from './tensor-data';

/**
 * A part of a network, as `torch.nn.Module`: it finds its parameters, buffers and sub-modules among its own
 * properties, in the order they were first assigned. A property `runningMean` is called `running_mean` in the
 * state dict. Functions and other values are not part of it.
 */
export abstract class Module {
  /** Whether the module behaves as in training (batch statistics) or as in evaluation (running statistics). */
  training = true;

  /** What the module computes. Run it with `call`, which also frees what is left over. */
  abstract forward(...inputs: tf.Tensor[]): tf.Tensor;

  /** Runs `forward` and frees every tensor it made except the result. */
  call(...inputs: Parameters<this['forward']>): ReturnType<this['forward']> {
    return tf.tidy(() => this.forward(...inputs)) as ReturnType<this['forward']>;
  }

  /** This module and everything inside it, depth first, each once. */
  modules(): Module[] {
    return withoutNames(this.namedModules());
  }

  /** `modules()` with their names; the name of this module itself is ''. */
  namedModules(): Named<Module>[] {
    return eachOnce(walk(this));
  }

  /** Every parameter, each once, in the order of the state dict. */
  parameters(): Parameter[] {
    return withoutNames(this.namedParameters());
  }

  /** `parameters()` with their names, such as 'layer1.0.conv1.weight'. */
  namedParameters(): Named<Parameter>[] {
    return eachOnce(allStored(this)).filter(
      (entry): entry is Named<Parameter> => entry[1] instanceof Parameter,
    );
  }

  /** Every value of the state that is not a parameter, each once. */
  buffers(): Stored[] {
    return withoutNames(this.namedBuffers());
  }

  /** `buffers()` with their names, such as 'bn1.running_mean'. */
  namedBuffers(): Named<Stored>[] {
    return eachOnce(allStored(this)).filter(([, value]) => !(value instanceof Parameter));
  }

  /** A copy of the whole state as plain data, by PyTorch's names and in PyTorch's layout. */
  stateDict(): StateDict {
    return new Map(this.namedState().map(([name, value]) => [name, value.read()]));
  }

  /** The values of the state dict by their names, each to be read when it is needed. */
  namedState(): Named<Stored>[] {
    return allStored(this);
  }

  /**
   * Copies values into the model. Nothing is copied unless everything fits. A float32 array is only copied when the
   * model first computes with it: leave it as it is until then.
   *
   * @param stateDict values in PyTorch's layout; a tensor is read as it is
   * @param options `strict: false` tolerates missing and unexpected keys, never a wrong shape
   * @returns the keys that were missing or unexpected
   * @throws Error listing missing keys, unexpected keys and wrong shapes
   */
  loadStateDict(stateDict: Loadable, options: LoadOptions = {}): LoadResult {
    return loadInto(this.constructor.name, new Map(allStored(this)), { stateDict, ...options });
  }

  /** Switches this module and everything inside it to training, or with false to evaluation. */
  train(mode = true): this {
    for (const module of this.modules()) module.training = mode;
    return this;
  }

  /** Switches to evaluation: batch norms use their running statistics and leave them as they are. */
  eval(): this {
    return this.train(false);
  }

  /** Frees the device memory of every parameter and buffer. The module cannot be used afterwards. */
  dispose(): void {
    for (const [, value] of allStored(this)) value.dispose();
  }
}

type Named<T> = [name: string, value: T];

/** Children are found by their class, so that an identity written as a function is not one. */
function* walk(module: Module, prefix = ''): Generator<Named<Module>> {
  yield [prefix, module];
  for (const [key, value] of Object.entries(module)) {
    if (value instanceof Module) yield* walk(value, join(prefix, key));
  }
}

/** Parameters before buffers in each module, modules before what is inside them: PyTorch's order. */
function allStored(root: Module): Named<Stored>[] {
  return [...walk(root)].flatMap(([prefix, module]) => {
    const own = Object.entries(module).filter((entry): entry is Named<Stored> => isStored(entry[1]));
    const [parameters, buffers] = [true, false].map((wanted) =>
      own.filter(([, value]) => value instanceof Parameter === wanted),
    );
    return [...parameters, ...buffers].map(([key, value]): Named<Stored> => [join(prefix, key), value]);
  });
}

function join(prefix: string, property: string): string {
  const name = property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return prefix ? `${prefix}.${name}` : name;
}

function eachOnce<T>(entries: Iterable<Named<T>>): Named<T>[] {
  const seen = new Set<T>();
  return [...entries].filter(([, value]) => !seen.has(value) && seen.add(value));
}

function withoutNames<T>(entries: Named<T>[]): T[] {
  return entries.map(([, value]) => value);
}
