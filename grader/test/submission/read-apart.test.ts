import { expect } from 'chai';
import { SubmissionProblem } from '../../submission/problem';
import { readSubmission, type ExpectingAssignment } from '../../submission/read-submission';
import { TEXT_PROCESSES } from '../../system/text-processes';
import type { Upload } from '../../submission/upload';
import { temporaryFolder, writeTree } from '../support/folders';

const assignment: ExpectingAssignment = {
  spec: { id: 'tiny', files: ['src/one.ts'], declaration: 'declaration.yaml' },
  limits: { fileKilobytes: 64 },
};

describe('a submission that is read in another process', () => {
  const folder = temporaryFolder();
  const read = (files: Record<string, string>, options = {}) => {
    const upload: Upload = { path: writeTree(folder, files), name: '', kind: 'folder' };
    return readSubmission([upload], assignment, options);
  };

  it('arrives with its maps and its characters', async () => {
    const text = 'export const one = "\u{1f600}\u0000\\u2028";\n';
    const { files, declaration } = await read({ 'src/one.ts': text, 'declaration.yaml': 'hours: 2\n' });
    expect(files.get('src/one.ts')).to.equal(text);
    expect((await declaration).values?.hours).to.equal(2);
  });

  it('may not take longer than the deadline, and the next is read all the same', async () => {
    const late = await read({ 'src/one.ts': '1' }, { seconds: 1e-6 }).catch((error: unknown) => error);
    expect(late).to.be.instanceOf(SubmissionProblem).with.property('code', 'too-large');
    expect((await read({ 'src/one.ts': '1' })).files.get('src/one.ts')).to.equal('1');
  });

  it('is read by a process that has read another', async () => {
    const worker = TEXT_PROCESSES.take();
    TEXT_PROCESSES.giveBack(worker);
    await read({ 'src/one.ts': '1' });
    expect(TEXT_PROCESSES.take()).to.equal(worker);
    TEXT_PROCESSES.giveBack(worker);
  });

  it('keeps its files when the declaration has an alias', async () => {
    const { files, declaration } = await read({
      'src/one.ts': '1',
      'declaration.yaml': 'comments: &a x\nllmUse: *a\n',
    });
    expect(files.size).to.equal(2);
    expect((await declaration).status).to.equal('invalid');
  });
});
