import { AssertionError, expect as check } from 'chai';
import { AuthorError } from '../../errors';
import type { TensorFailure } from '../../suite/failed-comparison';
import { expect, tensor } from '../../suite/index';

/** What an assertion of a suite throws. */
function failureOf(assertion: () => unknown): Error & { tensorFailure?: TensorFailure } {
  try {
    assertion();
  } catch (error) {
    return error as Error;
  }
  throw new Error('the assertion passed');
}

const x = tensor('float32', [2, 3], [1, 2, 3, 4, 5, 6]);

describe('equalTensor', () => {
  const equal = [
    ['the same numbers', [1, 2], [1, 2]],
    ['NaN and NaN', [NaN, 1], [NaN, 1]],
    ['0 and -0', [0, -0], [-0, 0]],
    ['infinities of one sign', [Infinity, -Infinity], [Infinity, -Infinity]],
  ] as const;
  for (const [what, actual, expected] of equal) {
    it(`takes ${what} as equal`, () => {
      expect(tensor('float32', [2], actual)).to.equalTensor(tensor('float32', [2], expected));
    });
  }

  const unequal = [
    [
      'a difference of one bit',
      [1 + 2 ** -23, 2],
      [1, 2],
      '1.19e-7 at [0]: expected 1, got 1.0000001192092896',
    ],
    ['a number for NaN', [1, 2], [NaN, 2], 'Infinity at [0]: expected NaN, got 1'],
    [
      'infinities of two signs',
      [Infinity, 2],
      [-Infinity, 2],
      'Infinity at [0]: expected -Infinity, got Infinity',
    ],
    ['an infinity for a number', [1, Infinity], [1, 2], 'Infinity at [1]: expected 2, got Infinity'],
  ] as const;
  for (const [what, actual, expected, message] of unequal) {
    it(`refuses ${what}`, () => {
      const failure = failureOf(() =>
        expect(tensor('float32', [2], actual)).to.equalTensor(tensor('float32', [2], expected)),
      );
      check(failure).to.be.instanceOf(AssertionError);
      check(failure.message).to.equal(`1 of 2 elements differ; largest difference ${message}`);
    });
  }

  it('counts the elements that are NaN', () => {
    const lost = tensor('float32', [2, 3], [NaN, 2, 3, NaN, 5, 6]);
    const expected = tensor('float32', [2, 3], [NaN, 2, 3, 4, 5, 6]);
    check(failureOf(() => expect(lost).to.equalTensor(expected)).message).to.equal(
      '1 of 6 elements are NaN, the first at [1, 0]: expected 4',
    );
  });

  it('says where the largest difference is, in as many indices as there are axes', () => {
    const other = tensor('float32', [2, 3], [1, 2, 3.5, 4, 7, 6]);
    check(failureOf(() => expect(other).to.equalTensor(x)).message).to.equal(
      '2 of 6 elements differ; largest difference 2.00 at [1, 1]: expected 5, got 7',
    );
  });

  it('compares tensors without elements and scalars', () => {
    expect(tensor('int32', [0, 3], [])).to.equalTensor(tensor('int32', [0, 3], []));
    const scalars = () => expect(tensor('int32', [], [1])).to.equalTensor(tensor('int32', [], [2]));
    check(failureOf(scalars).message).to.include('at []: expected 2, got 1');
  });

  it('begins with the words its author gave', () => {
    check(failureOf(() => expect(x, 'the batch').to.equalTensor(tensor('int32', [1], [1]))).message).to.match(
      /^the batch: expected shape/,
    );
  });
});

const NOT_TENSORS: [what: string, value: unknown, shown: string][] = [
  ['undefined', undefined, 'undefined'],
  ['null', null, 'null'],
  ['a number', 3, '3'],
  ['NaN', NaN, 'NaN'],
  ['text', 'tensor', '"tensor"'],
  ['a list', [1, 2, 3], '[1, 2, 3]'],
  [
    'an object with the keys of one',
    { dtype: 'float32', shape: [1], data: [1] },
    '{dtype: "float32", shape: [1], data: [1]}',
  ],
  ['a typed array', Float32Array.of(1, 2), 'Float32Array [2]: 1, 2'],
];

