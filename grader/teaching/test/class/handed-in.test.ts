import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { readHandedIn, removeStaleHandedIn, writeHandedIn } from '../../class/handed-in';
import { temporaryFolder } from './support';

describe('the code that a class run keeps', () => {
  const root = temporaryFolder();
  let count = 0;
  const out = () => path.join(root, String(count++));
  const files = (entries: Record<string, string>) => new Map(Object.entries(entries));

  it('reads back as it was handed in', async () => {
    const folder = out();
    await writeHandedIn(folder, 'ana', files({ 'src/b.ts': 'b', 'src/a.ts': 'ação' }));
    expect([...(await readHandedIn(folder, 'ana'))]).to.deep.equal([
      ['src/a.ts', 'ação'],
      ['src/b.ts', 'b'],
    ]);
  });

  it('follows a later submission, in which a file may be missing', async () => {
    const folder = out();
    await writeHandedIn(folder, 'ana', files({ 'src/a.ts': 'old', 'src/b.ts': 'b' }));
    await writeHandedIn(folder, 'ana', files({ 'src/a.ts': 'new' }));
    expect([...(await readHandedIn(folder, 'ana'))]).to.deep.equal([['src/a.ts', 'new']]);
  });

  it('is gone with the submission, and with the student', async () => {
    const folder = out();
    for (const slug of ['ana', 'bo', 'cy']) await writeHandedIn(folder, slug, files({ 'src/a.ts': 'a' }));
    await writeHandedIn(folder, 'ana', null);
    await removeStaleHandedIn(['ana', 'CY'], folder);
    expect(fs.readdirSync(path.join(folder, '.submissions'))).to.deep.equal(['cy']);
    expect((await readHandedIn(folder, 'bo')).size).to.equal(0);
  });
});
