import { expect } from 'chai';
import { AuthorError } from '../../../errors';
import { Answers, questionKey } from '../../../run/reference/answers';
import { PlainTensor } from '../../../wire/plain';

const tensorOf = (...data: number[]) => new PlainTensor('float32', [data.length], Float32Array.from(data));

describe('what the reference solution was asked', () => {
  const call = { source: '(_, x) => x', argument: { x: tensorOf(1, 2) } };
  const same = questionKey('half', { source: '(_, x) => x', argument: { x: tensorOf(1, 2) } });

  it('is the same when question, callback and argument are', () => {
    expect(questionKey('half', call)).to.equal(same);
  });

  const others: [what: string, key: () => string][] = [
    ['another question', () => questionKey('double', call)],
    ['another callback', () => questionKey('half', { ...call, source: '(_, y) => y' })],
    ['another number', () => questionKey('half', { ...call, argument: { x: tensorOf(1, 3) } })],
    ['a number instead of a tensor', () => questionKey('half', { ...call, argument: { x: [1, 2] } })],
    ['no argument', () => questionKey('half', { ...call, argument: undefined })],
  ];
  for (const [what, key] of others) {
    it(`is something else with ${what}`, () => {
      expect(key()).to.not.equal(same);
    });
  }

  it("is its author's mistake when it cannot travel", () => {
    expect(() => questionKey('half', { ...call, argument: () => 1 })).to.throw(AuthorError, /is a function/);
  });
});

describe('answers that are remembered', () => {
  it('come back as they are, undefined and NaN too', () => {
    const answers = new Answers();
    for (const [key, value] of Object.entries({ none: undefined, nan: [NaN], t: tensorOf(1) })) {
      answers.add(key, value);
      expect(answers.get(key)).to.deep.equal([value]);
    }
    expect(answers.get('never asked')).to.deep.equal([]);
  });

  it('are copies: a suite that changes one changes no other', () => {
    const answers = new Answers();
    answers.add('t', tensorOf(1, 2));
    for (let time = 0; time < 2; time += 1) {
      const [answer] = answers.get('t') as [PlainTensor];
      expect([...answer.data]).to.deep.equal([1, 2]);
      answer.data.fill(0);
    }
  });

  it('make room for new ones, the oldest first', () => {
    const answers = new Answers(1000);
    for (const key of ['a', 'b', 'c']) answers.add(key, tensorOf(...new Array<number>(100).fill(1)));
    expect(['a', 'b', 'c'].map((key) => answers.get(key).length)).to.deep.equal([0, 1, 1]);
  });

  it('that are larger than all room are given once', () => {
    const answers = new Answers(10);
    expect(answers.add('a', tensorOf(1, 2, 3))).to.deep.equal(tensorOf(1, 2, 3));
    expect(answers.get('a')).to.deep.equal([]);
  });
});
