import { expect } from 'chai';
import { testOf } from '../../../teaching/test/class/support';
import type { TestReport } from '../../../report/report';
import { clustersOf } from '../../review/clusters';
import type { DeskStudent } from '../../review/model';
import { commonValue, shareComment, shareItems, sharePoints } from '../../review/shared';
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
    ['a\n\n$&\n\nb', '$&', '$1', 'a\n\n$1\n\nb'],
    ['a\n\nold\n\nb', 'old', '', 'a\n\nb'],
    ['not good', '', 'good', 'not good\n\ngood'],
    ['not good', 'good', 'fine', 'not good\n\nfine'],
    ['not good\n\ngood', 'good', 'fine', 'not good\n\nfine'],
  ];
  for (const [own, base, value, expected] of comments) {
    it(`makes ${JSON.stringify(expected)} of ${JSON.stringify(own)}, and twice the same`, () => {
      expect(shareComment(own, { base, value })).to.equal(expected);
      expect(shareComment(expected, { base: value, value })).to.equal(expected);
      expect(shareComment(expected, { base, value })).to.equal(expected);
    });
  }

  it('gives and takes the items of a cluster, and keeps those of an answer alone', () => {
    const many = { base: ['a'], value: ['b'], choose: 'many' as const };
    expect(shareItems(['a', 'x'], many)).to.deep.equal(['x', 'b']);
    expect(shareItems(['x'], { ...many, value: ['a'] })).to.deep.equal(['x']);
    const one = { base: ['a'], value: ['b'], choose: 'one' as const };
    expect([['a'], [], ['b']].map((own) => shareItems(own, one))).to.deep.equal([['b'], ['b'], ['b']]);
    expect(shareItems(['a'], { ...one, value: [] })).to.deep.equal([]);
  });

  it('leaves an item and points alone that a person chose for one answer, and says so', () => {
    expect(shareItems(['x'], { base: ['a'], value: ['b'], choose: 'one' })).to.equal(null);
    expect(shareItems(['x'], { base: ['a'], value: ['a'], choose: 'one' })).to.deep.equal(['x']);
    expect(sharePoints(-1, { base: 1, value: 2 })).to.equal(null);
    expect(sharePoints(-1, { base: 1, value: 1 })).to.deep.equal({ points: -1 });
    expect(sharePoints(null, { base: null, value: 2 })).to.deep.equal({ points: 2 });
    expect(sharePoints(1, { base: 1, value: null })).to.deep.equal({ points: null });
  });

  it('begins with what most answers have in common', () => {
    expect(commonValue(['x', 'y', 'y', undefined])).to.equal('y');
    expect(commonValue(['x', 'y'])).to.equal(undefined);
    expect(commonValue([['a'], ['b'], ['a']])).to.deep.equal(['a']);
  });
});

describe('hidden names', () => {
  const cases: [text: string, names: string[], expected: string][] = [
    ['// Ana Lima, ana.lima@x', ['Ana Lima', 'Lima'], '// ▇▇▇▇▇▇▇▇, ana.▇▇▇▇@x'],
    ['const banana = lima', ['Ana', 'LIMA'], 'const banana = ▇▇▇▇'],
    ['a (b) [c]', ['a (b) [c]'], '▇▇▇▇▇▇▇▇▇'],
    ['José', ['José', ''], '▇▇▇▇'],
    ['by joao and JOÃO, jo\u0061\u0303o', ['João'], 'by ▇▇▇▇ and ▇▇▇▇, ▇▇▇▇'],
    ['ana_lima2 = new anaLima()', ['Ana', 'Lima', 'AnaLima'], '▇▇▇_▇▇▇▇2 = new ▇▇▇▇▇▇▇()'],
    ['student-0001 is not student-000', ['student-000'], 'student-0001 is not ▇▇▇▇▇▇▇▇▇▇▇'],
    ['// 李伟写的', ['李伟'], '// ▇▇写的'],
    ['🎉 Bo 🎉 Zoë!', ['Bo', 'Zoé'], '🎉 Bo 🎉 ▇▇▇!'],
    ['nothing', [], 'nothing'],
  ];
  for (const [text, names, expected] of cases) {
    it(`of ${names.join(', ')} in ${text}`, () => expect(hideNames(text, names)).to.equal(expected));
  }
});
