import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../assignment/load';
import { AuthorError } from '../../errors';
import { displayPath } from '../../system/paths';
import { temporaryFolder, temporaryFolderInside, writeTree } from '../support/folders';
import { writeTiny } from '../support/tiny-assignment';

const root = temporaryFolder();
const write = (replacements?: Parameters<typeof writeTiny>[1]) => writeTiny(root, replacements);

const HIDDEN = `assignment: tiny
version: 1.0.0
questions:
  - id: one
    suite: one.suite.ts
    share: 0.25
    tests:
      - { id: third, points: 3 }
      - { id: fourth, points: 1, visibility: never }
`;

function writeHidden(replacements: readonly (readonly [from: string, to: string])[] = []): string {
  const yaml = replacements.reduce((text, [from, to]) => text.replace(from, to), HIDDEN);
  return writeTree(fs.mkdtempSync(path.join(root, 'hidden-')), { 'hidden.yaml': yaml, 'one.suite.ts': '' });
}

describe('hidden tests', () => {
  const inside = temporaryFolderInside();

  it('take their share of a question, in their proportions, and leave its points as they are', () => {
    const hidden = writeHidden();
    const [one, two] = loadAssignment(write(), { hidden }).questions;
    const points = (tests: { maxPoints: number }[]) => tests.map(({ maxPoints }) => maxPoints);
    expect(one!.parts.map((part) => points(part.tests))).to.deep.equal([
      [0.375, 1.125],
      [0.375, 0.125],
    ]);
    expect(one!.maxPoints).to.equal(2);
    expect(two!.parts).to.have.length(1);
  });

  it('are shown after release, unless they say otherwise', () => {
    const { questions } = loadAssignment(write(), { hidden: writeHidden() });
    const part = questions[0]!.parts[1]!;
    expect(part.hidden).to.equal(true);
    expect(part.tests.map(({ visibility }) => visibility)).to.deep.equal(['after-release', 'never']);
  });

  it('bring fixtures of their own', () => {
    const hidden = writeHidden();
    const { fixtures, sources } = loadAssignment(write(), { hidden });
    expect(fixtures.inputs.at(-1)).to.equal(path.join(hidden, 'inputs'));
    expect(fixtures.hiddenInputs).to.deep.equal([path.join(hidden, 'inputs')]);
    expect(fixtures.expected.at(-1)).to.equal(path.join(hidden, 'expected'));
    expect(sources).to.include(path.join(hidden, 'hidden.yaml'));
  });

  for (const share of [0, 1]) {
    it(`decide nothing or everything with a share of ${share}`, () => {
      const hidden = writeHidden([['share: 0.25', `share: ${share}`]]);
      const [one] = loadAssignment(write(), { hidden }).questions;
      const sums = one!.parts.map(({ tests }) => tests.reduce((sum, test) => sum + test.maxPoints, 0));
      expect(sums).to.deep.equal([2 * (1 - share), 2 * share]);
    });
  }

  it('can name a reference solution, whose files decide grades', () => {
    const folder = path.join(inside, 'solution');
    writeTree(folder, { 'src/one.ts': '', 'src/two.ts': '', 'src/note.ts': '' });
    const hidden = writeTree(path.join(folder, 'suites'), {
      'hidden.yaml': HIDDEN.replace('questions:', 'reference: ..\nquestions:'),
      'one.suite.ts': '',
    });
    const { reference, sources } = loadAssignment(write(), { hidden });
    expect(reference).to.equal(folder);
    expect(sources.slice(-2)).to.deep.equal(
      ['one', 'two'].map((name) => path.join(folder, `src/${name}.ts`)),
    );
    fs.rmSync(path.join(folder, 'src/two.ts'));
    expect(() => loadAssignment(write(), { hidden })).to.throw(
      AuthorError,
      `hidden.yaml:3: the reference solution ${displayPath(folder)} has no src/two.ts, which answers question "two"; write it`,
    );
  });

  const mistakes: [what: string, from: string, to: string, problem: string][] = [
    [
      'a reference solution outside the course',
      'questions:',
      'reference: ..\nquestions:',
      `3: the reference solution ${root} lies outside the course; put it below`,
    ],
    [
      'a reference solution that is not there',
      'questions:',
      `reference: ${path.relative(path.join(root, 'hidden'), path.join(inside, 'nowhere'))}\nquestions:`,
      `3: the reference solution ${displayPath(inside)}/nowhere does not exist; name the folder that holds src/`,
    ],
    [
      'an absolute reference solution',
      'questions:',
      'reference: /solutions\nquestions:',
      '3:1: reference: use a relative path like .. or ../reference, with "/"',
    ],
    [
      'another assignment',
      'assignment: tiny',
      'assignment: other',
      '1: these suites are for "other", not for "tiny"',
    ],
    [
      'an unknown question',
      'id: one',
      'id: three',
      '4: the assignment has no question "three"; it has one, two',
    ],
    [
      'a test id of the public suite',
      'id: third',
      'id: first',
      '7: id "first" is used twice in question "one"',
    ],
    ['a suite that is not there', 'one.suite.ts', '1.suite.ts', '5: the suite "1.suite.ts" does not exist'],
    [
      'a share above one',
      'share: 0.25',
      'share: 25',
      '6:5: questions[0].share: expected a number up to 1, got 25',
    ],
    [
      'a share that no points can fill',
      'points: 3 }\n      - { id: fourth, points: 1,',
      'points: 0 }\n      - { id: fourth, points: 0,',
      '7: hidden tests of "one" decide a share of 0.25 and have no points; give them points or the share 0',
    ],
    [
      'a question that stands twice',
      'questions:\n',
      'questions:\n  - { id: one, suite: one.suite.ts, tests: [{ id: fifth, points: 1 }] }\n',
      '3: question "one" stands here twice; put its hidden tests into one entry',
    ],
  ];
  for (const [what, from, to, problem] of mistakes) {
    it(`are refused with file and line for ${what}`, () => {
      const hidden = writeHidden([[from, to]]);
      expect(fs.readFileSync(path.join(hidden, 'hidden.yaml'), 'utf8')).to.include(to);
      expect(() => loadAssignment(write(), { hidden })).to.throw(
        AuthorError,
        `${path.join(hidden, 'hidden.yaml')}:${problem}`,
      );
    });
  }
});
