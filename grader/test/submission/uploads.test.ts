import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { SubmissionProblem } from '../../submission/problem';
import { readSubmission } from '../../submission/read-submission';
import type { Upload } from '../../submission/upload';
import { tarGzOf, temporaryFolder, writeTree, zipOf } from '../../teaching/test/class/support';

describe('what was handed in', () => {
  const root = temporaryFolder();
  let count = 0;
  const spec = { id: 'sums', files: ['src/add.ts', 'src/sort.ts'], declaration: 'declaration.yaml' };
  const assignment = { spec, limits: { fileKilobytes: 256 } };
  const upload = (name: string, content: string | Buffer, kind: Upload['kind']): Upload => {
    const folder = writeTree(path.join(root, String(count++)), { [name]: content });
    return { path: path.join(folder, name), name, kind };
  };
  const folderOf = (files: Record<string, string | Buffer>): Upload => ({
    path: writeTree(path.join(root, String(count++)), files),
    name: '',
    kind: 'folder',
  });
  const collect = (...uploads: Upload[]) => readSubmission(uploads, assignment);
  const reason = async (...uploads: Upload[]) => {
    const outcome = await collect(...uploads).catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(SubmissionProblem);
    return outcome as SubmissionProblem;
  };

  it('gives the same digest to the same files, however they were packed', async () => {
    const files = { 'src/add.ts': 'a', 'src/sort.ts': 'b' };
    const tar = await tarGzOf(
      Object.entries(files).map(([name, content]) => ({ name: `lab/${name}`, content })),
    );
    const all = await Promise.all([
      collect(folderOf(files)),
      collect(upload('s.zip', await zipOf(files), 'zip')),
      collect(upload('s.tgz', tar, 'tar')),
    ]);
    expect(new Set(all.map(({ digest }) => digest)).size).to.equal(1);
  });

  it('says what is missing and what nobody asked for', async () => {
    const collected = await collect(
      folderOf({ 'src/add.ts': 'a', 'src/extra.ts': 'b', 'assignment.yaml': 'mine' }),
    );
    expect(collected.missing).to.deep.equal(['src/sort.ts']);
    expect(collected.ignored).to.deep.equal(['src/extra.ts']);
    expect([...collected.files.keys()]).to.deep.equal(['src/add.ts']);
  });

  it('opens the archive that a platform put into a folder', async () => {
    const collected = await collect(folderOf({ 'my lab.zip': await zipOf({ 'src/add.ts': 'a' }) }));
    expect([...collected.files.keys()]).to.deep.equal(['src/add.ts']);
  });

  it('puts single files together, a later one in place of an earlier', async () => {
    const collected = await collect(upload('add.ts', 'old', 'file'), upload('add.ts', 'new', 'file'));
    expect(collected.files.get('src/add.ts')).to.equal('new');
  });

  it('takes the last of several archives and says so', async () => {
    const zips = await Promise.all(['old', 'new'].map((text) => zipOf({ 'src/add.ts': text })));
    const collected = await collect(upload('1.zip', zips[0]!, 'zip'), upload('2.zip', zips[1]!, 'zip'));
    expect(collected.files.get('src/add.ts')).to.equal('new');
    expect(collected.notes).to.deep.equal(['2 archives were handed in; 2.zip was taken']);
  });

  it('names the files that were handed in beside an archive', async () => {
    const zip = upload('lab.zip', await zipOf({ 'src/add.ts': 'a' }), 'zip');
    const files = ['sort.ts', 'essay.pdf'].map((name) => upload(name, 'b', 'file'));
    const { notes } = await collect(zip, ...files);
    expect(notes).to.deep.equal(['handed in beside lab.zip, not graded: sort.ts']);
  });

  it('names the archive that was not opened because files lie beside it', async () => {
    const zip = await zipOf({ 'src/add.ts': 'a', 'src/sort.ts': 'b' });
    const { notes } = await collect(folderOf({ 'lab.zip': zip, 'src/add.ts': 'a', 'data/digits.gz': 'x' }));
    expect(notes).to.deep.equal(['not opened, as files lie beside it: lab.zip']);
  });

  it('does not follow a link out of a folder', async () => {
    const source = folderOf({ 'src/sort.ts': 'b' });
    fs.symlinkSync('/etc/passwd', path.join(source.path, 'src/add.ts'));
    const collected = await collect(source);
    expect([...collected.problems]).to.deep.equal([
      ['src/add.ts', 'src/add.ts is a link; submit the file itself'],
    ]);
  });

  const refused: [string, () => Promise<Upload>, string][] = [
    [
      'an empty folder',
      async () => ({ path: fs.mkdtempSync(path.join(root, 'e')), name: '', kind: 'folder' }),
      'empty',
    ],
    ['an empty zip', async () => upload('a.zip', '', 'zip'), 'empty'],
    ['a zip without files', async () => upload('a.zip', await zipOf({}), 'zip'), 'empty'],
    ['a rar', async () => upload('a.rar', 'Rar!', 'unsupported-archive'), 'unsupported'],
    ['something else', async () => folderOf({ 'essay.pdf': 'x' }), 'wrong-layout'],
    ['several archives in a folder', async () => folderOf({ 'a.zip': 'x', 'b.zip': 'y' }), 'wrong-layout'],
    ['an unreadable archive in a folder', async () => folderOf({ 'a.zip': 'x'.repeat(99) }), 'corrupt'],
  ];
  for (const [name, make, code] of refused) {
    it(`has a reason for ${name}: ${code}`, async () => {
      expect(await reason(await make())).to.include({ code });
    });
  }

  it('says what was passed over when nothing is left', async () => {
    const { message } = await reason(folderOf({ 'c: lab/src/add.ts': 'a' }));
    expect(message).to.equal(
      'it holds no file that can be taken: "c: lab" has an odd name and was passed over',
    );
  });
});
