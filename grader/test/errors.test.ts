import { expect } from 'chai';
import { AuthorError, GraderFault, UsageError, exitCodeOf, messageOf } from '../errors';

describe('the exit code of an error', () => {
  const codes: [what: string, error: unknown, code: number][] = [
    ['wrong usage', new UsageError('x'), 1],
    ["a course author's mistake", new AuthorError('x'), 1],
    ["the grader's fault", new GraderFault('x'), 3],
    ['a bug', new TypeError('x'), 3],
    ['something that is no error', 'x', 3],
    ['nothing', undefined, 3],
  ];
  for (const [what, error, code] of codes)
    it(`is ${code} for ${what}`, () => expect(exitCodeOf(error)).to.equal(code));
});

describe('the message of what was thrown', () => {
  const messages: [thrown: unknown, message: string][] = [
    [new Error('why'), 'why'],
    ['why', 'why'],
    [undefined, 'undefined'],
    [Symbol('why'), 'Symbol(why)'],
  ];
  for (const [thrown, message] of messages)
    it(`is ${message} for ${String(thrown)}`, () => expect(messageOf(thrown)).to.equal(message));
});
