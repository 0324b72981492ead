import { expect } from 'chai';
import path from 'node:path';
import { assignmentIds } from '../../assignment/ids';
import { loadAssignment } from '../../assignment/load';
import { AuthorError, UsageError } from '../../errors';
import { FIXTURES } from '../../system/paths';
import { temporaryFolder } from '../support/folders';
import { writeTiny } from '../support/tiny-assignment';

const root = temporaryFolder();
const write = (replacements?: Parameters<typeof writeTiny>[1]) => writeTiny(root, replacements);

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
