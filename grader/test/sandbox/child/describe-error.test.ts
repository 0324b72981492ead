import { expect } from 'chai';
import { describeError } from '../../../sandbox/child/describe-error';
import { SubmissionFileError } from '../../../sandbox/child/submission';
import { ERROR_LIMITS, fromSandbox, toFrame } from '../../../wire/messages';
import { WireError } from '../../../wire/plain';

const trap = () => {
  throw new Error('a trap');
};
const withField = (name: string, get: () => unknown) => Object.defineProperty(new Error('x'), name, { get });

describe('describeError', () => {
  const thrown: [string, unknown, object][] = [
    ['an error', new RangeError('no'), { kind: 'threw', name: 'RangeError', message: 'no' }],
    ['a missing file', new SubmissionFileError('gone'), { kind: 'file', message: 'gone' }],
    ['a result that is not data', new WireError('a Date'), { kind: 'result', message: 'a Date', stack: '' }],
    ['text', 'no', { name: 'NonError', message: /^threw "no" \(string\) instead of an Error/ }],
    ['undefined', undefined, { message: /^threw undefined instead of an Error/ }],
    ['a symbol', Symbol('s'), { message: /^threw Symbol\(s\) \(symbol\)/ }],
    ['an object without a prototype', Object.create(null), { message: /^threw a value \(object\)/ }],
    ['a message that cannot be read', withField('message', trap), { name: 'Error', message: '' }],
    ['a stack that is a function', withField('stack', () => trap), { stack: '' }],
    ['a message of 100 MB', withField('message', () => 'x'.repeat(1e8)), { message: /^x{10000}$/ }],
    ['a name of 1 MB', withField('name', () => 'x'.repeat(1e6)), { name: /^x{200}$/ }],
    [
      'a Proxy that bites',
      new Proxy({}, { get: trap, getPrototypeOf: trap }),
      { message: /cannot be looked at/ },
    ],
  ];
  for (const [name, value, wanted] of thrown) {
    it(`gives bounded text for ${name}`, () => {
      const error = describeError(value);
      for (const [field, expected] of Object.entries(wanted)) {
        const actual = error[field as keyof typeof error];
        if (expected instanceof RegExp) expect(actual).to.match(expected);
        else expect(actual).to.equal(expected);
      }
      expect(error.stack.length).to.be.at.most(ERROR_LIMITS.stack);
      expect(fromSandbox(toFrame({ type: 'error', id: 'ab', error }))).to.have.property('type', 'error');
    });
  }
});
