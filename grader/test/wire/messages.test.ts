import { expect } from 'chai';
import { ERROR_LIMITS, fromSandbox, fromTrusted, toFrame } from '../../wire/messages';
import { WireError } from '../../wire/plain';

const error = { kind: 'threw', name: 'Error', message: 'no', stack: '' };

describe('a message of the sandbox', () => {
  const accepted: [string, object][] = [
    ['ready', { type: 'ready', device: null }],
    ['ready with a device', { type: 'ready', device: 'wasm' }],
    ['a result', { type: 'result', id: 'ab', value: [1] }],
    ['a result of undefined', { type: 'result', id: 'ab', value: undefined }],
    ['an error', { type: 'error', id: 'ab', error }],
  ];
  for (const [name, message] of accepted) {
    it(`is accepted: ${name}`, () => {
      expect(fromSandbox(toFrame(message as never))).to.deep.equal(message);
    });
  }

  const refused: [string, unknown][] = [
    ['nothing', null],
    ['text', 'ready'],
    ['a list', ['ready']],
    ['a Map', new Map([['type', 'ready']])],
    ['an unknown type', { type: 'passed', id: 'ab', value: 1 }],
    ['a score', { type: 'result', id: 'ab', value: 1, score: 10 }],
    ['a result without a value', { type: 'result', id: 'ab' }],
    ['an id that is a number', { type: 'result', id: 1, value: 1 }],
    ['an endless id', { type: 'result', id: 'x'.repeat(1000), value: 1 }],
    ['a device that is a list', { type: 'ready', device: ['wasm'] }],
    ['a device of a whole page', { type: 'ready', device: 'x'.repeat(1000) }],
    ['an error of an unknown kind', { type: 'error', id: 'ab', error: { ...error, kind: 'passed' } }],
    ['an error with an extra', { type: 'error', id: 'ab', error: { ...error, points: 1 } }],
    ['an error without a stack', { type: 'error', id: 'ab', error: { ...error, stack: undefined } }],
    [
      'an error with too long a message',
      { type: 'error', id: 'ab', error: { ...error, message: 'x'.repeat(ERROR_LIMITS.message + 1) } },
    ],
    ['a start', { type: 'start', lab: 'x', submission: 'x', inputs: [], device: 'cpu' }],
  ];
  for (const [name, message] of refused) {
    it(`is refused: ${name}`, () => {
      expect(() => fromSandbox(toFrame(message as never))).to.throw(WireError, 'a message of no known form');
    });
  }
});

describe('a message of the trusted side', () => {
  it('arrives as it was sent', () => {
    const message = { type: 'evaluate' as const, id: 'ab', source: '() => 1', argument: { x: NaN } };
    expect(fromTrusted(toFrame(message))).to.deep.equal(message);
  });
});
