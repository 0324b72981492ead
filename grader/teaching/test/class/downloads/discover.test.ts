import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { discoverSubmissions } from '../../../class/downloads';
import { temporaryFolder, writeTree } from '../support';

describe('discovering submissions', () => {
  const discover = async (files: Record<string, string>) =>
    discoverSubmissions(writeTree(path.join(temporaryFolder(), 'class'), files), {
      wanted: ['add.ts', 'sort.ts'],
    });

  it('takes folders, zips and tar.gz files, and names what is neither', async () => {
    const { submissions, strays } = await discover({
      'ana/src/a.ts': '',
      'bo.zip': '',
      'cy.tar.gz': '',
      'grades.csv': '',
    });
    expect(submissions.map(({ origin, uploads }) => [origin, uploads[0]?.kind])).to.deep.equal([
      ['ana', 'folder'],
      ['bo', 'zip'],
      ['cy', 'tar'],
    ]);
    expect(strays).to.deep.equal(['grades.csv: neither a folder nor a zip or tar.gz archive']);
  });

  it('groups the files that Canvas gives one student, the latest last', async () => {
    const { submissions } = await discover({
      'lima_88_20_add.ts': '',
      'lima_88_9_sort.ts': '',
      'lima_LATE_88_30_add-1.ts': '',
      'paz_99_4_lab.zip': '',
    });
    expect(submissions.map(({ platformId, late }) => [platformId, late])).to.deep.equal([
      ['88', true],
      ['99', false],
    ]);
    expect(submissions[0]?.uploads.map(({ name }) => name)).to.deep.equal(['sort.ts', 'add.ts', 'add.ts']);
  });

  it('gives those of Gradescope oldest first', async () => {
    const files = { 'submission_1000/a.ts': '', 'submission_999/a.ts': '', 'ana/a.ts': '' };
    const { submissions } = await discover(files);
    expect(submissions.map(({ origin }) => origin)).to.deep.equal([
      'ana',
      'submission_999',
      'submission_1000',
    ]);
  });

  it('reads the submitters of a Gradescope export, also of a group', async () => {
    const { submissions } = await discover({
      'submission_7/src/a.ts': '',
      'submission_metadata.yml': [
        'submission_7:',
        '  :submitters:',
        '  - :name: Ana Lima',
        '    :sid: 123',
        '    :email: ana@example.edu',
        '  - :name: Bo Paz',
        '  :score: 3.0',
      ].join('\n'),
    });
    expect(submissions[0]?.submitters).to.deep.equal([
      { name: 'Ana Lima', sid: '123', email: 'ana@example.edu' },
      { name: 'Bo Paz', sid: null, email: null },
    ]);
  });

  it("passes over Moodle's typed texts and hidden files without a word", async () => {
    const files = { 'Ana_1_assignsubmission_onlinetext/onlinetext.html': '', '.DS_Store': '' };
    expect(await discover(files)).to.deep.include({ submissions: [], strays: [] });
  });

  it('does not follow a link', async () => {
    const folder = temporaryFolder();
    fs.symlinkSync('/etc', path.join(folder, 'ana'));
    expect((await discoverSubmissions(folder)).strays).to.deep.equal(['ana: a link; links are not followed']);
  });

  it('says which folder it cannot read', async () => {
    const outcome = await discoverSubmissions('/nowhere/at/all').catch((error: Error) => error.message);
    expect(outcome).to.match(/cannot read the submissions folder \/nowhere\/at\/all/);
  });
});
