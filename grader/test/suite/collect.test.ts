import { expect } from 'chai';
import { PlainReference } from '../../wire/plain';
import { collectDefinitions, collectSuite, suite } from '../../suite/collect';
import { seededRandom } from '../../suite/random';
import type { SuiteTools } from '../../suite/suite-tools';

const required: string[] = [];
const fixtures = {
  expected: (name: string, key?: string) => `${name}/${key}`,
  requireInput: (name: string) => void required.push(name),
  random: (name: string) => seededRandom(1, name),
};

/** Collects a suite that is defined by a function. */
function collect(define: (tools: SuiteTools<unknown>) => void) {
  const [definition] = collectDefinitions(() => suite('question', define));
  return collectSuite(definition!, fixtures);
}

describe('collecting a suite', () => {
  it('keeps tests and penalties apart, in their order', () => {
    const { questionId, tests, penalties } = collect(({ test, penalty }) => {
      test('one', { title: 'first', hint: 'Think.' }, async () => {});
      penalty('rude', { title: 'is rude' }, async () => {});
      test('two', { title: 'second' }, async () => {});
    });
    expect(questionId).to.equal('question');
    expect(tests.map(({ id, title, hint }) => [id, title, hint])).to.deep.equal([
      ['one', 'first', 'Think.'],
      ['two', 'second', null],
    ]);
    expect(penalties.map(({ id, title }) => [id, title])).to.deep.equal([['rude', 'is rude']]);
  });

  it('notes the line that calls test(), from a helper function as well', () => {
    const { tests } = collect(({ test }) => {
      test('one', { title: 'first' }, async () => {});
      for (const id of ['two', 'three']) test(id, { title: id }, async () => {});
    });
    const lines = tests.map(({ source }) => source!.line);
    expect(tests[0]!.source!.file).to.equal(__filename);
    expect(lines).to.deep.equal([lines[0]!, lines[0]! + 1, lines[0]! + 1]);
  });

  it('gives references for inputs, and looks whether they are there', () => {
    let references: unknown[] = [];
    collect(({ input, inputPath }) => void (references = [input('a.json'), inputPath('b.png')]));
    expect(references).to.deep.equal([
      new PlainReference('input', 'a.json'),
      new PlainReference('path', 'b.png'),
    ]);
    expect(required).to.deep.equal(['a.json', 'b.png']);
  });

  it('passes names on to expected values and drawn inputs', () => {
    collect(({ expected, random }) => {
      expect(expected<string>('values', 'x')).to.equal('values/x');
      expect(random('x').int(0, 1e9)).to.equal(seededRandom(1, 'x').int(0, 1e9));
    });
  });

  it('does not mix up suites of files that are loaded inside one another', () => {
    let inner: unknown[] = [];
    const outer = collectDefinitions(() => {
      suite('before', () => {});
      inner = collectDefinitions(() => suite('inside', () => {})).map(({ questionId }) => questionId);
      suite('after', () => {});
    });
    expect(inner).to.deep.equal(['inside']);
    expect(outer.map(({ questionId }) => questionId)).to.deep.equal(['before', 'after']);
  });

  it('goes on after a file that throws', () => {
    expect(() =>
      collectDefinitions(() => {
        suite('lost', () => {});
        throw new Error('broken');
      }),
    ).to.throw('broken');
    expect(
      collectDefinitions(() => suite('next', () => {})).map(({ questionId }) => questionId),
    ).to.deep.equal(['next']);
  });
});
