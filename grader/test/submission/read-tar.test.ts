import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { SubmissionProblem } from '../../submission/problem';
import { readTar } from '../../submission/read-tar';
import { withRegularFile } from '../../submission/regular-file';
import { DEFAULT_READ_LIMITS, type ReadLimits } from '../../submission/tree';
import { tarGzOf, temporaryFolder } from '../../teaching/test/class/support';

describe('a tar.gz archive', () => {
  const folder = temporaryFolder();
  const read = (bytes: Buffer, limits: Partial<ReadLimits> = {}) => {
    const file = path.join(folder, 'submission.tar.gz');
    fs.writeFileSync(file, bytes);
    return withRegularFile(file, (handle) =>
      readTar(handle, (name) => name.endsWith('.ts'), { ...DEFAULT_READ_LIMITS, ...limits }),
    );
  };
  const readLate = (bytes: Buffer) => {
    const file = path.join(folder, 'late.tar.gz');
    fs.writeFileSync(file, bytes);
    return withRegularFile(file, (handle) => {
      const stat = handle.stat.bind(handle);
      handle.stat = (async () => (await sleep(100), stat())) as typeof handle.stat;
      return readTar(handle, (name) => name.endsWith('.ts'), DEFAULT_READ_LIMITS);
    });
  };
  const problem = async (bytes: Buffer, limits: Partial<ReadLimits> = {}) => {
    const outcome = await read(bytes, limits).catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(SubmissionProblem);
    return outcome as SubmissionProblem;
  };

  it('gives the bytes of wanted files and the names of the others', async () => {
    const tree = await read(
      await tarGzOf([
        { name: './lab/', type: 'directory' },
        { name: './lab/a.ts', content: 'let a' },
        { name: 'lab/b.md', content: 'b' },
      ]),
    );
    expect(tree.paths).to.deep.equal(['lab/a.ts', 'lab/b.md']);
    expect(tree.files.get('lab/a.ts')?.toString()).to.equal('let a');
  });

  it('has its last entry of a name taken, as when it is unpacked', async () => {
    const twice = [
      { name: 'a.ts', content: 'first' },
      { name: 'b.ts', type: 'symlink' as const, linkname: 'a.ts' },
      { name: 'a.ts', content: 'last' },
      { name: 'b.ts', content: 'a file' },
    ];
    const { files, unusable, paths, refused } = await read(await tarGzOf(twice));
    expect([...files.values()].map(String)).to.deep.equal(['last', 'a file']);
    expect([unusable.size, paths]).to.deep.equal([0, ['a.ts', 'b.ts']]);
    expect(refused[0]).to.equal('a.ts is there twice; the last was taken');
  });

  it('may also come without gzip', async () => {
    const tree = await read(gunzipSync(await tarGzOf([{ name: 'a.ts', content: 'let a' }])));
    expect(tree.files.get('a.ts')?.toString()).to.equal('let a');
  });

  it('is read, and refused, however late the disk says its size', async () => {
    const tar = await tarGzOf([{ name: 'a.ts', content: 'let a' }]);
    expect([...(await readLate(tar)).paths]).to.deep.equal(['a.ts']);
    const damaged = await readLate(tar.subarray(0, 20)).catch((error: unknown) => error);
    expect(damaged).to.be.instanceOf(SubmissionProblem).with.property('code', 'corrupt');
  });

  for (const name of ['../a.ts', '/tmp/a.ts', 'x/../../a.ts', 'a\\..\\b.ts']) {
    it(`is refused as a whole when an entry is called ${name}`, async () => {
      expect(await problem(await tarGzOf([{ name, content: 'x' }]))).to.include({ code: 'unsafe' });
    });
  }

  for (const type of ['symlink', 'link', 'fifo', 'character-device'] as const) {
    it(`has a ${type} named and left out`, async () => {
      const tree = await read(await tarGzOf([{ name: 'a.ts', type, linkname: '/etc/passwd' }]));
      expect(tree.files.size).to.equal(0);
      expect([...tree.unusable.keys()]).to.deep.equal(['a.ts']);
    });
  }

  it('may not be a bomb, however small it is', async () => {
    const content = 'a'.repeat(40_000_000);
    expect(await problem(await tarGzOf([{ name: 'a.ts', content }]))).to.include({ code: 'too-large' });
  });

  it('may hold 300 MB of checkpoints, even fresh ones that are zeros', async function () {
    this.timeout(60_000);
    const content = Buffer.alloc(100 * 1024 * 1024);
    const files = [1, 2, 3].map((epoch) => ({ name: `runs/${epoch}.ckpt`, content }));
    const archive = await tarGzOf([...files, { name: 'src/a.ts', content: 'let a' }]);
    expect((await read(archive)).files.get('src/a.ts')?.toString()).to.equal('let a');
  });

  it('may not unpack to more bytes than the limit', async () => {
    const archive = await tarGzOf([{ name: 'a.bin', content: 'a'.repeat(50_000) }]);
    expect(await problem(archive, { bytes: 20_000 })).to.include({ code: 'too-large' });
  });

  it('lists what nobody wants up to the limit and counts the rest', async () => {
    const tree = await read(await tarGzOf(['a', 'b', 'c', 'd.ts'].map((name) => ({ name }))), { listed: 2 });
    expect([tree.paths, tree.uncounted]).to.deep.equal([['a', 'b', 'd.ts'], 1]);
  });

  it('is corrupt when it stops in the middle', async () => {
    const archive = await tarGzOf([{ name: 'a.ts', content: 'let a = 1;\n'.repeat(500) }]);
    expect(await problem(archive.subarray(0, archive.length - 60))).to.include({ code: 'corrupt' });
  });

  it('is corrupt when it is something else', async () => {
    expect(await problem(Buffer.from('this is no archive, only a text '.repeat(40)))).to.include({
      code: 'corrupt',
    });
  });
});
