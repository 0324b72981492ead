import { expect } from 'chai';
import { testOf } from '../../../teaching/test/class/support';
import type { TestReport } from '../../../report/report';
import { clustersOf } from '../../review/clusters';
import type { DeskStudent } from '../../review/model';
import { commonComment, commonItems, shareComment, shareItems } from '../../review/shared';
import { hideNames } from '../../review/code/hide-names';

describe('clusters of answers', () => {
  const studentWith = (id: string, tests: TestReport[], extra: object & { code?: string | null } = {}) => {
    const report = {
      id: 'q',
      title: '',
      file: 'a.ts',
      points: 0,
      maxPoints: 1,
      tests,
      penalties: [],
      diagnostics: [],
    };
    const answer = {
      report: { ...report, ...extra },
      automatic: 0,
      code: extra.code === undefined ? id : extra.code,
      earlier: null,
    };
    return { id, key: id, answers: new Map([['q', answer]]) } as unknown as DeskStudent;
  };
  const failed = (message: string, actual: string | null = null) =>
    testOf({ id: 'one', status: 'failed', message, actual });
  const clusters = (...students: DeskStudent[]) =>
    clustersOf('q', students).map(({ cause, students: members }) => [
      cause.kind,
      members.map(({ id }) => id).join(' '),
    ]);

  it('join who failed the same tests with the same observations, wherever it threw', () => {
    const [a, b] = [failed('x is not defined at src/a.ts:3:4'), failed('x is not defined at src/a.ts:9:1')];
    expect(
      clusters(studentWith('a', [a]), studentWith('b', [b]), studentWith('c', [failed('y')])),
    ).to.deep.equal([
      ['tests', 'a b'],
      ['tests', 'c'],
    ]);
  });

  it('part who got different values', () => {
    const students = [studentWith('a', [failed('m', '1')]), studentWith('b', [failed('m', '2')])];
    expect(clusters(...students)).to.have.length(2);
  });

  it('join who made the same mistake, where it has a name', () => {
    const diagnosis = { diagnosis: { mistake: 'halves', says: 'Divides by two.' } };
    const students = [
      studentWith('a', [failed('m', '1')], diagnosis),
      studentWith('b', [failed('m', '2')], diagnosis),
    ];
    expect(clusters(...students)).to.deep.equal([['diagnosis', 'a b']]);
  });

  it('know who passed, who wrote nothing, who handed in nothing and who wrote the same text', () => {
    const unwritten = testOf({ id: 'one', status: 'not-implemented' });
    expect(
      clusters(
        studentWith('a', [testOf({ id: 'one' })]),
        studentWith('b', [unwritten]),
        studentWith('c', [failed('m')], { code: null }),
        studentWith('d', [], { code: 'the  same' }),
        studentWith('e', [], { code: 'the same\n' }),
      ),
    ).to.deep.equal([
      ['same-code', 'd e'],
      ['passed', 'a'],
      ['not-implemented', 'b'],
      ['nothing-handed-in', 'c'],
    ]);
  });
});

describe('a judgement for many', () => {
  const comments: [own: string, base: string, value: string, expected: string][] = [
    ['', '', 'new', 'new'],
    ['own', '', 'new', 'own\n\nnew'],
    ['own\n\nold', 'old', 'new', 'own\n\nnew'],
    ['old', 'old', '', ''],
    ['own\n\nnew', 'old', 'new', 'own\n\nnew'],
    ['costs $& more', '$&', '$1', 'costs $1 more'],
  ];
  for (const [own, base, value, expected] of comments) {
    it(`makes ${JSON.stringify(expected)} of ${JSON.stringify(own)}, and twice the same`, () => {
      expect(shareComment(own, { base, value })).to.equal(expected);
      expect(shareComment(expected, { base: value, value })).to.equal(expected);
    });
  }

  it('keeps the items of an answer alone, unless one alone can hold', () => {
    const shared = { base: ['a'], value: ['b'] };
    expect(shareItems(['a', 'x'], { ...shared, choose: 'many' })).to.deep.equal(['x', 'b']);
    expect(shareItems(['x'], { ...shared, choose: 'one' })).to.deep.equal(['b']);
    expect(shareItems(['a'], { base: ['a'], value: [], choose: 'one' })).to.deep.equal([]);
  });

  it('begins with what answers have in common', () => {
    expect(commonComment(['x', 'y', 'y', ''])).to.equal('y');
    expect(commonComment(['x', 'y'])).to.equal('');
    expect(commonItems([['a', 'b'], ['b']])).to.deep.equal(['b']);
  });
});

describe('hidden names', () => {
  const cases: [text: string, names: string[], expected: string][] = [
    ['// Ana Lima, ana.lima@x', ['Ana Lima', 'Lima'], '// ▇▇▇▇▇▇▇▇, ana.▇▇▇▇@x'],
    ['const banana = lima', ['Ana', 'LIMA'], 'const banana = ▇▇▇▇'],
    ['a (b) [c]', ['a (b) [c]'], '▇▇▇▇▇▇▇▇▇'],
    ['José', ['José', ''], '▇▇▇▇'],
    ['nothing', [], 'nothing'],
  ];
  for (const [text, names, expected] of cases) {
    it(`of ${names.join(', ')} in ${text}`, () => expect(hideNames(text, names)).to.equal(expected));
  }
});
