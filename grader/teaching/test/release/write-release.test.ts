import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { writeRelease } from '../../release/write-release';
import { temporaryFolder, writeTree } from '../class/support';

describe('writing a release', () => {
  const root = temporaryFolder();
  let count = 0;
  const newFolder = () => path.join(root, String(count++));
  const write = (out: string, files: Record<string, string>) =>
    writeRelease(out, new Map(Object.entries(files).map(([file, text]) => [file, Buffer.from(text)])), [
      { id: 'sums', version: '1.0.0' },
    ]);
  const read = (folder: string) =>
    Object.fromEntries(
      (fs.readdirSync(folder, { recursive: true }) as string[])
        .filter((file) => fs.statSync(path.join(folder, file)).isFile())
        .sort()
        .map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')]),
    );

  it('gives the same bytes twice, whatever the order of the files', () => {
    const [first, second] = [newFolder(), newFolder()];
    write(first, { 'a.txt': 'a', 'b/c.txt': 'c' });
    write(second, { 'b/c.txt': 'c', 'a.txt': 'a' });
    expect(read(second)).to.deep.equal(read(first));
  });

  it('replaces an earlier release and touches nothing else', () => {
    const out = newFolder();
    write(out, { 'a.txt': 'old', 'gone.txt': 'x' });
    writeTree(out, { 'node_modules/x/index.js': 'kept', '.git/HEAD': 'kept' });
    write(out, { 'a.txt': 'new' });
    expect(Object.keys(read(out))).to.deep.equal([
      '.boletim-release.json',
      '.git/HEAD',
      'a.txt',
      'node_modules/x/index.js',
    ]);
    expect(read(out)['a.txt']).to.equal('new');
  });

  it('refuses a folder that holds something else', () => {
    const out = writeTree(newFolder(), { 'thesis.txt': 'mine' });
    expect(() => write(out, { 'a.txt': 'a' })).to.throw(/not empty and holds no earlier release/);
    expect(Object.keys(read(out))).to.deep.equal(['thesis.txt']);
  });
});
