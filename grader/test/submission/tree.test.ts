import { expect } from 'chai';
import { SubmissionProblem } from '../../submission/problem';
import { DEFAULT_READ_LIMITS, TreeBuilder } from '../../submission/tree';

describe('what is noted of a submission', () => {
  const builder = () => new TreeBuilder(() => false, DEFAULT_READ_LIMITS);
  const long = 'x'.repeat(1_000_000);

  it('names no name of a megabyte', () => {
    const { tree, enter } = bound(builder());
    expect(enter(long)).to.equal(undefined);
    expect(tree.refused).to.deep.equal([`"${'x'.repeat(100)}…" has an odd name and was passed over`]);
    expect(() => enter(`../${long}`))
      .to.throw(SubmissionProblem)
      .with.property('message')
      .with.length.below(200);
  });

  it('is at most a hundred notes', () => {
    const { tree, refuseLink } = bound(builder());
    for (let i = 0; i < 1000; i++) refuseLink(`link${i}`);
    expect(tree.refused).to.have.length(101);
    expect(tree.refused.at(-1)).to.equal('more was passed over');
  });

  function bound(tree: TreeBuilder) {
    return { tree: tree.tree, enter: tree.enter.bind(tree), refuseLink: tree.refuseLink.bind(tree) };
  }
});
