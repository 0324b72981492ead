import * as tf from '@tensorflow/tfjs-core';

import type { getBatchAt } from './src/get-batch-at';
import type { residualForward } from './src/residual-forward';
import type { transform } from './src/transform';

/**
 * The student's `residualForward`, which throws when it returns a promise or uses its input after it freed it: tfjs
 * says of both what only those understand who know its insides.
 */
export function checkedForward(forward: typeof residualForward): typeof residualForward {
  return (block, x) => {
    const y: unknown = withoutDisposing(x, () => forward(block, x));
    if (y instanceof Promise) {
      // Nobody waits for it, so nobody would see it fail.
      y.catch(() => undefined);
      throw mistake({
        en: 'residualForward returned a promise; it must not be async',
        'pt-BR': 'residualForward devolveu uma promessa; não pode ser async',
      });
    }
    return y as tf.Tensor4D;
  };
}

function withoutDisposing<R>(x: tf.Tensor, use: () => R): R {
  const isThere = x instanceof tf.Tensor && !x.isDisposed;
  try {
    return use();
  } catch (error) {
    if (!isThere || !x.isDisposed) throw error;
    throw mistake({
      en: 'residualForward disposed x and then used it; leave x as it is, whoever made it frees it',
      'pt-BR': 'residualForward liberou x e depois o usou; deixe x como está, quem o criou o libera',
    });
  }
}

/** The student's two functions that make batches. */
export interface BatchParts {
  transform: typeof transform;
  getBatchAt: typeof getBatchAt;
}

/**
 * The same functions, which throw when they return something else than two tensors. Whoever uses what they return
 * would trip over it later, in another file.
 */
export function withChecks({ transform, getBatchAt }: BatchParts): BatchParts {
  return {
    async transform(...parameters) {
      const pair: unknown = await transform(...parameters);
      requirePair({ file: 'src/transform.ts', name: 'transform', pair: 'tuple(x, y)' }, pair);
      return pair as Awaited<ReturnType<BatchParts['transform']>>;
    },
    async getBatchAt(...parameters) {
      const batch: unknown = await getBatchAt(...parameters);
      requirePair({ file: 'src/get-batch-at.ts', name: 'getBatchAt', pair: 'tuple(X, Y)' }, batch);
      return batch as Awaited<ReturnType<BatchParts['getBatchAt']>>;
    },
  };
}

interface Wanted {
  file: string;
  /** The function's. */
  name: string;
  /** What it must return. */
  pair: string;
}

function requirePair({ file, name, pair }: Wanted, value: unknown): void {
  const isPair = Array.isArray(value) && value.length === 2;
  const wanted = (must: string, tensors: string) => `${file}: ${name} ${must} ${pair}, ${tensors}`;
  const [en, pt] = [wanted('must return', 'two tensors'), wanted('precisa devolver', 'dois tensores')];
  if (!isPair) {
    const it = describe(value);
    throw mistake({ en: `${en}; it returned ${it.en}`, 'pt-BR': `${pt}; devolveu ${it['pt-BR']}` });
  }
  const stranger = value.findIndex((half) => !(half instanceof tf.Tensor));
  if (stranger < 0) return;
  const it = describe(value[stranger]);
  throw mistake({
    en: `${en}; its ${['first', 'second'][stranger]} value is ${it.en}`,
    'pt-BR': `${pt}; o ${['primeiro', 'segundo'][stranger]} valor é ${it['pt-BR']}`,
  });
}

/** What a student reads, in both languages. */
type Text = Record<'en' | 'pt-BR', string>;

/** Has no stack: it would lead to the student's function that waits for this one. */
function mistake({ en, 'pt-BR': portuguese }: Text): Error {
  return Object.assign(new Error(en), { stack: en, 'pt-BR': portuguese });
}

function describe(value: unknown): Text {
  if (value === undefined)
    return {
      en: 'undefined, as a function does that ends without return',
      'pt-BR': 'undefined, como uma função que termina sem return',
    };
  if (Array.isArray(value))
    return { en: `a list of ${value.length}`, 'pt-BR': `uma lista de ${value.length}` };
  if (value instanceof tf.Tensor) return { en: 'one tensor', 'pt-BR': 'um tensor só' };
  if (value instanceof Promise) return { en: 'a promise: await it', 'pt-BR': 'uma promessa: use await' };
  if (typeof value === 'string')
    return { en: `the text ${JSON.stringify(value)}`, 'pt-BR': `o texto ${JSON.stringify(value)}` };
  const name = typeof value === 'object' ? value?.constructor?.name : undefined;
  return name
    ? { en: `of the class ${name}`, 'pt-BR': `da classe ${name}` }
    : { en: String(value), 'pt-BR': String(value) };
}
