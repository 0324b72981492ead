import { expect } from 'chai';
import path from 'node:path';
import { temporaryBeside } from '../../../system/whole-file';
import { readReviews, type ReviewedQuestion } from '../../class/reviews';
import { temporaryFolder, writeTree } from './support';

const QUESTIONS: readonly ReviewedQuestion[] = [
  { id: 'add', manual: false, rubric: undefined },
  { id: 'sort', manual: true, rubric: { choose: 'one', items: ['good', 'bad'].map(itemOf) } },
];

function itemOf(id: string) {
  return { id, points: 1, title: id };
}

describe('manual reviews', () => {
  const read = (files: Record<string, string>) =>
    readReviews(writeTree(path.join(temporaryFolder(), 'reviews'), files), QUESTIONS);

  it('are read by student', () => {
    const reviews = read({
      'ana.yaml': 'questions:\n  add: { points: -0.5, comment: "copied" }\nlateHours: 30\n',
      'bo.yml': 'excused: true\n',
      'README.md': 'not a review',
      '.DS_Store': '',
      'ana.yaml~': '',
      'ana.yaml.lock/by': '',
      [path.basename(temporaryBeside('ana.yaml'))]: 'questions: {',
    });
    expect([...reviews.keys()]).to.deep.equal(['ana', 'bo']);
    expect(reviews.get('ana')).to.deep.include({ lateHours: 30, exempt: [], excused: false });
    expect(reviews.get('ana')?.questions.add).to.deep.equal({ points: -0.5, comment: 'copied' });
  });

  it('are none without a folder', () => {
    expect(readReviews('/nowhere/reviews', QUESTIONS).size).to.equal(0);
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
    [
      'an unknown rubric item',
      'questions:\n  sort: { items: [great] }\n',
      /ana\.yaml:2: there is no item "great" in the rubric of "sort"; it has good, bad/,
    ],
    ['an item where there is no rubric', 'questions:\n  add: { items: [x] }\n', /:2:.* it has no rubric/],
    ['two items of which one holds', 'questions:\n  sort: { items: [good, bad] }\n', /lets one item hold/],
    ['a reply about no question', 'replies: [{ question: nope, reply: x }]\n', /yaml:1: .*"nope"/],
    ['points without a comment', 'questions:\n  add: { points: 1 }\n', /ana\.yaml:2:.*comment/],
    ['a misspelled key', 'lateHour: 3\n', /ana\.yaml:1:.*lateHour/],
    ['broken YAML', 'questions: [\n', /ana\.yaml:\d+/],
  ];
  for (const [name, text, message] of wrong) {
    it(`are refused with file and line: ${name}`, () =>
      expect(() => read({ 'ana.yaml': text })).to.throw(message));
  }
});
