import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { assignmentIds, loadAssignment } from '../../assignment/load';
import { AuthorError, UsageError } from '../../errors';
import { FIXTURES, displayPath } from '../../system/paths';
import { temporaryFolder, temporaryFolderInside, writeTree } from '../support/folders';

const YAML = `id: tiny
version: 1.0.0
title: Tiny
lab: lab.ts
files: [src/one.ts, src/two.ts]
limits: { testSeconds: 7 }
questions:
  - id: one
    title: One
    points: 2
    file: src/one.ts
    function: one
    suite: suites/one.suite.ts
    tests:
      - { id: first, points: 0.5 }
      - { id: second, points: 1.5, timeoutSeconds: 3 }
    penalties:
      - { id: untidy, points: -0.5 }
  - id: two
    title: Two
    points: 1
    file: src/two.ts
    function: two
    suite: suites/two.suite.ts
    tests:
      - { id: only, points: 1 }
`;

const FILES = { 'lab.ts': '', 'suites/one.suite.ts': '', 'suites/two.suite.ts': '' };

const root = temporaryFolder();
let written = 0;

/** Writes the assignment into a folder called tiny, some of its text replaced. */
function write(replacements: readonly (readonly [from: string, to: string])[] = []): string {
  let yaml = YAML;
  for (const [from, to] of replacements) {
    expect(yaml).to.include(from);
    yaml = yaml.replace(from, to);
  }
  const folder = path.join(root, String((written += 1)), 'tiny');
  return writeTree(folder, { ...FILES, 'assignment.yaml': yaml });
}

describe('loading an assignment', () => {
  it('takes an id of this checkout', () => {
    expect(assignmentIds()).to.include.members(['cnn', 'warmup']);
    expect(loadAssignment('warmup').questions.map(({ id }) => id)).to.deep.equal([
      'mean',
      'count-labels',
      'retry',
    ]);
  });

  it('takes a folder, and fills in what may be left out', () => {
    const assignment = loadAssignment(write());
    const [part] = assignment.questions[0]!.parts;
    expect(part!.tests).to.deep.equal([
      { id: 'first', maxPoints: 0.5, visibility: 'always', timeoutSeconds: 7 },
      { id: 'second', maxPoints: 1.5, visibility: 'always', timeoutSeconds: 3 },
    ]);
    expect(assignment.limits).to.include({ testSeconds: 7, submissionSeconds: 300 });
    expect(assignment.spec.late.policy).to.equal('none');
  });

  it('keeps what a sandbox may read apart from what it may not', () => {
    const folder = write([['lab: lab.ts', 'lab: lab.ts\ninputs: given']]);
    expect(loadAssignment(folder).fixtures).to.deep.equal({
      inputs: [path.join(FIXTURES, 'tiny', 'inputs'), path.join(folder, 'given')],
      hiddenInputs: [],
      expected: [path.join(FIXTURES, 'tiny', 'expected')],
    });
  });

  for (const name of ['nothing', '', '../assignments/warmup', 'WARMUP']) {
    it(`says which assignments there are when asked for "${name}"`, () => {
      expect(() => loadAssignment(name)).to.throw(UsageError, /cnn.*warmup/);
    });
  }

  it('says so when the folder of hidden suites has no hidden.yaml', () => {
    const folder = write();
    expect(() => loadAssignment(folder, { hidden: folder })).to.throw(UsageError, 'has no hidden.yaml');
  });
});

const MISTAKES: { what: string; replace: (readonly [string, string])[]; problem: string }[] = [
  {
    what: 'an id that is not the folder name',
    replace: [['id: tiny', 'id: small']],
    problem: '1: id is "small", but the folder is "tiny"; make them equal',
  },
  {
    what: 'points that do not add up',
    replace: [['points: 1.5', 'points: 1']],
    problem: '10: tests of "one" add up to 1.5 points, but the question has 2; correct one of them',
  },
  {
    what: 'two questions of one id',
    replace: [['id: two', 'id: one']],
    problem: '7: question id "one" is used twice; ids are unique',
  },
  {
    what: 'two tests of one id',
    replace: [['id: second', 'id: first']],
    problem: '14: id "first" is used twice in question "one"; ids are unique',
  },
  {
    what: 'a penalty with the id of a test',
    replace: [['id: untidy', 'id: first']],
    problem: '14: id "first" is used twice in question "one"; ids are unique',
  },
  {
    what: 'a question file that may not be submitted',
    replace: [['file: src/two.ts', 'file: src/three.ts']],
    problem: '22: "src/three.ts" is not in the list "files"; add it there',
  },
  {
    what: 'a suite that is not there',
    replace: [['suites/two.suite.ts', 'suites/tow.suite.ts']],
    problem: '24: the suite "suites/tow.suite.ts" does not exist; create it or correct the path',
  },
  {
    what: 'a lab that is not there',
    replace: [['lab: lab.ts', 'lab: lib.ts']],
    problem: '4: the lab "lib.ts" does not exist; create it or correct the path',
  },
  {
    what: 'a penalty that gives points',
    replace: [['points: -0.5', 'points: 0.5']],
    problem: '18:23: questions[0].penalties[0].points: expected a number below 0, got 0.5',
  },
  {
    what: 'an id with capitals',
    replace: [['id: second', 'id: Second']],
    problem:
      '16:11: questions[0].tests[1].id: use lower-case letters, digits and single hyphens, like "one-channel-block", got "Second"',
  },
  {
    what: 'a version of another form',
    replace: [['version: 1.0.0', 'version: 1']],
    problem: '2:1: version: expected text, got 1',
  },
  ...[
    '/etc/passwd',
    '../src/one.ts',
    'src/../../one.ts',
    './src/one.ts',
    'src//one.ts',
    'src\\\\one.ts',
    'C:/one.ts',
    '',
  ].map((file) => ({
    what: `the path "${file}"`,
    replace: [['files: [src/one.ts', `files: ["${file}"`]] as [string, string][],
    problem:
      '5:9: files[0]: use a plain relative path like src/freeze.ts: with "/", without "." and ".." parts',
  })),
];

describe('a mistake in assignment.yaml', () => {
  for (const { what, replace, problem } of MISTAKES) {
    it(`is told with its line: ${what}`, () => {
      const folder = write(replace);
      const place = path.join(folder, 'assignment.yaml');
      expect(() => loadAssignment(folder))
        .to.throw(AuthorError)
        .with.property('message')
        .that.includes(`${place}:${problem}`);
    });
  }

  it('does not hide another one', () => {
    const folder = write([
      ['id: tiny', 'id: small'],
      ['points: 1.5', 'points: 1'],
      ['lab: lab.ts', 'lab: lib.ts'],
    ]);
    expect(() => loadAssignment(folder))
      .to.throw(AuthorError)
      .with.property('message')
      .that.satisfies((message: string) => message.split('\n').length === 3);
  });

  it('is no matter of how a sum of decimals is stored', () => {
    const folder = write([
      ['points: 2', 'points: 0.6'],
      ['points: 0.5 }', 'points: 0.2 }'],
      ['points: 1.5', 'points: 0.4'],
    ]);
    expect(loadAssignment(folder).questions[0]!.maxPoints).to.equal(0.6);
  });
});

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
  return writeTree(path.join(root, `hidden-${(written += 1)}`), { 'hidden.yaml': yaml, 'one.suite.ts': '' });
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
