import * as chai from 'chai';
import { AuthorError, GraderFault } from '../../errors';
import { outcomeOf } from '../../run/outcome';
import { SandboxEnded, StudentError } from '../../sandbox/host/failures';
import type { SandboxedError } from '../../wire/messages';
import { expect as expectInSuite, tensor } from '../../suite/index';

const { expect } = chai;

const assignment = { folder: '/course/tiny', spec: { files: ['src/one.ts', 'src/two.ts'] } };
const problems = {
  broken: new Map([['src/two.ts', 'src/two.ts is empty']]),
  missing: ['src/one.ts'],
  findings: new Map(),
};
const context = { assignment, problems } as unknown as Parameters<typeof outcomeOf>[1];

const classify = (error: unknown) => outcomeOf(error, context)!;
const student = (error: Partial<SandboxedError>) =>
  classify(new StudentError({ kind: 'threw', name: 'Error', message: 'm', stack: '', ...error }));

/** A stack as the sandbox sends it: source maps have put the assignment's paths in. */
const stack = (...frames: string[]) => ['Error: m', ...frames.map((frame) => `    at ${frame}`)].join('\n');
const OWN = 'one (/course/tiny/src/one.ts:12:5)';

describe('whose failure an error is', () => {
  const nobodys: [what: string, error: unknown][] = [
    ["an author's mistake", new AuthorError('x')],
    ["the grader's fault", new GraderFault('x')],
    ['an error of a suite', new TypeError('x')],
    ['no error at all', undefined],
    ['something that only looks like an assertion', { name: 'AssertionError', message: 'x' }],
  ];
  for (const [what, error] of nobodys) {
    it(`is not the student's: ${what}`, () => expect(outcomeOf(error, context)).to.equal(null));
  }

  for (const how of ['timed-out', 'crashed'] as const) {
    it(`is the student's when the sandbox has ${how}`, () => {
      expect(classify(new SandboxEnded(how, 'why'))).to.include({
        status: how,
        message: 'why',
        location: null,
      });
    });
  }
});

describe('an error of student code', () => {
  const cases: [what: string, error: Partial<SandboxedError>, fields: object][] = [
    ['keeps its class and message', { name: 'TypeError' }, { status: 'failed', message: 'TypeError: m' }],
    ['without a class of its own is its message', {}, { status: 'failed', message: 'm' }],
    [
      "is the course's own sentence, whose class says nothing",
      { name: 'TypeError', stack: stack('stack (/course/toolkit/stack.ts:1:1)', OWN, 'evaluate:1:28') },
      { message: 'm', location: 'src/one.ts:12:5' },
    ],
    [
      "is that also in the toolkit's package",
      { name: 'TypeError', stack: stack('stack (/s/node_modules/@boletim/toolkit/stack.js:1:1)', OWN) },
      { message: 'm' },
    ],
    [
      "of a library has its class, as one of the student's own",
      { name: 'RangeError', stack: stack('relu (/s/node_modules/tfjs/relu.js:1:1)', OWN, 'evaluate:1:28') },
      { message: 'RangeError: m' },
    ],
    [
      'that the student throws has its class',
      { name: 'RangeError', stack: stack(OWN, 'evaluate:1:28') },
      { message: 'RangeError: m' },
    ],
    ['without a message says so', { message: '' }, { message: 'threw an error without a message' }],
    ['without a name', { name: '' }, { message: 'm' }],
    [
      'is "not implemented" by its message alone',
      { message: 'NotImplemented', stack: stack(OWN) },
      { status: 'not-implemented', message: 'src/one.ts is not written yet', location: 'src/one.ts:12:5' },
    ],
    [
      'is "not implemented" without a stack, too',
      { message: 'NotImplemented' },
      { status: 'not-implemented', message: 'the function is not written yet', location: null },
    ],
    ['that only mentions NotImplemented has failed', { message: 'NotImplemented yet' }, { status: 'failed' }],
    [
      'says what it cannot import',
      { message: "Cannot find module './help'\nRequire stack:\n- /tmp/x/one.js", stack: stack(OWN) },
      {
        message:
          'it imports "./help", which is not part of a submission; write what it needs into the question\'s own file',
        beforeRunning: true,
      },
    ],
    [
      'says that a part of the toolkit does not exist',
      {
        message: `Package subpath './tolkit' is not defined by "exports" in /tmp/boletim-stage-x/package.json`,
        stack: stack(OWN),
      },
      {
        message: 'it imports "boletim/tolkit", which does not exist; write "boletim/toolkit"',
        beforeRunning: true,
      },
    ],
    [
      'that no own line is part of is about the result',
      {
        name: 'TypeError',
        message: 'x is not iterable',
        stack: stack('evaluate:1:28', 'evaluate (/s/main.ts:66:20)'),
      },
      {
        message:
          'the test cannot use what your function gives back (x cannot be taken apart or gone through like a list: print it, it may be one value, a promise, a function that was not called, or missing)',
        location: null,
      },
    ],
    [
      'of a library that own code called is not about the result',
      { stack: stack('relu (/s/toolkit/relu.ts:1:1)', OWN, 'evaluate:1:28') },
      { message: 'm', location: 'src/one.ts:12:5' },
    ],
  ];
  for (const [what, error, fields] of cases) it(what, () => expect(student(error)).to.include(fields));
});

