import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '@boletim/grader/errors';
import { openDownload } from '../../../class/downloads/open-download';
import { studentOf, temporaryFolder, writeTree, zipOf } from '../support';

describe('opening a download', () => {
  const roster = [studentOf({ id: 'ana' }), studentOf({ id: 'bo' })];
  const open = async (files: Record<string, string | Buffer>, place = '.') => {
    const folder = writeTree(temporaryFolder(), files);
    const { entries, close } = await openDownload(path.join(folder, place), { roster });
    close();
    return entries.map(({ name }) => name);
  };
  const zip = zipOf;

  it('takes a zip as it came, without what macOS adds', async () => {
    const files = { 'ana.zip': 'x', 'bo/src/a.ts': 'x', '__MACOSX/._ana.zip': '', '.DS_Store': '' };
    expect(await open({ 'download.zip': await zip(files) }, 'download.zip')).to.deep.equal(['ana.zip', 'bo']);
  });

  const inside: [string, Record<string, string>, string[]][] = [
    ["Gradescope's export", { 'assignment_9_export/submission_1/a.ts': '' }, ['submission_1']],
    ["one folder of Moodle's", { 'x/Ana_1_assignsubmission_file/a.ts': '' }, ['Ana_1_assignsubmission_file']],
    ['a folder around the students', { 'turma/ana/a.ts': '', 'turma/bo/a.ts': '' }, ['ana', 'bo']],
  ];
  for (const [what, files, names] of inside) {
    it(`looks into ${what}`, async () => {
      expect(await open(files)).to.deep.equal(names);
      expect(await open({ 'd.zip': await zip(files) }, 'd.zip')).to.deep.equal(names);
    });
  }

  it('opens the zip of an export that lies in a folder', async () => {
    const files = { 'assignment_9_export.zip': await zip({ 'assignment_9_export/submission_1/a.ts': '' }) };
    expect(await open(files)).to.deep.equal(['submission_1']);
  });

  it('leaves the one folder of a student what it is', async () => {
    expect(await open({ 'ana/src/mean.ts': '', 'ana/data/x': '' })).to.deep.equal(['ana']);
  });

  it('removes what it unpacked', async () => {
    const folder = writeTree(temporaryFolder(), { 'd.zip': await zip({ 'ana.zip': 'x' }) });
    const { folder: unpacked, close } = await openDownload(path.join(folder, 'd.zip'), { roster });
    expect(fs.existsSync(unpacked)).to.equal(true);
    close();
    expect(fs.existsSync(unpacked)).to.equal(false);
  });

  const refused: [string, Record<string, string | Buffer>, string, RegExp][] = [
    ['nothing', {}, 'x.zip', /cannot read the submissions folder/],
    ['a text', { 'x.csv': '' }, 'x.csv', /is neither a folder nor a zip/],
    [
      'a damaged zip',
      { 'x.zip': 'no zip, but long enough to be one' },
      'x.zip',
      /cannot be unpacked .*download it again/,
    ],
  ];
  for (const [what, files, place, message] of refused) {
    it(`refuses ${what}`, async () => {
      const outcome = await open(files, place).catch((error: unknown) => error);
      expect(outcome).to.be.instanceOf(UsageError).with.property('message').that.matches(message);
    });
  }
});
