import { expect } from 'chai';
import { engineSentence } from '../../run/engine-sentences';
import { inPortuguese } from '../../run/portuguese';

/** What the engine says of a program that fails. */
function errorOf(run: () => unknown): { name: string; message: string } {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  return expect.fail('it did not throw');
}

class Layer {
  #weights = 1;
  call(): number {
    return this.#weights;
  }
}

const missing = undefined as unknown as { mul(): void };
const value = 7 as unknown as { map(): void; requiresGrad: boolean };

describe('errors of the engine', () => {
  const cases: [run: () => unknown, english: RegExp, portuguese: RegExp][] = [
    [
      () => new Layer().call.call({} as Layer),
      /without the object that it belongs to/,
      /sem o objeto a que pertence/,
    ],
    [() => missing.mul(), /^\.mul is asked of undefined/, /^\.mul é pedido de undefined/],
    [() => value.map(), /^value\.map is not a function: value has no method/, /não é uma função/],
    [
      () => (Layer as unknown as () => void)(),
      /^Layer is a class, and is called like a function/,
      /é uma classe/,
    ],
    [() => [...(value as unknown as number[])], /cannot be taken apart/, /não pode ser desmontado/],
    [
      () => (('0' as unknown as typeof value).requiresGrad = false),
      /is set on 0, a string/,
      /não pode ter propriedades/,
    ],
    [
      () => (Object.freeze([1]) as number[]).push(2),
      /cannot be changed, such as a pair/,
      /algo que não pode mudar/,
    ],
    [
      () =>
        Object.assign(
          new (class {
            get trainable() {
              return 1;
            }
          })(),
          { trainable: 2 },
        ),
      /^\.trainable cannot be set: it can only be read/,
      /não pode ser atribuído: só pode ser lido/,
    ],
    [() => new (value as unknown as new () => void)(), /is no class/, /não é uma classe/],
  ];
  for (const [run, english, portuguese] of cases) {
    const error = errorOf(run);
    it(`become sentences: ${error.message}`, () => {
      const sentence = engineSentence(error) ?? error.message;
      expect(sentence).to.match(english);
      expect(inPortuguese(sentence)).to.match(portuguese);
    });
  }

  const tfjs: [message: string, sentence: string][] = [
    [
      "Argument 'x' passed to 'relu' must be numeric tensor, but got string tensor",
      'relu needs a tensor, and got a text: +, -, * and / do not work on tensors, and + makes a text of them; use their methods, such as add',
    ],
    [
      'Invalid typed array length: 8',
      'something is given to an operation that no tensor can be made of, such as a list of tensors where one tensor belongs',
    ],
    [
      "Argument 'x' passed to 'relu' must be a Tensor or TensorLike, but got 'Promise'",
      'relu needs a tensor, and got a promise: await it',
    ],
    [
      "Argument 'x' passed to 'mean' must be a Tensor or TensorLike, but got 'null'",
      'mean needs a tensor for its x, and got nothing (undefined or null)',
    ],
    [
      'Operands could not be broadcast together with shapes 3,4,4,64 and 3,8,8,32.',
      'shapes [3, 4, 4, 64] and [3, 8, 8, 32] do not fit together: the two tensors of an operation must have the same shape',
    ],
  ];
  for (const [message, sentence] of tfjs) {
    it(`of tfjs become sentences: ${message}`, () => {
      expect(engineSentence({ name: 'Error', message })).to.equal(sentence);
    });
  }

  it('name a missing part where the student asks for it, and a method without its object where that asks', () => {
    const error = {
      name: 'TypeError',
      message: "Cannot read properties of undefined (reading 'parameters')",
    };
    expect(engineSentence({ ...error, own: true })).to.match(
      /^\.parameters is asked of undefined: something/,
    );
    expect(engineSentence({ ...error, own: false })).to.match(/^a method is called without the object/);
  });

  it("say how Python's names are written, in both languages", () => {
    const message = 'model.load_state_dict is not a function';
    const sentence = engineSentence({ name: 'TypeError', message })!;
    expect(sentence).to.contain('(names are written like loadStateDict here)');
    expect(inPortuguese(sentence)).to.match(
      /^model\.load_state_dict não é uma função: .*aqui os nomes se escrevem/,
    );
    const other = inPortuguese(
      engineSentence({ name: 'TypeError', message: 'p.requiresGrad is not a function' })!,
    );
    expect(other).to.match(
      /^p\.requiresGrad não é uma função: p não tem método com este nome, ou requiresGrad/,
    );
  });

  it('stay as they are where they are not known', () => {
    expect(engineSentence({ name: 'Error', message: 'the loader is empty' })).to.equal(null);
  });
});