describe("the place in the student's file", () => {
  const places: [frame: string, location: string | null][] = [
    [OWN, 'src/one.ts:12:5'],
    ['async file:///course/tiny/src/two.ts:3:1', 'src/two.ts:3:1'],
    ['/course/tiny/src/three.ts:3:1', null],
    ['/course/other/src/one.ts:3:1', null],
    ['one (/course/tiny/lab.ts:3:1)', null],
    ['one (/tmp/boletim-1/assignments/tiny/src/one.js:3:1)', null],
    [`one (/course/tiny/src/one.ts:${'9'.repeat(50)}:1)`, null],
    ['x'.repeat(100_000), null],
  ];
  for (const [frame, location] of places) {
    it(`is ${location ?? 'not'} in "${frame.slice(0, 60)}"`, () => {
      expect(student({ stack: stack(frame) }).location).to.equal(location);
    });
  }

  it('is the innermost one', () => {
    const frames = ['relu (/s/relu.ts:1:1)', 'inner (/course/tiny/src/one.ts:3:1)', OWN];
    expect(student({ stack: stack(...frames) }).location).to.equal('src/one.ts:3:1');
  });
});

describe('a result that is no data', () => {
  const sentences: [message: string, sentence: string][] = [
    ["the value's value is a function, which is not data", 'the result is a function, which is not data'],
    [
      "the value's value.y[2] is a Foo, which is not plain data",
      "the result's y[2] is a Foo, which is not plain data",
    ],
    ['the value has more than 5 parts', 'the result has more than 5 parts'],
    ['something else', 'something else'],
  ];
  for (const [message, sentence] of sentences) {
    it(`is told in words: ${sentence}`, () => {
      expect(student({ kind: 'result', message })).to.include({ status: 'failed', message: sentence });
    });
  }
});

describe('a file that cannot be used', () => {
  it('has its known problem told', () => {
    expect(student({ kind: 'file', message: 'src/two.ts could not be loaded' })).to.include({
      status: 'failed',
      message: 'src/two.ts is empty',
      beforeRunning: true,
    });
  });

  it('has not been written when it is missing', () => {
    expect(student({ kind: 'file', message: 'src/one.ts could not be loaded' })).to.include({
      status: 'not-implemented',
      message: 'src/one.ts is not in the submission',
    });
  });
});

describe('a failed assertion', () => {
  const failed = (assertion: () => unknown) => {
    try {
      assertion();
    } catch (error) {
      return classify(error);
    }
    throw new Error('it passed');
  };

  const cases: [assertion: () => unknown, message: string, expected: string | null, actual: string | null][] =
    [
      [() => expectInSuite(4).to.equal(3), 'expected 3, got 4', '3', '4'],
      [() => expectInSuite(NaN).to.equal(0), 'expected 0, got NaN', '0', 'NaN'],
      [() => expectInSuite([0, 1]).to.deep.equal([0, 2]), 'expected [0, 2], got [0, 1]', '[0, 2]', '[0, 1]'],
      [() => expectInSuite('+0').to.equal('x'), 'expected "x", got "+0"', '"x"', '"+0"'],
      [() => expectInSuite('x').to.be.a('number'), "expected a number, got 'x'", null, null],
      [() => expectInSuite(1).to.be.closeTo(2, 0.5), 'expected 2 (give or take 0.5), got 1', null, null],
      [
        () => expectInSuite(undefined).to.equal(3),
        'expected 3, got undefined; a function gives undefined when it ends without return',
        '3',
        'undefined',
      ],
      [
        () => expectInSuite(undefined, 'the mean').to.be.a('number'),
        'the mean: expected a number, got undefined; a function gives undefined when it ends without return',
        null,
        null,
      ],
      [
        () => expectInSuite(undefined).to.have.length(3),
        'expected a value, got undefined or null; a function gives undefined when it ends without return',
        null,
        null,
      ],
      [
        () => expectInSuite(undefined).to.include(3),
        'expected something to look into, got undefined; a function gives undefined when it ends without return',
        null,
        null,
      ],
      [
        () => expectInSuite(undefined, 'y').to.equalTensor(tensor('int32', [1], [3])),
        'y: expected a tensor, got undefined',
        'int32 [1]: 3',
        'undefined',
      ],
      [
        () => expectInSuite(undefined).to.equalTensor(tensor('int32', [1], [3])),
        'expected a tensor, got undefined; a function gives undefined when it ends without return',
        'int32 [1]: 3',
        'undefined',
      ],
    ];
  for (const [assertion, message, expected, actual] of cases) {
    it(`reads: ${message}`, () => {
      expect(failed(assertion)).to.include({ status: 'failed', message, expected, actual, difference: null });
    });
  }

  it('of tensors carries the difference', () => {
    const [one, two] = [1, 2].map((value) => tensor('float32', [1], [value]));
    const { difference, expected, actual } = failed(() => expectInSuite(one).to.equalTensor(two!));
    expect(difference).to.deep.equal({ shape: [1], largest: 1, at: [0], grid: [[1]] });
    expect([expected, actual]).to.deep.equal(['float32 [1]: 2', 'float32 [1]: 1']);
  });
});
