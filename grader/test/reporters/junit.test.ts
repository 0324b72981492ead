import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { COURSE } from '../../system/paths';
import { LANGS, reporters } from '../../reporters';
import { exampleQuestion, exampleReport, exampleTest } from './build-report';
import { hostileReport, richReport } from './example-report';
import { expectGolden } from './golden';
import { findAll, readXml, type XmlElement } from './read-xml';

const examples = {
  rich: richReport,
  hostile: hostileReport,
  'full marks': () => exampleReport([exampleQuestion()]),
};
const options = { lang: 'en', audience: 'instructor' } as const;

for (const [name, build] of Object.entries(examples)) {
  for (const lang of LANGS) {
    describe(`the JUnit report of ${name} in ${lang}`, () => {
      const text = reporters.junit(build(), { ...options, lang });
      let root: XmlElement;
      let cases: XmlElement[];
      before('is well-formed XML 1.0', () => {
        root = readXml(text);
        cases = findAll(root, 'testcase');
      });

      it('is one <testsuites> of flat suites with only the elements readers know', () => {
        expect(root.name).to.equal('testsuites');
        for (const suite of root.children) {
          expect(suite.name).to.equal('testsuite');
          expect(new Set(suite.children.map((child) => child.name))).to.have.keys('properties', 'testcase');
        }
        const known = ['failure', 'error', 'skipped', 'system-out'];
        for (const child of cases.flatMap((one) => one.children)) expect(known).to.include(child.name);
      });

      it('has a name of its own for each case, so that GitLab drops none', () => {
        const names = cases.map(({ attributes }) => attributes['name']);
        expect(new Set(names).size).to.equal(names.length);
        expect(names.every((one) => one !== '')).to.equal(true);
      });

      it('has class, file, line and seconds on each case', () => {
        for (const { attributes } of cases) {
          expect(attributes['classname']).to.match(/^[\w-]+\.[\w-]+$/);
          expect(attributes['file']).not.to.equal('');
          expect(attributes['line']).to.match(/^[1-9]\d*$/);
          expect(attributes['time']).to.match(/^\d+\.\d{3}$/);
        }
      });

      it('counts what it contains, at the top and in each suite', () => {
        for (const element of [root, ...root.children])
          expect(countsIn(element)).to.deep.equal(countsSaid(element));
      });

      it('gives each failure a message, a type GitLab does not decode and a text', () => {
        for (const verdict of [...findAll(root, 'failure'), ...findAll(root, 'error')]) {
          expect(verdict.attributes['message']).to.match(/\S/);
          expect(DECODED_BY_GITLAB).not.to.include(verdict.attributes['type']);
          expect(verdict.text).to.match(/\S/);
        }
      });

      it('lets no student attach a file', () => {
        expect(text).not.to.contain('[[ATTACHMENT|');
      });

      it('stays far below the 30 MB that GitLab reads', () => {
        expect(Buffer.byteLength(text)).to.be.below(3e6);
      });
    });
  }
}

describe('the JUnit report', () => {
  it('tells failures, errors and skipped tests apart', () => {
    const statuses = ['passed', 'failed', 'not-implemented', 'timed-out', 'crashed', 'skipped'] as const;
    const tests = statuses.map((status) => exampleTest({ id: status, title: status, status }));
    const root = readXml(reporters.junit(exampleReport([exampleQuestion({ tests })]), options));
    const verdicts = findAll(root, 'testcase').map(({ children }) => children[0]?.name);
    expect(verdicts).to.deep.equal([undefined, 'failure', 'failure', 'error', 'error', 'skipped']);
  });

  it('points at the line where the code threw, in an attribute and in the form of a stack trace', () => {
    const tests = [exampleTest({ status: 'crashed', location: 'src/freeze.ts:12:5' })];
    const root = readXml(reporters.junit(exampleReport([exampleQuestion({ tests })]), options));
    const [crashed] = findAll(root, 'testcase');
    expect(crashed!.attributes).to.include({ file: 'assignments/cnn/src/freeze.ts', line: '12' });
    expect(crashed!.children[0]!.text).to.match(/at student \(assignments\/cnn\/src\/freeze.ts:12:5\)$/);
  });

  it('names files by the path that they have in the repository that students get', () => {
    const hidden = { file: 'solutions/cnn/suites/freeze.suite.ts', line: 3 };
    const tests = [
      exampleTest({
        id: 'a',
        title: 'public',
        source: { file: 'assignments/cnn/suites/freeze.suite.ts', line: 9 },
      }),
      exampleTest({ id: 'b', title: 'hidden', hidden: true, source: hidden }),
      exampleTest({ id: 'c', title: 'without a place', source: null }),
    ];
    const root = readXml(
      reporters.junit(exampleReport([exampleQuestion({ tests, file: 'src/freeze.ts' })]), options),
    );
    const files = findAll(root, 'testcase').map(({ attributes }) => attributes['file']);
    const own = 'assignments/cnn/src/freeze.ts';
    expect(files.slice(0, 3)).to.deep.equal(['assignments/cnn/suites/freeze.suite.ts', own, own]);
    for (const file of [...files, root.children[0]!.attributes['file']])
      expect(fs.existsSync(path.join(COURSE, file!)), file).to.equal(true);
  });

  it('keeps line breaks in attributes and hostile text in its place', () => {
    const tests = [
      exampleTest({
        status: 'failed',
        message: ']]></failure><x y="1">\n\u0000',
        output: '\u001b[31m<b>&amp;',
      }),
    ];
    const [one] = findAll(
      readXml(reporters.junit(exampleReport([exampleQuestion({ tests })]), options)),
      'testcase',
    );
    expect(one!.children[0]!.text).to.match(/^\]\]><\/failure><x y="1">\n␀/);
    expect(one!.children[1]!.text).to.equal('<b>&amp;');
  });

  it('is the golden file', () => {
    expectGolden('rich.student.xml', reporters.junit(richReport(), { lang: 'en', audience: 'student' }));
  });
});

/** ActiveSupport's Hash.from_xml, which GitLab reads with, converts elements that have one of these types. */
const DECODED_BY_GITLAB = [
  ...['symbol', 'date', 'datetime', 'duration', 'integer', 'float', 'decimal', 'boolean', 'string', 'yaml'],
  ...['base64Binary', 'hexBinary', 'binary', 'file', 'double', 'dateTime', 'array'],
];

const COUNTED = { tests: 'testcase', failures: 'failure', errors: 'error', skipped: 'skipped' };

function countsIn(element: XmlElement): Record<string, number> {
  return Object.fromEntries(
    Object.entries(COUNTED).map(([count, name]) => [count, findAll(element, name).length]),
  );
}

function countsSaid(element: XmlElement): Record<string, number> {
  return Object.fromEntries(Object.keys(COUNTED).map((count) => [count, Number(element.attributes[count])]));
}
