import { expect } from 'chai';
import path from 'node:path';
import { loadAssignment } from '../../assignment/load';
import type { QuestionPart } from '../../assignment/assignment';
import { AuthorError } from '../../errors';
import { openFixtures } from '../../suite/fixtures';
import { gradingFiles, loadSuite, unlistedSuites } from '../../suite/load-suites';
import { SPECIMENS } from '../support/folders';

const fixtures = openFixtures({ inputs: ['/nowhere/inputs'], expected: ['/nowhere/expected'] }, 19);

/** Loads a specimen as the suite of a question that has two tests and a penalty. */
function load(name: string) {
  const test = { maxPoints: 1, visibility: 'always', timeoutSeconds: 1 } as const;
  const part: QuestionPart = {
    suiteFile: path.join(SPECIMENS, 'suites', `${name}.suite.ts`),
    hidden: false,
    tests: [
      { id: 'first', ...test },
      { id: 'second', ...test },
    ],
    penalties: [{ id: 'untidy', points: -1 }],
  };
  return loadSuite(part, 'one', fixtures);
}

describe('loading a suite', () => {
  it('gathers its tests and penalties, with the lines where they stand', () => {
    const { tests, penalties } = load('is-right');
    expect(tests.map(({ id, title, hint }) => [id, title, hint])).to.deep.equal([
      ['first', 'is one', 'Count.'],
      ['second', 'is two', null],
    ]);
    expect(penalties.map(({ id, source }) => [id, source!.line])).to.deep.equal([['untidy', 8]]);
    expect(tests.map(({ source }) => [path.basename(source!.file), source!.line])).to.deep.equal([
      ['is-right.suite.ts', 4],
      ['is-right.suite.ts', 7],
    ]);
  });

  it('finds it among those of other questions in its file', () => {
    const { tests } = load('holds-two-suites');
    expect(tests.map(({ title }) => title)).to.deep.equal(['is one', 'is two']);
    const suiteFile = path.join(SPECIMENS, 'suites', 'holds-two-suites.suite.ts');
    const questions = [
      { id: 'one', parts: [{ suiteFile }] },
      { id: 'two', parts: [] },
    ] as never;
    expect(unlistedSuites({ questions })).to.deep.equal([
      "grader/test/specimens/suites/holds-two-suites.suite.ts calls suite('two'), but the YAML lists the file for one only; list it there too, or remove the call.",
    ]);
  });

  it('can be done twice', () => expect(load('is-right').tests).to.have.length(load('is-right').tests.length));
});

const MISTAKES: [specimen: string, ...messages: (string | RegExp)[]][] = [
  ['never-calls-suite', "calls suite() 0 times; write suite<Lab>('one', ({ test }) => { … })."],
  ['calls-suite-twice', "calls suite('one') 2 times; put the tests of a question into one call."],
  ['is-for-another-question', `calls suite('two'), but the YAML lists it for "one".`],
  ['has-a-syntax-error', /cannot be loaded: [^]*has-a-syntax-error\.suite\.ts\D+4\D+37\D[^]*',' expected/],
  ['imports-what-is-not-there', /:2 cannot be loaded: Cannot find module '\.\/nothing'$/],
  ['throws-while-loading', ':4 cannot be loaded: loaded badly'],
  ['throws-while-defining', ":4 cannot be used: Cannot destructure property 'shape'"],
  [
    'has-its-hint-last',
    ":4: test('first', ...): its title stands among its options; options come before the body: test('first', { title: '…', hint: '…' }, async ({ evaluate }) => { … })",
  ],
  ['wants-a-missing-fixture', ':4: The input "cat.png" is not in /nowhere/inputs;'],
  [
    'lacks-a-test',
    `: the YAML lists the test "second", but the suite does not define it; write test('second', ...) or remove it from the YAML.`,
    `: the YAML lists the penalty "untidy", but the suite does not define it; write penalty('untidy', ...) or remove it from the YAML.`,
  ],
  [
    'defines-too-much',
    ': the suite defines the test "third", but the YAML does not list it; add it with its points or remove it here.',
    ': the test "second" is defined twice; ids are unique.',
    ': the suite defines the penalty "rude", but the YAML does not list it; add it with its points or remove it here.',
  ],
];

describe('a mistake in a suite', () => {
  for (const [specimen, ...messages] of MISTAKES) {
    it(`is told when the suite ${specimen.replaceAll('-', ' ')}`, () => {
      for (const message of messages) {
        const full =
          typeof message === 'string'
            ? `grader/test/specimens/suites/${specimen}.suite.ts${message.startsWith(':') ? '' : ' '}${message}`
            : message;
        expect(() => load(specimen)).to.throw(AuthorError, full);
      }
    });
  }

  it('is told again when the suite is loaded again', () => {
    expect(() => load('throws-while-loading')).to.throw(AuthorError, 'loaded badly');
  });
});

describe('the files that decide grades', () => {
  it('are the YAML, the lab, the suites and the fixtures', () => {
    const { folder, fixtures: folders, ...assignment } = loadAssignment('cnn');
    const files = gradingFiles({ folder, fixtures: folders, ...assignment });
    const named = ['assignment.yaml', 'lab.ts', 'suites/freeze.suite.ts'].map((file) =>
      path.join(folder, file),
    );
    expect(files).to.include.members([...named, path.join(folders.expected[0]!, 'whole-network.json')]);
    expect(files.filter((file) => file.startsWith(path.join(folder, 'src')))).to.deep.equal([]);
  });
});
