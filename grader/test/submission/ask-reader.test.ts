import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { readSubmission, type ExpectingAssignment } from '../../submission/read-submission';
import { TEXT_PROCESSES } from '../../system/text-processes';
import type { Upload } from '../../submission/upload';
import { temporaryFolder, writeTree } from '../support/folders';

const assignment: ExpectingAssignment = {
  spec: { id: 'tiny', files: ['src/one.ts'] },
  limits: { fileKilobytes: 64 },
};

describe('a submission that was read before', () => {
  const { ask } = TEXT_PROCESSES;
  const { now } = Date;
  let [asked, ahead] = [0, 60_000];
  let folder = '';
  const root = temporaryFolder();

  beforeEach(() => {
    [asked, ahead] = [0, 60_000];
    folder = fs.mkdtempSync(path.join(root, 'one-'));
    writeTree(folder, { 'src/one.ts': '1' });
    // With a clock that is ahead, what has just been written has settled.
    Date.now = () => now() + ahead;
    TEXT_PROCESSES.ask = (task, milliseconds) => {
      asked += 1;
      return ask.call(TEXT_PROCESSES, task, milliseconds) as never;
    };
  });
  afterEach(() => {
    Date.now = now;
    TEXT_PROCESSES.ask = ask;
  });

  const read = (place = folder, kind: Upload['kind'] = 'folder') =>
    readSubmission([{ path: place, name: '', kind }], assignment);

  it('is not read again, and says the same', async () => {
    const { declaration: _, ...first } = await read();
    const { declaration: __, ...second } = await read();
    expect(second).to.deep.equal(first);
    expect(second.files.get('src/one.ts')).to.equal('1');
    expect(asked).to.equal(1);
  });

  const changes: Record<string, () => void> = {
    'a file says something else of the same length': () => writeTree(folder, { 'src/one.ts': '2' }),
    'a file has come': () => writeTree(folder, { 'src/two.ts': '1' }),
    'a file has gone': () => fs.rmSync(path.join(folder, 'src', 'one.ts')),
    'a file has another name': () =>
      fs.renameSync(path.join(folder, 'src', 'one.ts'), path.join(folder, 'src', 'two.ts')),
  };
  for (const [what, change] of Object.entries(changes))
    it(`is read again when ${what}`, async () => {
      await read();
      change();
      await read().catch(() => {});
      expect(asked).to.equal(2);
    });

  it('is read again while its files are too young to tell two writes apart', async () => {
    ahead = -60_000;
    await read();
    await read();
    expect(asked).to.equal(2);
  });

  it('is read again where a link could lead to something else', async () => {
    fs.symlinkSync(path.join(folder, 'src', 'one.ts'), path.join(folder, 'link.ts'));
    await read();
    await read();
    expect(asked).to.equal(2);
  });

  it('is read again when it could not be, and where it holds more than is quick to look at', async () => {
    const nothing = fs.mkdtempSync(path.join(root, 'nothing-'));
    for (const _ of [1, 2]) expect(await read(nothing).catch(({ code }) => code as string)).to.equal('empty');
    writeTree(folder, Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`${index}.txt`, ''])));
    for (const _ of [1, 2]) await read();
    expect(asked).to.equal(4);
  });

  it('is another one where it lies elsewhere', async () => {
    const other = path.join(root, 'other');
    fs.cpSync(folder, other, { recursive: true });
    await read();
    await read(other);
    expect(asked).to.equal(2);
  });
});
