import { expect } from 'chai';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile, type Options } from 'yazl';

import { extractZip, FetchError, type ExtractLimits } from '../../fetch';

describe('extractZip', () => {
  let folder: string;
  let archive: string;
  let target: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'zip-'));
    archive = path.join(folder, 'a.zip');
    target = path.join(folder, 'out');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  async function pack(
    entries: [name: string, content: string | Buffer, options?: Partial<Options>][],
  ): Promise<void> {
    const zip = new ZipFile();
    for (const [name, content, options] of entries) zip.addBuffer(Buffer.from(content), name, options);
    zip.end();
    await pipeline(zip.outputStream, fs.createWriteStream(archive));
  }

  function replace(from: string, to: string): void {
    const text = fs.readFileSync(archive, 'latin1').replaceAll(from, to);
    fs.writeFileSync(archive, text, 'latin1');
  }

  it('unpacks files and folders', async () => {
    await pack([
      ['a.txt', 'A'],
      ['deep/er/b.txt', 'B'.repeat(1000)],
    ]);
    await extractZip(archive, target);
    expect(fs.readFileSync(path.join(target, 'a.txt'), 'utf8')).to.equal('A');
    expect(fs.readFileSync(path.join(target, 'deep/er/b.txt'), 'utf8')).to.equal('B'.repeat(1000));
  });

  const renamed: [what: string, name: string, message: RegExp][] = [
    ['leaves the folder', '../x.txt', /invalid relative path/],
    ['leaves it further down', 'a/../../x.txt', /invalid relative path/],
    ['is absolute', '/abc.txt', /absolute path/],
    ['is absolute on Windows', 'C:/bc.txt', /absolute path/],
    ['has backslashes', '..\\x.txt', /invalid (relative path|characters)/],
  ];
  for (const [what, name, message] of renamed) {
    it(`refuses an entry whose name ${what}, and writes nothing`, async () => {
      const harmless = 'x'.repeat(name.length);
      await pack([
        ['first.txt', 'A'],
        [harmless, 'B'],
      ]);
      replace(harmless, name);
      await refused(message);
    });
  }

  const special: [what: string, mode: number][] = [
    ['a symbolic link', 0o120777],
    ['a device', 0o060666],
    ['a fifo', 0o010666],
  ];
  for (const [what, mode] of special) {
    it(`refuses ${what}`, async () => {
      await pack([['link', '/etc/passwd', { mode }]]);
      await refused(/entry link is a link or another special file/);
    });
  }

  it('refuses a bomb', async () => {
    await pack([['zeros', Buffer.alloc(20_000_000)]]);
    await refused(/entry zeros unpacks to \d+ times its size/);
  });

  it('refuses an entry that is longer than it says', async () => {
    await pack([['a.bin', Buffer.alloc(7_777, 1), { compress: false }]]);
    // The central directory and the local header both say it: the stored and the real length then differ.
    const length = Buffer.alloc(4);
    length.writeUInt32LE(7_777);
    replace(length.toString('latin1'), 'aaa\0');
    await refused(/was not unpacked/);
  });

  it('refuses a name that appears twice, also in another case', async () => {
    await pack([
      ['a.txt', '1'],
      ['A.txt', '2'],
    ]);
    await refused(/entry A\.txt appears twice/);
  });

  const limited: [limits: ExtractLimits, message: RegExp][] = [
    [{ maxEntries: 1 }, /entry b is one more than the 1 entries that are allowed/],
    [{ maxBytes: 7 }, /entry b makes it more than the 7 B that are allowed/],
  ];
  for (const [limits, message] of limited) {
    it(`keeps to ${JSON.stringify(limits)}`, async () => {
      await pack([
        ['a', '1234'],
        ['b', '1234'],
      ]);
      await refused(message, limits);
    });
  }

  it('says so when the file is no archive, or half of one', async () => {
    fs.writeFileSync(archive, '<html>');
    await refused(/was not unpacked/);
    await pack([['a.txt', 'A'.repeat(5000), { compress: false }]]);
    fs.truncateSync(archive, 3000);
    await refused(/was not unpacked/);
  });

  async function refused(message: RegExp, limits?: ExtractLimits): Promise<void> {
    const error = await extractZip(archive, target, limits).catch((thrown: Error) => thrown);
    expect(error).to.be.instanceOf(FetchError);
    expect((error as Error).message).to.match(message);
    expect(fs.existsSync(target) ? fs.readdirSync(target) : []).to.deep.equal([]);
  }
});
