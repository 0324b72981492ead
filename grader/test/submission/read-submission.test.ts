import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Assignment } from '../../assignment/assignment';
import { UsageError } from '../../errors';
import { takeFiles } from '../../submission/take-files';
import type { Upload } from '../../submission/upload';
import { readSubmission } from '../../submission/read-submission';
import { readSubmissionAt } from '../../submission/submission-at';
import { zipOf } from '../../teaching/test/class/support';
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
  it('takes the files that the assignment names, from a folder of their own', async () => {
    const folder = submission({ 'src/one.ts': ONE, 'src/two.ts': 'two', 'declaration.yaml': 'hours: 1\n' });
    const { files, problems, missing, ignored } = await readSubmissionAt(folder, assignment);
    expect([...files.keys()]).to.deep.equal(['src/one.ts', 'src/two.ts', 'declaration.yaml']);
    expect(files.get('src/one.ts')).to.equal(ONE);
    expect([problems.size, missing, ignored]).to.deep.equal([0, [], []]);
  });

  it('finds them in a whole checkout as well', async () => {
    const folder = submission({ 'assignments/tiny/src/one.ts': ONE, 'package.json': '{}' });
    expect((await readSubmissionAt(folder, assignment)).files.get('src/one.ts')).to.equal(ONE);
  });

  it('says what may have been meant by a missing file, to the student and to the instructor', async () => {
    const folder = submission({ 'src/one.ts': ONE, 'src/Two (1).ts': 'two' });
    const read = await readSubmissionAt(folder, assignment);
    expect(read.lookAlikes).to.deep.equal([{ file: 'src/two.ts', path: 'src/Two (1).ts' }]);
    expect(read.missing).to.deep.equal(['src/two.ts']);
    expect(read.problems.get('src/two.ts')).to.equal(
      'src/two.ts is not there, but "src/Two (1).ts" is; if you mean it, call it src/two.ts and submit again',
    );
  });

  it('counts what was handed in and nobody asked for, in a note; where somebody works, much lies about', async () => {
    const images = Array.from({ length: 120 }, (_, at) => [`data/${at}.jpg`, '']);
    const folder = submission({
      'src/one.ts': ONE,
      ...(Object.fromEntries(images) as Record<string, string>),
    });
    expect((await readSubmissionAt(folder, assignment)).notes).to.deep.equal([]);
    const { notes } = await readSubmission([{ path: folder, name: 'ana', kind: 'folder' }], assignment);
    expect(notes).to.deep.equal(['120 other files were counted and not read']);
  });

  it('lists those that are missing, but not the declaration', async () => {
    expect((await readSubmissionAt(submission({ 'src/one.ts': ONE }), assignment)).missing).to.deep.equal([
      'src/two.ts',
    ]);
    expect((await readSubmissionAt(submission({ src: 'a file' }), assignment)).missing).to.deep.equal(
      assignment.spec.files,
    );
  });

  it('gives equal content an equal digest, and other content another', async () => {
    const digest = async (files: Record<string, string>) =>
      (await readSubmissionAt(submission(files), assignment)).digest;
    const both = { 'src/one.ts': 'a', 'src/two.ts': 'b' };
    expect(await digest(both)).to.equal(await digest({ ...both, 'src/other.ts': 'ignored' }));
    const others: Record<string, string>[] = [
      { 'src/one.ts': 'a' },
      { 'src/one.ts': 'ab', 'src/two.ts': '' },
      { 'src/one.ts': 'b', 'src/two.ts': 'a' },
    ];
    const digests = await Promise.all([both, ...others].map(digest));
    expect(new Set(digests).size).to.equal(4);
  });

  it('gives a file that cannot be used another digest than a missing one', async () => {
    const digest = async (files: Record<string, string>) =>
      (await readSubmissionAt(submission({ 'src/one.ts': ONE, ...files }), assignment)).digest;
    expect(await digest({ 'src/two.ts': 'x'.repeat(2000) })).not.to.equal(await digest({}));
  });

  it('drops a byte order mark', async () => {
    expect(
      (await readSubmissionAt(submission({ 'src/one.ts': `\ufeff${ONE}` }), assignment)).files.get(
        'src/one.ts',
      ),
    ).to.equal(ONE);
  });

  for (const place of ['/nowhere/at/all', __filename, '/nowhere.rar']) {
    it(`refuses ${path.basename(place)}, which is no submission`, async () => {
      const error = await readSubmissionAt(place, assignment).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(UsageError);
      expect((error as Error).message).to.contain('give the folder that holds src/.');
    });
  }

  it('opens a zip as it opens a folder, and says of a damaged one that it cannot be read', async () => {
    const folder = submission({ 'lab.zip': await zipOf({ 'src/one.ts': ONE }), 'cut.zip': 'PK' });
    const { files } = await readSubmissionAt(path.join(folder, 'lab.zip'), assignment);
    expect([...files]).to.deep.equal([['src/one.ts', ONE]]);
    const error = await readSubmissionAt(path.join(folder, 'cut.zip'), assignment).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(UsageError);
  });

  it('grades what holds nothing of the assignment as nothing, and says so', async () => {
    const { missing, notes } = await readSubmissionAt(submission({ 'essay.txt': 'x' }), assignment);
    expect(missing).to.deep.equal(assignment.spec.files);
    expect(notes[0]).to.match(/^none of src\/one\.ts, .* is in it; it holds essay\.txt$/);
  });

  it('takes what lies near the root beside a data set of any size, and counts the rest', async () => {
    const images = Array.from({ length: 6000 }, (_, index) => [`data/${index}.png`, ''] as const);
    const folder = submission({ ...Object.fromEntries(images), 'src/one.ts': ONE, 'src/two.ts': ONE });
    const { files, ignored } = await readSubmissionAt(folder, assignment);
    expect([[...files.keys()], ignored]).to.deep.equal([assignment.spec.files, []]);
  });
});