describe('a tensor assertion on what is no tensor', () => {
  for (const [what, value, shown] of NOT_TENSORS) {
    it(`fails for ${what}, whichever assertion it is`, () => {
      const assertions = [
        () => expect(value).to.equalTensor(x),
        () => expect(value).to.not.equalTensor(x),
        () => expect(value).to.be.closeToTensor(x, { norm: 1 }),
        () => expect(value).to.not.be.closeToTensor(x, { norm: 1 }),
        () => expect(value).to.be.a.tensor(),
      ];
      for (const assertion of assertions) {
        const failure = failureOf(assertion);
        check(failure).to.be.instanceOf(AssertionError);
        check(failure.message).to.equal(`expected a tensor, got ${shown}`);
      }
    });
  }
});

describe('a tensor of another form', () => {
  const forms: [what: string, actual: Parameters<typeof tensor>, message: string][] = [
    ['shape', ['float32', [3, 2], [1, 2, 3, 4, 5, 6]], 'expected shape [2, 3], got [3, 2]'],
    ['number of axes', ['float32', [6], [1, 2, 3, 4, 5, 6]], 'expected shape [2, 3], got [6]'],
    ['dtype', ['int32', [2, 3], [1, 2, 3, 4, 5, 6]], 'expected dtype float32, got int32'],
    ['scalar shape', ['float32', [], [1]], 'expected shape [2, 3], got []'],
  ];
  for (const [what, actual, message] of forms) {
    it(`fails by its ${what}, before any number is compared`, () => {
      const failure = failureOf(() => expect(tensor(...actual)).to.be.closeToTensor(x, { absolute: 1e9 }));
      check(failure.message).to.equal(message);
      check(failure.tensorFailure).to.include({
        difference: null,
        expectedText: 'float32 [2, 3]: 1, 2, 3, 4, 5, 6',
      });
    });
  }

  it('is another tensor, too', () => {
    expect(tensor('int32', [1], [1])).to.not.equalTensor(x);
    expect(tensor('float32', [2, 3], [1, 2, 3, 4, 5, 7])).to.not.equalTensor(x);
    check(failureOf(() => expect(x).to.not.equalTensor(x)).message).to.equal(
      'expected a tensor other than float32 [2, 3]: 1, 2, 3, 4, 5, 6',
    );
  });

  it('can be asked for alone', () => {
    expect(x).to.be.a.tensor({ dtype: 'float32', shape: [2, 3] });
    expect(x).to.not.be.a.tensor({ dtype: 'int32' });
    check(failureOf(() => expect(x).to.be.a.tensor({ dtype: 'bool' })).message).to.equal(
      'expected dtype bool, got float32',
    );
    check(failureOf(() => expect(x).to.not.be.a.tensor()).message).to.match(
      /^expected anything but a tensor/,
    );
  });
});

