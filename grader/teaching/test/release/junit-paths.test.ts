import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { reporters } from '@boletim/grader/reporters';
import { COURSE } from '@boletim/grader/system';
import { gradeWith } from '../../../test/support/grading';
import { releaseContents } from '../../release/contents';
import { READERS } from './junit-readers';

/** Thrown on its third line; the others are wrong, and not there. */
const THROWS =
  "export function mean(values: number[]): number {\n  if (values.length === 0) return 0;\n  throw new Error('no');\n}\n";
const WRONG = 'export const countLabels = (): number[] => [];\n';

describe('the JUnit report of a released assignment', function () {
  this.timeout(60_000);
  const tracked = new Set(releaseContents(COURSE, ['warmup']).files);
  let xml = '';
  before(async () => {
    const files = { 'src/mean.ts': THROWS, 'src/count-labels.ts': WRONG, 'src/retry.ts': null };
    const report = await gradeWith({ assignment: 'warmup', files });
    xml = reporters.junit(report, { lang: 'en', audience: 'student' });
  });

  for (const [reader, read] of Object.entries(READERS))
    it(`lets ${reader} open only lines of files that students have`, () => {
      const opened = read(xml, tracked);
      expect(opened.length).to.be.greaterThan(0);
      for (const { name, file, line } of opened) {
        expect([...tracked], name).to.include(file);
        // The student's own file may be longer than the stub that was released.
        const text = fs.readFileSync(path.join(COURSE, file), 'utf8');
        if (file.includes('/suites/')) expect(line, name).to.be.at.most(text.split('\n').length);
      }
    });

  for (const [reader, read] of Object.entries(READERS))
    it(`leads ${reader} to where the student's code threw`, () => {
      const thrown = read(xml, tracked).filter(({ file }) => file === 'assignments/warmup/src/mean.ts');
      expect(thrown.map(({ line }) => line)).to.include(3);
    });
});
