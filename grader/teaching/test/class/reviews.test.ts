import { expect } from 'chai';
import path from 'node:path';
import { readReviews } from '../../class/reviews';
import { temporaryFolder, writeTree } from './support';

describe('manual reviews', () => {
  const read = (files: Record<string, string>) =>
    readReviews(writeTree(path.join(temporaryFolder(), 'reviews'), files), ['add', 'sort']);

  it('are read by student', () => {
    const reviews = read({
      'ana.yaml': 'questions:\n  add: { points: -0.5, comment: "copied" }\nlateHours: 30\n',
      'bo.yml': 'excused: true\n',
      'README.md': 'not a review',
      '.DS_Store': '',
      'ana.yaml~': '',
    });
    expect([...reviews.keys()]).to.deep.equal(['ana', 'bo']);
    expect(reviews.get('ana')).to.deep.include({ lateHours: 30, exempt: [], excused: false });
    expect(reviews.get('ana')?.questions.add).to.deep.equal({ points: -0.5, comment: 'copied' });
  });

  it('are none without a folder', () => {
    expect(readReviews('/nowhere/reviews', ['add']).size).to.equal(0);
  });

  it('are one file a student', () => {
    const files = { 'ana.yaml': 'lateHours: 1', 'ana.yml': 'lateHours: 2' };
    expect(() => read(files)).to.throw(/reviews: ana\.yaml and ana\.yml are both there; keep one/);
  });

  for (const name of ['S1.yaml.txt', 'S4.YAML', 'ana', 'ana (1).yaml.bak', 'ana.json']) {
    it(`are refused with a file that would not be read: ${name}`, () => {
      expect(() => read({ 'bo.yaml': 'lateHours: 1', [name]: 'lateHours: 1' })).to.throw(
        `${name} would not be read; call a review <student>.yaml`,
      );
    });
  }

  const wrong: [string, string, RegExp][] = [
    [
      'an unknown question',
      'lateHours: 1\nquestions:\n  freze: { points: 1, comment: x }\n',
      /ana\.yaml:\d+: there is no question "freze"; the assignment has add, sort/,
    ],
    ['an unknown exempt question', 'exempt: [add, nope]\n', /ana\.yaml:1: there is no question "nope"/],
    ['points without a comment', 'questions:\n  add: { points: 1 }\n', /ana\.yaml:2:.*comment/],
    ['a misspelled key', 'lateHour: 3\n', /ana\.yaml:1:.*lateHour/],
    ['broken YAML', 'questions: [\n', /ana\.yaml:\d+/],
  ];
  for (const [name, text, message] of wrong) {
    it(`are refused with file and line: ${name}`, () =>
      expect(() => read({ 'ana.yaml': text })).to.throw(message));
  }
});