describe('a file that was put in the wrong place', () => {
  const places: [what: string, files: Record<string, string>, ignored: string[]][] = [
    ['beside src, under its own name', { 'src/one.ts': ONE, 'two.ts': 'x' }, ['two.ts']],
    ['below a folder of src', { 'src/one.ts': ONE, 'src/old/two.ts': 'x' }, ['src/old/two.ts']],
    ['under another name', { 'src/one.ts': ONE, 'src/Two.ts': 'x' }, ['src/Two.ts']],
    ['below another folder', { 'one.ts': ONE, 'deep/two.ts': 'x' }, ['deep/two.ts']],
  ];
  for (const [what, files, ignored] of places) {
    it(`is listed: ${what}`, async () =>
      expect((await readSubmissionAt(submission(files), assignment)).ignored).to.deep.equal(ignored));
  }

  it('is not looked for in node_modules or .git, and the list ends somewhere', async () => {
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`src/f${index}.ts`, 'x']));
    const folder = submission({
      ...many,
      'src/one.ts': ONE,
      'src/node_modules/a.ts': 'x',
      'src/.git/b.ts': 'x',
    });
    const { ignored } = await readSubmissionAt(folder, assignment);
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
    it(`is a problem of its own when it ${what}`, async () => {
      const { files, problems, missing } = await readSubmissionAt(
        submission({ 'src/one.ts': content, 'src/two.ts': 'x' }),
        assignment,
      );
      expect([...problems]).to.deep.equal([['src/one.ts', problem]]);
      expect([[...files.keys()], missing]).to.deep.equal([['src/two.ts'], []]);
    });
  }

  it('may be as large as the limit', async () => {
    expect(
      (await readSubmissionAt(submission({ 'src/one.ts': 'x'.repeat(1024) }), assignment)).problems.size,
    ).to.equal(0);
  });

  const LINK = 'src/one.ts is a link; submit the file itself';
  const shapes: [what: string, make: (file: string) => void, problem: string][] = [
    ['a link to another file', (file) => fs.symlinkSync('two.ts', file), LINK],
    ['a link out of the submission', (file) => fs.symlinkSync('/etc/hostname', file), LINK],
    ['a link to itself', (file) => fs.symlinkSync('one.ts', file), LINK],
    ['a link to nothing', (file) => fs.symlinkSync('nothing.ts', file), LINK],
    [
      'a hard link',
      (file) => fs.linkSync(path.join(path.dirname(file), 'two.ts'), file),
      'src/one.ts is a hard link to another file; submit a copy of its own',
    ],
    ['a folder', (file) => fs.mkdirSync(file), 'src/one.ts is not a regular file'],
    ['a pipe', (file) => void execFileSync('mkfifo', [file]), 'src/one.ts is not a regular file'],
  ];
  for (const [what, make, problem] of shapes) {
    it(`is not followed, opened or waited for when it is ${what}`, async function () {
      if (process.platform === 'win32') this.skip();
      const folder = submission({ 'src/two.ts': 'x' });
      make(path.join(folder, 'src', 'one.ts'));
      const { problems, missing, files } = await readSubmissionAt(folder, assignment);
      expect(problems.get('src/one.ts')).to.equal(problem);
      expect(missing).to.deep.equal([]);
      expect(files.has('src/one.ts')).to.equal(false);
    });
  }

  it('is not followed when its folder is a link', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = submission({ 'declaration.yaml': 'hours: 1' });
    fs.symlinkSync('/etc', path.join(folder, 'src'));
    expect((await readSubmissionAt(folder, assignment)).problems.get('src/one.ts')).to.equal(LINK);
  });

  it('is told how to become readable', async function () {
    // Only somebody without rights is refused: root becomes nobody for this one call.
    if (process.platform === 'win32') this.skip();
    const folder = submission({ 'src/one.ts': ONE });
    for (let above = folder; above.startsWith(root); above = path.dirname(above)) fs.chmodSync(above, 0o755);
    fs.chmodSync(path.join(folder, 'src', 'one.ts'), 0o000);
    const expected = { assignment: 'tiny', files: ['src/one.ts'], fileKilobytes: 1 };
    const uploads: Upload[] = [{ path: folder, name: '', kind: 'folder' }];
    const result = await asNobody(() => takeFiles({ uploads, expected }));
    expect('submitted' in result && result.submitted.problems.get('src/one.ts')).to.equal(
      'src/one.ts may not be read by the grader; give it read permission (chmod a+r)',
    );
  });
});

async function asNobody<T>(run: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid!() === 0;
  if (isRoot) process.seteuid!(65534);
  try {
    return await run();
  } finally {
    if (isRoot) process.seteuid!(0);
  }
}
