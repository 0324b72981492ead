import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Assignment } from '../../assignment/assignment';
import { UsageError } from '../../errors';
import { readSubmission } from '../../submission/read-submission';
import { temporaryFolder, writeTree } from '../support/folders';

const assignment = {
  spec: { id: 'tiny', files: ['src/one.ts', 'src/two.ts'], declaration: 'declaration.yaml' },
  limits: { fileKilobytes: 1 },
} as unknown as Assignment;

const root = temporaryFolder();
let count = 0;

function submission(files: Record<string, string | Uint8Array>): string {
  const folder = path.join(root, String((count += 1)));
  fs.mkdirSync(folder);
  return writeTree(folder, files);
}

const ONE = 'export const one = 1;\n';

describe('reading a submission', () => {
  it('takes the files that the assignment names, from a folder of their own', () => {
    const folder = submission({ 'src/one.ts': ONE, 'src/two.ts': 'two', 'declaration.yaml': 'hours: 1\n' });
    const { files, problems, missing, ignored } = readSubmission(folder, assignment);
    expect([...files.keys()]).to.deep.equal(['src/one.ts', 'src/two.ts', 'declaration.yaml']);
    expect(files.get('src/one.ts')).to.equal(ONE);
    expect([problems.size, missing, ignored]).to.deep.equal([0, [], []]);
  });

  it('finds them in a whole checkout as well', () => {
    const folder = submission({ 'assignments/tiny/src/one.ts': ONE, 'src/one.ts': 'not this one' });
    expect(readSubmission(folder, assignment).files.get('src/one.ts')).to.equal(ONE);
  });

  it('lists those that are missing, but not the declaration', () => {
    expect(readSubmission(submission({ 'src/one.ts': ONE }), assignment).missing).to.deep.equal([
      'src/two.ts',
    ]);
    expect(readSubmission(submission({ src: 'a file' }), assignment).missing).to.deep.equal(
      assignment.spec.files,
    );
  });

  it('gives equal content an equal digest, and other content another', () => {
    const digest = (files: Record<string, string>) => readSubmission(submission(files), assignment).digest;
    const both = { 'src/one.ts': 'a', 'src/two.ts': 'b' };
    expect(digest(both)).to.equal(digest({ ...both, 'src/other.ts': 'ignored' }));
    const others = [
      { 'src/one.ts': 'a' },
      { 'src/one.ts': 'ab', 'src/two.ts': '' },
      { 'src/one.ts': 'b', 'src/two.ts': 'a' },
    ];
    expect(
      new Set([digest(both), ...others.map((files) => digest(files as Record<string, string>))]).size,
    ).to.equal(4);
  });

  it('drops a byte order mark', () => {
    expect(
      readSubmission(submission({ 'src/one.ts': `\ufeff${ONE}` }), assignment).files.get('src/one.ts'),
    ).to.equal(ONE);
  });

  for (const folder of ['/nowhere/at/all', __filename]) {
    it(`refuses ${path.basename(folder)}, which is no folder`, () => {
      expect(() => readSubmission(folder, assignment)).to.throw(
        UsageError,
        'is not a folder; give the folder that holds src/.',
      );
    });
  }
});

describe('a file that was put in the wrong place', () => {
  const places: [what: string, files: Record<string, string>, ignored: string[]][] = [
    ['beside src, under its own name', { 'src/one.ts': ONE, 'two.ts': 'x', 'README.md': 'x' }, ['two.ts']],
    ['below a folder of src', { 'src/one.ts': ONE, 'src/old/two.ts': 'x' }, ['src/old/two.ts']],
    ['under another name', { 'src/one.ts': ONE, 'src/Two.ts': 'x' }, ['src/Two.ts']],
    ['without src at all', { 'one.ts': ONE, 'deep/two.ts': 'x' }, ['deep/two.ts', 'one.ts']],
  ];
  for (const [what, files, ignored] of places) {
    it(`is listed: ${what}`, () =>
      expect(readSubmission(submission(files), assignment).ignored).to.deep.equal(ignored));
  }

  it('is not looked for in node_modules or .git, and the list ends somewhere', () => {
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`src/f${index}.ts`, 'x']));
    const folder = submission({ ...many, 'src/node_modules/a.ts': 'x', 'src/.git/b.ts': 'x' });
    const { ignored } = readSubmission(folder, assignment);
    expect(ignored).to.have.length(100);
    expect(ignored.filter((file) => /node_modules|\.git/.test(file))).to.deep.equal([]);
  });
});

