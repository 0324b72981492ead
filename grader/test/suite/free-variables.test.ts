import { expect } from 'chai';
import fs from 'node:fs';
import { AuthorError } from '../../errors';
import { callbackSource } from '../../suite/free-variables';

/** Stands for a lab; what is in it does not matter, nothing here is called. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the callbacks below are only read
type Any = any;
type Callback = (lab: Any, argument: Any) => unknown;

const outer = 3;
const other = 'text';
function helper() {}
class Outer {}

const TRAVELS: Record<string, Callback> = {
  'its parameters': (lab, argument) => lab.mean(argument),
  'destructured parameters, renamed and with defaults': (
    { mean: average = Math.max },
    { values: [first, ...rest] = [1] },
  ) => average(first, rest),
  'nested functions, their names and parameters': (lab) => {
    const double = (outer: number) => 2 * outer;
    function inner(value: number): number {
      return value > 0 ? inner(value - 1) : double(lab.one);
    }
    return inner(3);
  },
  'a local variable that shadows an outside one': () => {
    const outer = 1;
    {
      let other = outer;
      other += 1;
      return other;
    }
  },
  'variables that var and function declarations hoist': () => {
    used = hoisted();
    // eslint-disable-next-line no-var -- hoisting is what is asked about
    var used;
    function hoisted() {
      return 1;
    }
    return used;
  },
  'catch parameters, with and without a pattern': () => {
    try {
      return 1;
    } catch ({ message: outer }: Any) {
      return outer;
    }
  },
  'async, await and loops over promises': async ({ load }) => {
    const all = [];
    for await (const item of load()) all.push(item);
    for (const [key, value] of Object.entries(await load())) all.push(key, value);
    return all;
  },
  'a class of its own, with private fields and this': (lab) => {
    class Inner extends lab.Base {
      #count = 0;
      static total = 0;
      add() {
        this.#count += 1;
        return super.add(Inner.total, this.#count);
      }
    }
    return new Inner().add();
  },
  'labels, properties and object keys of an outside name': (lab) => {
    outer: for (;;) {
      if (lab.outer) break outer;
      return {
        outer: 1,
        other() {},
        get helper() {
          return 1;
        },
      };
    }
    return 2;
  },
  "the language's and Node's globals": () => [
    globalThis,
    process,
    Buffer,
    setTimeout,
    structuredClone,
    Math,
    undefined,
    NaN,
  ],
  'a function expression with its own name and arguments': function named(lab) {
    return arguments.length > 2 ? named : lab;
  },
  'typeof something that may not exist in the sandbox': (lab) => typeof lab,
};

const outside: [what: string, callback: Callback, names: string][] = [
  ['a constant', (lab) => lab.mean(outer), 'outer'],
  ['several names, each once', (lab) => [lab, outer, other, outer], 'outer, other'],
  ['a function', () => helper(), 'helper'],
  ['a class', () => new Outer(), 'Outer'],
  ['a default value', (lab, value = outer) => value, 'outer'],
  ['a computed key', () => ({ [other]: 1 }), 'other'],
  ['shorthand', () => ({ outer }), 'outer'],
  ['a template', () => `${other}`, 'other'],
  ['a closure inside it', () => () => () => outer, 'outer'],
  [
    'a use before a block that shadows it',
    () => [
      outer,
      (() => {
        const outer = 1;
        return outer;
      })(),
    ],
    'outer',
  ],
  ['an import', () => expect(1), 'expect (an import)'],
  ['a namespace import', () => fs.readFileSync('x'), 'default (an import)'],
];

describe('the callback of evaluate()', () => {
  for (const [what, callback] of Object.entries(TRAVELS)) {
    it(`may use ${what}`, () => expect(callbackSource(callback)).to.equal(callback.toString()));
  }

  for (const [what, callback, names] of outside) {
    it(`may not use ${what} from outside`, () => {
      expect(() => callbackSource(callback)).to.throw(AuthorError, `cannot see: ${names}.`);
    });
  }

  it('is told how to pass what it wants', () => {
    expect(() => callbackSource((lab: Any) => lab.mean(outer))).to.throw(
      'The callback of evaluate() runs in the sandbox and cannot see: outer. ' +
        'Pass data as the argument: evaluate((lab, { outer }) => ..., { outer }). Functions and classes come from the lab.',
    );
  });

  it('is told to leave expect() outside', () => {
    expect(() => callbackSource(() => expect(1).to.equal(1))).to.throw(
      'cannot see: expect (an import). Return the value and expect() something of it outside.',
    );
  });

  it('is told about a variable that nobody declared', () => {
    const callback = new Function('return (lab) => { leaked = lab; };')() as Callback;
    expect(() => callbackSource(callback)).to.throw(AuthorError, 'cannot see: leaked.');
  });

  it('is told that require is not there', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    expect(() => callbackSource(() => require('node:fs'))).to.throw(AuthorError, 'cannot see: require.');
  });

  const methods: [what: string, callback: Callback][] = [
    [
      'a method',
      {
        method(lab: Any) {
          return lab;
        },
      }.method,
    ],
    [
      'an async method',
      {
        async method(lab: Any) {
          return lab;
        },
      }.method,
    ],
    [
      'a generator method',
      {
        *method(lab: Any) {
          yield lab;
        },
      }.method,
    ],
    ['a bound function', ((lab: Any) => lab).bind(null)],
    ['a function of the language', Math.max as Callback],
  ];
  for (const [what, callback] of methods) {
    it(`cannot be ${what}`, () => {
      expect(() => callbackSource(callback)).to.throw(
        AuthorError,
        'takes an arrow function or a function expression',
      );
    });
  }

  it('cannot be anything but a function', () => {
    for (const value of [undefined, null, 3, 'lab => lab', {}])
      expect(() => callbackSource(value as never)).to.throw(AuthorError, 'takes an arrow function');
  });
});
