import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { readFolder } from '../../submission/read-folder';
import { DEFAULT_READ_LIMITS } from '../../submission/tree';
import { temporaryFolder, writeTree } from '../../teaching/test/class/support';

describe('a submitted folder', () => {
  const read = (folder: string) => readFolder(folder, (name) => name.endsWith('.ts'), DEFAULT_READ_LIMITS);

  const odd: [string, Buffer, string][] = [
    ['bytes that are not UTF-8', Buffer.from('relat\xf3rio.pdf', 'latin1'), 'relat\ufffdrio.pdf'],
    ["macOS' icon of a folder", Buffer.from('Icon\r'), 'Icon\r'],
    ['a backslash', Buffer.from('a\\b.ts'), 'a\\b.ts'],
    ['what looks like a drive', Buffer.from('q: answers.txt'), 'q: answers.txt'],
  ];
  for (const [what, bytes, name] of odd) {
    it(`is read without the file whose name has ${what}`, async function () {
      const folder = writeTree(temporaryFolder(), { 'src/a.ts': 'let a' });
      try {
        fs.writeFileSync(Buffer.concat([Buffer.from(folder + path.sep), bytes]), 'x');
      } catch {
        return this.skip();
      }
      const { paths, refused } = await read(folder);
      expect(paths).to.deep.equal(['src/a.ts']);
      expect(refused).to.deep.equal([`${JSON.stringify(name)} has an odd name and was passed over`]);
    });
  }
});
