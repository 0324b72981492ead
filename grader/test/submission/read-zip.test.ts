import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { SubmissionProblem } from '../../submission/problem';
import { readZip } from '../../submission/read-zip';
import { withRegularFile } from '../../submission/regular-file';
import { DEFAULT_READ_LIMITS, type ReadLimits } from '../../submission/tree';
import { temporaryFolder, zipOf } from '../../teaching/test/class/support';

describe('a zip archive', () => {
  const folder = temporaryFolder();
  const read = (bytes: Buffer, limits: Partial<ReadLimits> = {}) => {
    const file = path.join(folder, 'submission.zip');
    fs.writeFileSync(file, bytes);
    return withRegularFile(file, (handle) =>
      readZip(handle, (name) => name.endsWith('.ts'), { ...DEFAULT_READ_LIMITS, ...limits }),
    );
  };
  const problem = async (bytes: Buffer, limits: Partial<ReadLimits> = {}) => {
    const outcome = await read(bytes, limits).catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(SubmissionProblem);
    return outcome as SubmissionProblem;
  };
  /** Both headers of an entry hold its name; yazl itself would refuse to write these. */
  const rename = (zip: Buffer, from: string, to: string) =>
    Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');

  it('gives the bytes of wanted files and the names of the others', async () => {
    const tree = await read(
      await zipOf({ 'src/a.ts': 'let a', 'notes.pdf': 'x', 'node_modules/b/b.ts': 'no' }),
    );
    expect(tree.paths).to.deep.equal(['src/a.ts', 'notes.pdf']);
    expect([...tree.files].map(([name, bytes]) => [name, bytes.toString()])).to.deep.equal([
      ['src/a.ts', 'let a'],
    ]);
  });

  for (const evil of ['../ab.ts', '/abcd.ts', 'c:/ab.ts', 'a/../../b.ts']) {
    it(`is refused as a whole when an entry is called ${evil}`, async () => {
      const harmless = 'x'.repeat(evil.length - 3) + '.ts';
      expect(await problem(rename(await zipOf({ [harmless]: 'x' }), harmless, evil))).to.include({
        code: 'unsafe',
      });
    });
  }

  it('has its links named and not followed', async () => {
    const tree = await read(await zipOf({ 'src/a.ts': { content: '/etc/passwd', mode: 0o120777 } }));
    expect(tree.files.size).to.equal(0);
    expect([...tree.unusable]).to.deep.equal([['src/a.ts', 'is a link; submit the file itself']]);
  });

  it('lists what nobody wants up to the limit, counts the rest, and unpacks none of it', async () => {
    const files = { a: '', b: '', c: Buffer.alloc(40_000_000), 'd.ts': 'let d' };
    const tree = await read(await zipOf(files), { listed: 2 });
    expect([tree.paths, tree.uncounted]).to.deep.equal([['a', 'b', 'd.ts'], 1]);
  });

  it('unpacks nothing that is longer than a file may be', async () => {
    const tree = await read(await zipOf({ 'a.ts': Buffer.alloc(4_000_000) }));
    expect([...tree.unusable.keys()]).to.deep.equal(['a.ts']);
  });

  it('is corrupt when an entry yields more than it promised', async () => {
    const zip = await zipOf({ 'a.ts': 'a'.repeat(1000) });
    const at = zip.indexOf('PK\u0001\u0002');
    zip.writeUInt32LE(10, at + 24);
    expect(await problem(zip)).to.include({ code: 'corrupt' });
  });

  it('leaves out a wanted file that is too long', async () => {
    const tree = await read(await zipOf({ 'a.ts': 'a'.repeat(5000) }), { fileBytes: 2048 });
    expect([...tree.unusable]).to.deep.equal([['a.ts', 'has 5 KB; the limit is 2 KB']]);
  });

  it('is corrupt when its end is missing', async () => {
    const zip = await zipOf({ 'a.ts': 'let a' });
    expect(await problem(zip.subarray(0, 40))).to.include({ code: 'corrupt' });
  });

  it('is corrupt when a bit of a file was flipped', async () => {
    const zip = await zipOf({ 'a.ts': { content: 'let a', compress: false } });
    zip.write('x', zip.indexOf('let a'));
    expect((await problem(zip)).message).to.match(/a\.ts was damaged on the way/);
  });

  it('is corrupt when it needs a password', async () => {
    const zip = await zipOf({ 'a.ts': 'let a' });
    zip.writeUInt16LE(
      zip.readUInt16LE(zip.indexOf('PK\u0001\u0002') + 8) | 1,
      zip.indexOf('PK\u0001\u0002') + 8,
    );
    expect((await problem(zip)).message).to.match(/password/);
  });
});
