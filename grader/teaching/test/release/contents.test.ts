import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { releaseContents } from '../../release/contents';
import { temporaryFolder, writeTree } from '../class/support';

describe('the contents of a release', () => {
  const root = temporaryFolder();
  let count = 0;
  const courseWith = (files: Record<string, string>) => writeTree(path.join(root, String(count++)), files);
  const COURSE = {
    'assignments/sums/assignment.yaml': '',
    'assignments/sums/src/add.ts': '',
    'assignments/sums/node_modules/x/index.js': '',
    'assignments/other/assignment.yaml': '',
    'assignments/toolkit/index.ts': '',
    'assignments/toolkit/test/index.test.ts': '',
    'grader/cli/main.ts': '',
    'grader/test/cli/main.test.ts': '',
    'bench/main.ts': '',
    'fixtures/sums/inputs/a.json': '',
    'fixtures/sums/expected/a.json': '',
    'fixtures/sums/generate/generate.py': '',
    'fixtures/other/inputs/a.json': '',
    'solutions/sums/src/add.ts': '',
    'solutions/sums/suites/hidden.yaml': '',
    'solutions/sums/suites/expected/secret.json': '',
    'docs/student.md': '',
    'docs/instructor.md': '',
    LICENSE: '',
    'notes.log': '',
  };

  it('are the assignment, public fixtures and what students read', () => {
    expect(releaseContents(courseWith(COURSE), ['sums']).files).to.deep.equal([
      'LICENSE',
      'assignments/sums/assignment.yaml',
      'assignments/sums/src/add.ts',
      'docs/student.md',
      'fixtures/sums/expected/a.json',
      'fixtures/sums/inputs/a.json',
    ]);
  });

  it('are those of several assignments', () => {
    const { files } = releaseContents(courseWith(COURSE), ['sums', 'other']);
    expect(files).to.include.members(['assignments/sums/src/add.ts', 'assignments/other/assignment.yaml']);
  });

  it('leave out what git does not track, and say so', () => {
    const course = courseWith(COURSE);
    const git = (...parameters: string[]) =>
      execFileSync('git', parameters, { cwd: course, stdio: 'ignore' });
    git('init');
    git('add', '-f', ...Object.keys(COURSE).filter((file) => file !== 'assignments/sums/src/add.ts'));
    const { files, untracked } = releaseContents(course, ['sums']);
    expect(untracked).to.deep.equal(['assignments/sums/src/add.ts']);
    expect(files).not.to.include('assignments/sums/src/add.ts');
  });
});
