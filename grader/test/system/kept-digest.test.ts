import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { CACHE } from '../../loader/compile';
import { COURSE } from '../../system/paths';
import { recall, remember } from '../../system/remember';
import { temporaryFolderInside, writeTree } from '../support/folders';

const [register, graph] = ['loader/register.js', 'system/module-graph.ts'].map((file) =>
  path.join(COURSE, 'grader', file),
);
const DIGESTS = path.join(CACHE, 'digests');

describe('the digest of modules, kept from process to process', function () {
  this.timeout(60_000);
  const folder = temporaryFolderInside();
  const [entry, besides] = ['a.ts', 'settings.json'].map((name) => path.join(folder, name));
  writeTree(folder, {
    'a.ts': "export { b } from './b';",
    'b.ts': 'export const b = 1;',
    'settings.json': '{}',
    'c.ts': '',
  });

  /** In a process of its own, whose clock is ahead: what has just been written has settled there. */
  function digest({ minutes = 1 } = {}): string {
    const call = `require(${JSON.stringify(graph)}).digestOfModules([${JSON.stringify(entry)}], [${JSON.stringify(besides)}])`;
    const program = `const { now } = Date; Date.now = () => now() + ${minutes * 60_000}; console.log(${call});`;
    return execFileSync(process.execPath, ['--require', register!, '--eval', program], {
      cwd: COURSE,
      encoding: 'utf8',
    }).trim();
  }

  const keptFiles = () =>
    (fs.existsSync(DIGESTS) ? fs.readdirSync(DIGESTS) : []).filter((name) =>
      fs.readFileSync(path.join(DIGESTS, name)).includes(folder),
    );
  after(() => keptFiles().forEach((name) => fs.rmSync(path.join(DIGESTS, name))));

  it('is not kept while a file may change within one tick of its clock', () => {
    expect(digest({ minutes: -60 })).to.match(/^[0-9a-f]{64}$/);
    expect(keptFiles()).to.deep.equal([]);
  });

  it('is kept, and taken from there', () => {
    const made = digest();
    const [name] = keptFiles();
    const file = path.join(DIGESTS, name!);
    const kept = recall<{ digest: string }>(file)!;
    expect(kept.digest).to.equal(made);
    remember(file, { ...kept, digest: 'taken from there' });
    expect(digest()).to.equal('taken from there');
    fs.rmSync(file);
    expect(digest()).to.equal(made);
  });

  const changes = {
    'a module': { 'a.ts': "export { b } from './b'; " },
    'what it loads': { 'b.ts': 'export const b = 2;' },
    'which modules it loads': { 'b.ts': "import './c'; export const b = 2;" },
    'what it depends on besides': { 'settings.json': '[]' },
  };
  for (const [what, files] of Object.entries(changes))
    it(`is another when one byte changes of ${what}`, () => {
      const before = digest();
      writeTree(folder, files);
      expect(digest()).to.not.equal(before);
    });

  it('is the same again when a file says again what it said', () => {
    const before = digest();
    writeTree(folder, { 'settings.json': '{}' });
    const other = digest();
    writeTree(folder, { 'settings.json': '[]' });
    expect([other === before, digest()]).to.deep.equal([false, before]);
  });
});
