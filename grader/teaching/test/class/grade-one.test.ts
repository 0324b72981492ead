import { expect } from 'chai';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import { gradeOne, type GradeOneOptions } from '../../class/grade-one';
import { ResultsStore } from '../../class/results-store';
import { temporaryFolder, writeTree } from './support';

describe('grading one submission of a class', () => {
  const submission = (file: string) => ({ uploads: [{ path: file, name: '', kind: 'zip' as const }] });
  const options = (changes: Partial<GradeOneOptions> = {}): GradeOneOptions => {
    const store = new ResultsStore(path.join(temporaryFolder(), 'results'));
    const assignment = loadAssignment('warmup');
    return {
      assignment,
      store,
      sandbox: 'process',
      device: 'cpu',
      seed: 1,
      typeCheck: false,
      force: false,
      retry: false,
      ...changes,
    };
  };

  it('has a reason also for what the file system will not give', async () => {
    const { problem, request } = await gradeOne(submission('/nowhere/ana.zip'), options());
    expect(problem?.code).to.equal('unreadable');
    expect(problem?.message).to.match(/cannot be read \(ENOENT/);
    expect(request, 'a request that nobody made').to.equal(null);
  });

  it('makes no request of an archive that nobody can open', async () => {
    const file = path.join(writeTree(temporaryFolder(), { 'ana.zip': 'PK\u0003\u0004broken' }), 'ana.zip');
    const { problem, request } = await gradeOne(submission(file), options());
    expect([problem?.code, request]).to.deep.equal(['corrupt', null]);
  });
});
