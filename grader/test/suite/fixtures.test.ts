import { expect } from 'chai';
import path from 'node:path';
import { AuthorError } from '../../errors';
import { PlainTensor } from '../../wire/plain';
import { openFixtures } from '../../suite/fixtures';
import { temporaryFolder, writeTree } from '../support/folders';

const tensorOf = (shape: number[], data: unknown[]) => JSON.stringify({ dtype: 'float32', shape, data });

const root = temporaryFolder();
writeTree(root, {
  'public/inputs/cat.png': 'pixels',
  'public/expected/pair.json': `{ "x": ${tensorOf([2], [1, 2.5])}, "y": [${tensorOf([], [3])}], "n": 7 }`,
  'public/expected/broken.json': '{ "x": ',
  'public/expected/nan.json': '{ "x": NaN }',
  'public/expected/short.json': tensorOf([2, 2], [1, 2, 3]),
  'public/expected/words.json': tensorOf([2], [1, 'two']),
  'public/expected/holes.json': tensorOf([2], [1, null]),
  'public/expected/float64.json': '{ "dtype": "float64", "shape": [1], "data": [1] }',
  'hidden/expected/secret.json': '42',
});

const folders = {
  inputs: [path.join(root, 'public', 'inputs')],
  expected: [path.join(root, 'public', 'expected'), path.join(root, 'hidden', 'expected')],
};
const fixtures = openFixtures(folders, 19);

describe('expected values', () => {
  it('hold tensors wherever one stands', () => {
    const { x, y, n } = fixtures.expected('pair') as Record<string, unknown>;
    expect(x)
      .to.be.instanceOf(PlainTensor)
      .and.deep.include({ dtype: 'float32', shape: [2] });
    expect((y as PlainTensor[])[0]!.data).to.deep.equal(Float32Array.of(3));
    expect(n).to.equal(7);
  });

  it('can be taken by key', () => expect(fixtures.expected('pair', 'n')).to.equal(7));

  it('come from the hidden folder as well', () => expect(fixtures.expected('secret')).to.equal(42));

  const mistakes: [name: string, key: string | undefined, message: RegExp][] = [
    [
      'nothing',
      undefined,
      /^The expected value "nothing\.json" is not in .*expected or .*expected; run the fixture's generate script/,
    ],
    ['pair', 'z', /^The expected value "pair" has no key "z"; it has x, y, n\.$/],
    ['pair', 'toString', /has no key "toString"/],
    ['secret', 'x', /^The expected value "secret" has no key "x"; it has none\.$/],
    ['broken', undefined, /broken\.json cannot be used \(.*JSON.*\); generate it again\.$/],
    ['nan', undefined, /nan\.json cannot be used/],
    ['short', undefined, /short\.json cannot be used \(.*shape \[2, 2\] with 3 elements\)/],
    ['words', undefined, /words\.json cannot be used \(.*element 1 is no number/],
    ['holes', undefined, /holes\.json cannot be used \(.*element 1 is no number/],
    ['float64', undefined, /float64\.json cannot be used \(a tensor of dtype "float64"/],
  ];
  for (const [name, key, message] of mistakes) {
    it(`are the author's mistake: ${name}${key ? ` with the key ${key}` : ''}`, () => {
      expect(() => fixtures.expected(name, key)).to.throw(AuthorError, message);
    });
  }
});

describe('inputs', () => {
  it('are only looked for: the sandbox reads them', () => {
    expect(() => fixtures.requireInput('cat.png')).to.not.throw();
  });

  it("that are missing are the author's mistake", () => {
    expect(() => fixtures.requireInput('dog.png')).to.throw(
      AuthorError,
      /^The input "dog\.png" is not in .*inputs;/,
    );
  });

  it('are never looked for among the expected values', () => {
    expect(() => fixtures.requireInput('../expected/pair.json')).to.throw(AuthorError);
    expect(() => fixtures.requireInput('pair.json')).to.throw(AuthorError);
  });
});