describe('a file that cannot be used', () => {
  const contents: [what: string, content: string | Uint8Array, problem: string][] = [
    ['is empty', '', 'src/one.ts is empty; copy the stub back and write the function there'],
    ['is blank', ' \r\n\t\n', 'src/one.ts is empty; copy the stub back and write the function there'],
    [
      'is Latin-1',
      Uint8Array.of(0x2f, 0x2f, 0xe9),
      'src/one.ts is not UTF-8 text; save it with the encoding UTF-8',
    ],
    [
      'is UTF-16',
      Buffer.from('\ufeffexport {};', 'utf16le'),
      'src/one.ts is not UTF-8 text; save it with the encoding UTF-8',
    ],
    ['is too large', 'x'.repeat(1025), 'src/one.ts has 2 KB; the limit is 1 KB'],
  ];
  for (const [what, content, problem] of contents) {
    it(`is a problem of its own when it ${what}`, () => {
      const { files, problems, missing } = readSubmission(
        submission({ 'src/one.ts': content, 'src/two.ts': 'x' }),
        assignment,
      );
      expect([...problems]).to.deep.equal([['src/one.ts', problem]]);
      expect([[...files.keys()], missing]).to.deep.equal([['src/two.ts'], []]);
    });
  }

  it('may be as large as the limit', () => {
    expect(readSubmission(submission({ 'src/one.ts': 'x'.repeat(1024) }), assignment).problems.size).to.equal(
      0,
    );
  });

  const LINK = 'src/one.ts is a link; submit the file itself';
  const shapes: [what: string, make: (file: string) => void, problem: string | undefined][] = [
    ['a link to another file', (file) => fs.symlinkSync('two.ts', file), LINK],
    ['a link out of the submission', (file) => fs.symlinkSync('/etc/hostname', file), LINK],
    ['a link to itself', (file) => fs.symlinkSync('one.ts', file), LINK],
    ['a link to nothing', (file) => fs.symlinkSync('nothing.ts', file), undefined],
    [
      'a hard link',
      (file) => fs.linkSync(path.join(path.dirname(file), 'two.ts'), file),
      'src/one.ts is a hard link to another file; submit a copy of its own',
    ],
    ['a folder', (file) => fs.mkdirSync(file), 'src/one.ts is not a regular file'],
    ['a pipe', (file) => void execFileSync('mkfifo', [file]), 'src/one.ts is not a regular file'],
  ];
  for (const [what, make, problem] of shapes) {
    it(`is not followed, opened or waited for when it is ${what}`, function () {
      if (process.platform === 'win32') this.skip();
      const folder = submission({ 'src/two.ts': 'x' });
      make(path.join(folder, 'src', 'one.ts'));
      const { problems, missing, files } = readSubmission(folder, assignment);
      expect(problems.get('src/one.ts')).to.equal(problem);
      expect(missing).to.deep.equal(problem === undefined ? ['src/one.ts'] : []);
      expect(files.has('src/one.ts')).to.equal(false);
    });
  }

  it('is not followed when its folder is a link', function () {
    if (process.platform === 'win32') this.skip();
    const folder = submission({ 'real/one.ts': ONE });
    fs.symlinkSync('real', path.join(folder, 'src'));
    expect(readSubmission(folder, assignment).problems.get('src/one.ts')).to.equal(LINK);
  });

  it('is told how to become readable', function () {
    // Only somebody without rights is refused: root becomes nobody for this one call.
    if (process.platform === 'win32') this.skip();
    const folder = submission({ 'src/one.ts': ONE });
    for (let above = folder; above.startsWith(root); above = path.dirname(above)) fs.chmodSync(above, 0o755);
    fs.chmodSync(path.join(folder, 'src', 'one.ts'), 0o000);
    const { problems } = asNobody(() => readSubmission(folder, assignment));
    expect(problems.get('src/one.ts')).to.equal(
      'src/one.ts may not be read by the grader; give it read permission (chmod a+r)',
    );
  });
});

function asNobody<T>(run: () => T): T {
  const isRoot = process.geteuid!() === 0;
  if (isRoot) process.seteuid!(65534);
  try {
    return run();
  } finally {
    if (isRoot) process.seteuid!(0);
  }
}