describe('closeToTensor', () => {
  const off = tensor('float32', [2, 3], [1, 2, 3, 4, 5, 6.5]);
  const limits = [
    [{ norm: 0.5 }, { norm: 0.49 }, 'the norm of the difference is 0.500, allowed is 0.49'],
    [{ absolute: 0.5 }, { absolute: 0.49 }, 'the largest difference is 0.500, allowed is 0.49'],
    [{ relative: 0.0525 }, { relative: 0.0524 }, 'the relative difference is 0.0524, allowed is 0.0524'],
  ] as const;
  for (const [passes, fails, message] of limits) {
    it(`allows ${JSON.stringify(passes)} and not ${JSON.stringify(fails)}`, () => {
      expect(off).to.be.closeToTensor(x, passes);
      check(failureOf(() => expect(off).to.be.closeToTensor(x, fails)).message).to.equal(
        `${message}; largest difference 0.500 at [1, 2]: expected 6, got 6.5`,
      );
    });
  }

  it('is not made generous by an infinity or a NaN that is expected', () => {
    const expected = (special: number) => tensor('float32', [2], [special, 1]);
    for (const special of [Infinity, NaN]) {
      expect(expected(special)).to.be.closeToTensor(expected(special), { relative: 1e-6 });
      const wrong = tensor('float32', [2], [special, 100]);
      check(
        failureOf(() => expect(wrong).to.be.closeToTensor(expected(special), { relative: 1e-6 })).message,
      ).to.match(/^the relative difference is 99\.0/);
    }
  });

  it('measures an expected zero absolutely', () => {
    const zero = tensor('float32', [1], [0]);
    const near = tensor('float32', [1], [1e-3]);
    expect(near).to.be.closeToTensor(zero, { relative: 1e-2 });
    check(failureOf(() => expect(near).to.be.closeToTensor(zero, { relative: 1e-4 })).message).to.match(
      /0\.00100/,
    );
  });

  it('refuses NaN, however wide the tolerance', () => {
    const lost = tensor('float32', [2, 3], [1, 2, 3, 4, 5, NaN]);
    for (const tolerance of [{ norm: 1e30 }, { relative: 1e30 }, { absolute: 1e30 }])
      check(failureOf(() => expect(lost).to.be.closeToTensor(x, tolerance))).to.be.instanceOf(AssertionError);
  });

  it('blames its author for a tolerance or an expected value that is none', () => {
    for (const tolerance of [{}, { norm: NaN }, { norm: -1 }, { absolute: '1' }]) {
      const failure = failureOf(() => expect(x).to.be.closeToTensor(x, tolerance as never));
      check(failure).to.be.instanceOf(AuthorError);
      check(failure.message).to.match(/takes a tolerance/);
    }
    check(failureOf(() => expect(x).to.equalTensor(undefined as never))).to.be.instanceOf(AuthorError);
  });
});

describe('a failed tensor comparison', () => {
  const large = (fill: number) => tensor('float32', [1, 224, 224, 3], new Float32Array(150_528).fill(fill));

  it('is never a wall of numbers', () => {
    const { message, tensorFailure } = failureOf(() => expect(large(1)).to.equalTensor(large(0)));
    check(message).to.equal(
      '150528 of 150528 elements differ; largest difference 1.00 at [0, 0, 0, 0]: expected 0, got 1',
    );
    check(tensorFailure!.actualText).to.equal('float32 [1, 224, 224, 3]: 1, 1, 1, 1, 1, 1, 1, 1, …');
    check(tensorFailure!.difference!.grid.flat()).to.have.length.at.most(4096);
  });

  it('carries a picture of where it is wrong', () => {
    const actual = large(0);
    actual.data[(200 * 224 + 100) * 3 + 1] = 9;
    const { tensorFailure } = failureOf(() => expect(actual).to.equalTensor(large(0)));
    const { grid, at, largest } = tensorFailure!.difference!;
    check({ at, largest }).to.deep.equal({ at: [0, 200, 100, 1], largest: 9 });
    check(grid[Math.floor((200 * 64) / 224)]![Math.floor((100 * 64) / 224)]).to.equal(9);
    check(grid.flat().filter((cell) => cell > 0)).to.deep.equal([9]);
  });

  const messages: [what: string, assertion: () => unknown, message: string][] = [
    ['equal', () => expect(x).to.equal(3), 'expected float32 [2, 3]: 1, 2, 3, 4, 5, 6 to equal 3'],
    [
      'deep equal',
      () => expect([x]).to.deep.equal([]),
      'expected [ float32 [2, 3]: 1, 2, 3, 4, 5, 6 ] to deeply equal []',
    ],
    [
      'an object',
      () => expect({ x }).to.equal(3),
      'expected { x: float32 [2, 3]: 1, 2, 3, 4, 5, 6 } to equal 3',
    ],
  ];
  for (const [what, assertion, message] of messages) {
    it(`prints a tensor in one line in the message of ${what}`, () =>
      check(failureOf(assertion).message).to.equal(message));
  }
});