describe('messages in Portuguese', () => {
  const cases: [english: string, portuguese: string][] = [
    [
      'The state dict does not fit Linear, so nothing was loaded:\n  missing from the state dict: bias\n  weight: the state dict has shape [10, 64], the model has [20, 64]\n  … and 93 more',
      'O state dict não serve em Linear, e nada foi carregado:\n  faltam no state dict: bias\n  weight: o state dict tem a forma [10, 64], o modelo tem [20, 64]\n  … e mais 93',
    ],
    [
      'Conv2d(3, 4) expects [n, h, w, 3], got [1, 3, 8, 8]. The channels come last here: transpose [0, 2, 3, 1].',
      'Conv2d(3, 4) espera [n, h, w, 3], e recebeu [1, 3, 8, 8]. Aqui os canais vêm por último: use transpose [0, 2, 3, 1].',
    ],
    [
      'relu() takes one tensor; it was given a text: +, -, * and / do not compute with tensors, their methods do, such as add.',
      'relu() recebe um tensor; recebeu um texto: +, -, * e / não calculam com tensores, os métodos deles sim, como add.',
    ],
    ["PyTorch's x.to(…) is to(x, device) here.", 'O x.to(…) do PyTorch aqui é to(x, device).'],
    [
      'A tensor is used after it was freed by dispose() at line 12 of freeze.ts; free it after its last use.',
      'Um tensor é usado depois de ser liberado por dispose() na linha 12 de freeze.ts; libere-o depois do último uso.',
    ],
    [
      'Conv2d(3, 4) got a tensor that was freed by tf.tidy at line 3 of a-b.ts; tidy keeps only what its function returns.',
      'Conv2d(3, 4) recebeu um tensor já liberado por tf.tidy na linha 3 de a-b.ts; tidy só mantém o que sua função devolve.',
    ],
    [
      'A tensor of the result is given back after it was freed when the call that made it ended; a call keeps only what it returns.',
      'Um tensor do resultado é devolvido depois de ser liberado quando terminou a chamada que o fez; uma chamada só mantém o que devolve.',
    ],
    [
      'expected 3, got undefined; a function gives undefined when it ends without return',
      'esperava 3, obtive undefined; uma função dá undefined quando termina sem return',
    ],
    ['X: expected shape [2, 3], got [3, 2]', 'X: esperava a forma [2, 3], obtive [3, 2]'],
    [
      '1 of 6 elements differ; largest difference 1.00 at [0]: expected 1, got 2',
      '1 de 6 elementos diferem; maior diferença 1.00 em [0]: esperava 1, obtive 2',
    ],
    ['src/a.ts is not written yet', 'src/a.ts ainda não foi escrito'],
    [
      'did not finish within 0.5 s; look for a loop or a promise that never ends',
      'não terminou em 0,5 s; procure um laço ou uma promessa sem fim',
    ],
    ['x: expected 0.5, got 1.5', 'x: esperava 0.5, obtive 1.5'],
    [
      'stack() takes tensors; element 2 is not one: it is undefined: something is missing, or a function has no return.',
      'stack() recebe tensores; o elemento 2 não é um: é undefined: falta algo, ou uma função não tem return.',
    ],
    [
      'stack() takes tensors; element 0 is not one: it is a pair or list of tensors: take it apart (of 2).',
      'stack() recebe tensores; o elemento 0 não é um: é um par ou uma lista de tensores: desmonte-o (de 2).',
    ],
    [
      'stack() takes a list of tensors; it was given one tensor, int32 [2]: a list is written [a, b].',
      'stack() recebe uma lista de tensores; recebeu um só tensor, int32 [2]: uma lista se escreve [a, b].',
    ],
    [
      'to() moves one tensor; it was given the function getX: call it with (…).',
      'to() recebe um tensor; recebeu a função getX: chame-a com (…).',
    ],
    [
      'to() moves one tensor; it was given of the class Map.',
      'to() recebe um tensor; recebeu da classe Map.',
    ],
    [
      'This tensor holds no data: it was freed by dispose() at line 7 of a.ts; free it after its last use.',
      'Este tensor não tem mais dados: foi liberado por dispose() na linha 7 de a.ts; libere-o depois do último uso.',
    ],
    [
      "the result's pair[0] is a function, which is not data",
      'em pair[0] do resultado há algo do tipo function, que não é um dado',
    ],
    ['it used more than 2048 MB of memory', 'usou mais de 2048 MB de memória'],
    ["the student's own words", "the student's own words"],
  ];
  for (const [english, portuguese] of cases) {
    it(`say: ${portuguese}`, () => {
      expect(inPortuguese(english)).to.equal(portuguese);
    });
  }
});
