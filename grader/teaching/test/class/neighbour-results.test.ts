import { expect } from 'chai';
import path from 'node:path';
import { neighbourResults } from '../../class/neighbour-results';
import { ResultsStore } from '../../class/results-store';
import { reportOf, temporaryFolder, writeTree } from './support';

describe('results of the output folders beside', () => {
  it('are read, and nothing else that lies there', () => {
    const term = writeTree(temporaryFolder(), {
      'first/class.json': '{}',
      'first/.results/a': '',
      'second/class.json': '{}',
      'second/.results/a': '',
      'submissions/ana/.results/a': '',
      'notes.txt': '',
    });
    expect(neighbourResults(path.join(term, 'second'))).to.deep.equal([path.join(term, 'first', '.results')]);
    expect(neighbourResults('/nowhere/at/all')).to.deep.equal([]);
  });

  it('are taken over, and there when the other folder is gone', async () => {
    const [first, second] = [temporaryFolder(), temporaryFolder()];
    const key = { submission: 'a', assignment: 'b', environment: {} };
    await new ResultsStore(first).put(key, reportOf({ add: 4, sort: 0 }));
    const grade = () => Promise.reject(new Error('graded again'));
    const { report, reused } = await new ResultsStore(second, [first]).getOrGrade(key, grade);
    expect([report.score, reused]).to.deep.equal([4, true]);
    expect((await new ResultsStore(second).get(key))?.score).to.equal(4);
  });
});
